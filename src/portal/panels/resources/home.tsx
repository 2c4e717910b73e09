import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { blades } from '../../blades.ts';
import { Body } from '../../kit/body.tsx';
import { Frame } from '../../kit/frame.tsx';
import { TypeIcon } from '../../kit/icons.tsx';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { ResourceList } from './resource-list.tsx';

const useStyles = makeStyles({
  head: { paddingTop: '12px' },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 168px), 1fr))',
    gap: '4px 8px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  tile: {
    width: '100%',
    height: '100%',
    minHeight: '36px',
    justifyContent: 'flex-start',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    padding: '4px 8px',
  },
});

/** Where the portal begins: Azure's services as far as they are simulated, and what there is. */
export function Home() {
  const styles = useStyles();
  const shared = useShared();
  const { go, subscription } = usePortal();
  const services = blades.filter(({ below }) => !below);
  return (
    <div className={styles.head}>
      <Frame id="home" title="Home" {...(subscription && { subtitle: subscription.displayName })}>
        <Body>
          <section className={shared.stack} aria-labelledby="portal-services">
            <h3 id="portal-services" className={shared.heading}>
              Azure services
            </h3>
            <ul className={styles.tiles}>
              <li>
                <Button
                  appearance="subtle"
                  className={styles.tile}
                  icon={<TypeIcon icon="directory" />}
                  onClick={() => go({ at: 'directory', panel: 'users' })}
                >
                  Microsoft Entra ID
                </Button>
              </li>
              {services.map(({ type, plural, icon }) => (
                <li key={type}>
                  <Button
                    appearance="subtle"
                    className={styles.tile}
                    icon={<TypeIcon icon={icon} />}
                    onClick={() => go({ at: 'list', type })}
                  >
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
