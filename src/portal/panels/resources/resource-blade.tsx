import { makeStyles } from '@fluentui/react-components';
import { at, type Resource } from '../../api/arm.ts';
import { bladeOf } from '../../blades.ts';
import { Frame } from '../../kit/frame.tsx';
import { Looked } from '../../kit/looked.tsx';
import { medium } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { panelKey, scopeName, typeIn } from '../../shell/route.ts';
import { useLook } from '../../shell/use-look.ts';
import { Panel } from './panel.tsx';
import { ResourceMenu } from './resource-menu.tsx';

const useStyles = makeStyles({
  split: {
    display: 'grid',
    gridTemplateColumns: '196px minmax(0, 1fr)',
    alignItems: 'start',
    [medium]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  panel: { display: 'flex', flexDirection: 'column', gap: '16px', padding: '0 16px 32px', minWidth: 0 },
});

/** The blade of any scope: its menu and the panel that is open. */
export function ResourceBlade({ id, panel, tab }: { id: string; panel: string; tab?: string }) {
  const styles = useStyles();
  const { subscription } = usePortal();
  const blade = bladeOf(typeIn(id));
  const address = at(id, blade.apiVersion) + (blade.expand ? `&$expand=${blade.expand}` : '');
  const look = useLook(`resource ${id}`, (api) => api.look<Resource>('arm', address));
  const entry = blade.menu.find((one) => panelKey(one.panel, one.title) === panel) ?? blade.menu[0];
  const title = scopeName(id, subscription?.displayName);
  return (
    <Frame
      id={`${id} ${panel} ${tab ?? ''}`}
      icon={blade.icon}
      title={title}
      {...(entry && entry.panel !== 'overview' && { part: entry.title })}
      subtitle={blade.title}
    >
      <div className={styles.split}>
        <ResourceMenu id={id} blade={blade} open={entry} />
        <div className={styles.panel}>
          <Looked look={look} what={title}>
            {(resource) =>
              entry && <Panel entry={entry} resource={{ ...resource, id }} blade={blade} {...(tab && { tab })} />
            }
          </Looked>
        </div>
      </div>
    </Frame>
  );
}
