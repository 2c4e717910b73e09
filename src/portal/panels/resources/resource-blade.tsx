import { at, type Resource } from '../../api/arm.ts';
import { bladeOf, wordsOf } from '../../blades.ts';
import { Frame } from '../../kit/frame.tsx';
import { Looked } from '../../kit/looked.tsx';
import { useSplit } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { panelKey, resource as to, scopeName, typeIn } from '../../shell/route.ts';
import { useLook } from '../../shell/use-look.ts';
import { Panel } from './panel.tsx';
import { ResourceMenu } from './resource-menu.tsx';

/** The blade of any scope: its menu and the panel that is open. */
export function ResourceBlade({ id, panel, tab }: { id: string; panel: string; tab?: string }) {
  const styles = useSplit();
  const { subscription, go } = usePortal();
  const blade = bladeOf(typeIn(id));
  const address = at(id, blade.apiVersion) + (blade.expand ? `&$expand=${blade.expand}` : '');
  const look = useLook(`resource ${id}`, (api) => api.look<Resource>('arm', address));
  const entry = blade.menu.find((one) => panelKey(one.panel, one.title) === panel) ?? blade.menu[0];
  const title = scopeName(id, subscription?.displayName);
  const words = wordsOf(blade, look.value ?? {});
  return (
    <Frame
      id={`${id} ${panel} ${tab ?? ''}`}
      icon={words.icon}
      title={title}
      {...(entry && entry.panel !== 'overview' && { part: entry.title })}
      subtitle={words.title}
    >
      <div className={styles.split}>
        <ResourceMenu entries={blade.menu} open={entry} onOpen={(one) => go(to(id, panelKey(one.panel, one.title)))} />
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
