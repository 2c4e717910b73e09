import { useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { Desk } from '#components/session/desk.ts';
import { Announcer } from './announcer.tsx';
import { Banners } from './banners.tsx';
import type { Bench } from './bench.ts';
import { LogStrip } from './log-strip.tsx';
import { Panels } from './panels.tsx';
import { Tasks } from './tasks.tsx';
import { Toolbar } from './toolbar.tsx';
import { TroubleView } from './trouble-view.tsx';
import { usePageProgress } from './use-page-progress.ts';

interface Props {
  labId: string;
  desk: Desk;
  bench: Bench;
  /** Where the tasks are drawn, in the column of the text. */
  taskPlace: Element;
  toolPlace: Element;
}

/** The tenant beside the lesson: toolbar, tabs, log, and the tasks in their own place. */
export function Workbench({ labId, desk, bench, taskPlace, toolPlace }: Props) {
  const snapshot = useSyncExternalStore(desk.subscribe, desk.snapshot);
  const { phase, writer } = snapshot;
  const state = phase.name === 'ready' ? phase.state : undefined;
  usePageProgress(labId, state?.checks, state?.passed ?? false);

  return (
    <>
      <Banners snapshot={snapshot} desk={desk} />
      {phase.name === 'opening' && <p className="opening">Opening the tenant …</p>}
      {phase.name === 'trouble' && <TroubleView trouble={phase} desk={desk} labId={labId} />}
      {phase.name === 'ready' && (
        <>
          <Toolbar client={phase.client} state={phase.state} bench={bench} readOnly={writer !== 'this'} />
          <Panels phase={phase} bench={bench} />
          <LogStrip log={phase.log} bench={bench} />
          {createPortal(
            <Tasks
              phase={phase}
              desk={desk}
              bench={bench}
              labId={labId}
              readOnly={writer !== 'this'}
              toolPlace={toolPlace}
            />,
            taskPlace,
          )}
        </>
      )}
      <Announcer checks={state?.checks} />
    </>
  );
}
