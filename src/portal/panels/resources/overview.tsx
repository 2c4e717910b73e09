import { useState } from 'react';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { CodeRegular } from '@fluentui/react-icons/svg/code';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import type { Command } from '#kernel/blade.ts';
import { at } from '../../api/arm.ts';
import { CommandBar, type BarItem } from '../../kit/command-bar.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { Essentials } from '../../kit/essentials.tsx';
import { valueAt } from '../../kit/facts.ts';
import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { useDeed } from '../../shell/use-deed.ts';
import { Browse, type Visit } from '../app-service/browse.tsx';
import { JsonView } from './json-view.tsx';
import type { PanelProps } from './panel.tsx';
import { ResourceList } from './resource-list.tsx';

const icons = {
  start: <PlayRegular />,
  stop: <StopRegular />,
  restart: <ArrowClockwiseRegular />,
  delete: <DeleteRegular />,
};

/** Commands and essentials of a resource; for what has a site also the visit to it. */
export function Overview({ resource, blade }: PanelProps) {
  const shared = useShared();
  const { api, go } = usePortal();
  const deed = useDeed();
  const [asked, setAsked] = useState<Command>();
  const [json, setJson] = useState(false);
  const [visiting, setVisiting] = useState<{ visit?: Visit }>();
  const name = resource.name ?? resource.id;
  const named = (text: string) => text.replaceAll('{name}', name);
  const run = async ({ method, path, done, begun, failed, leaves }: Command) => {
    const ask = { method, path: at(resource.id + path, blade.apiVersion) };
    const answer = await deed('arm', ask, {
      done: named(done),
      failed: named(failed),
      ...(begun && { begun: named(begun) }),
    });
    if (answer.ok && leaves) go({ at: 'list', type: blade.type });
  };
  const address = blade.browse && valueAt(resource, blade.browse);
  const url = typeof address === 'string' ? address : undefined;
  const browse = () => {
    if (!url) return;
    setVisiting((before) => before ?? {});
    void api.visit(url).then((visit) => setVisiting({ visit }));
  };
  const offered = blade.commands.filter(
    ({ when, unless }) =>
      (!when || valueAt(resource, when.from) === when.is) && (!unless || valueAt(resource, unless.from) !== unless.is),
  );
  const items: BarItem[] = [
    ...(url ? [{ id: 'browse', title: 'Browse', icon: <GlobeRegular />, run: browse }] : []),
    ...offered.map((command) => ({
      id: command.id,
      title: command.title,
      icon: icons[command.icon],
      run: () => (command.confirm ? setAsked(command) : void run(command)),
    })),
    { id: 'json', title: 'JSON View', icon: <CodeRegular />, run: () => setJson(true) },
  ];
  return (
    <>
      <CommandBar label="Commands" items={items} />
      {blade.says && <p className={shared.says}>{blade.says}</p>}
      <section className={shared.stack} aria-labelledby="portal-essentials">
        <h3 id="portal-essentials" className={shared.heading}>
          Essentials
        </h3>
        <Essentials resource={resource} facts={blade.essentials} />
      </section>
      {visiting && url && <Browse url={url} visit={visiting.visit} onAgain={browse} />}
      {blade.icon === 'group' && (
        <section className={shared.stack} aria-labelledby="portal-resources">
          <h3 id="portal-resources" className={shared.heading}>
            Resources
          </h3>
          <ResourceList label="Resources" group={resource.id} />
        </section>
      )}
      {json && <JsonView resource={resource} version={blade.apiVersion} onClose={() => setJson(false)} />}
      {asked?.confirm && (
        <Confirm
          title={asked.confirm.title}
          yes={asked.confirm.yes}
          no={asked.confirm.yes === 'Yes' ? 'No' : 'Cancel'}
          {...(asked.confirm.typeName && { typed: name })}
          onYes={() => void run(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p className={shared.text}>{named(asked.confirm.text)}</p>
        </Confirm>
      )}
    </>
  );
}
