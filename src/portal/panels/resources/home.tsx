import { Button, makeStyles } from '@fluentui/react-components';
import { blades } from '../../blades.ts';
import { Body } from '../../kit/body.tsx';
import { Frame } from '../../kit/frame.tsx';
import { TypeIcon } from '../../kit/icons.tsx';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { ResourceList } from './resource-list.tsx';

const useStyles = makeStyles({
  head: { paddingTop: '12px' },
  tiles: { display: 'flex', flexWrap: 'wrap', gap: '8px', margin: 0, padding: 0, listStyleType: 'none' },
});

/** Where the portal begins: Azure's services as far as they are simulated, and what there is. */
export function Home() {
  const styles = useStyles();
  const shared = useShared();
  const { go, subscription } = usePortal();
  const services = blades.filter(({ icon }) => icon !== 'plan');
  return (
    <div className={styles.head}>
      <Frame id="home" title="Home" {...(subscription && { subtitle: subscription.displayName })}>
        <Body>
          <section className={shared.stack} aria-labelledby="portal-services">
            <h3 id="portal-services" className={shared.heading}>
              Azure services
            </h3>
            <ul className={styles.tiles}>
              {services.map(({ type, plural, icon }) => (
                <li key={type}>
                  <Button icon={<TypeIcon icon={icon} />} onClick={() => go({ at: 'list', type })}>
                    {plural}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
          <section className={shared.stack} aria-labelledby="portal-resources">
            <h3 id="portal-resources" className={shared.heading}>
              Resources
            </h3>
            <ResourceList label="Resources" />
          </section>
        </Body>
      </Frame>
    </div>
  );
}
