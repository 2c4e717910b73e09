import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { Desk } from '#components/session/desk.ts';
import type { Ready } from '#components/session/phase.ts';
import type { Bench } from './bench.ts';
import { LabFileButtons } from './lab-file-buttons.tsx';
import { Passed } from './passed.tsx';
import { StepButtons } from './step-buttons.tsx';
import { TaskRow } from './task-row.tsx';

interface Props {
  phase: Ready;
  desk: Desk;
  bench: Bench;
  labId: string;
  readOnly: boolean;
  /** Where the buttons for the lab as a file are drawn: the head of the list. */
  toolPlace: Element;
}

/** The tasks with their state, and what can be done with the lab as a whole. They check themselves after each entry. */
export function Tasks({ phase, desk, bench, labId, readOnly, toolPlace }: Props) {
  const { client, state } = phase;
  // Undefined: the first task that is not done is open by itself.
  const [chosen, setChosen] = useState<string | null>();
  const current = state.checks.find(({ status }) => status !== 'done')?.id;
  const open = chosen === undefined ? current : chosen;
  return (
    <>
      {createPortal(<LabFileButtons client={client} desk={desk} labId={labId} readOnly={readOnly} />, toolPlace)}
      {state.passed && <Passed client={client} labId={labId} />}
      <ol className="task-list" role="list">
        {state.checks.map((check) => (
          <TaskRow
            key={check.id}
            check={check}
            open={check.id === open}
            readOnly={readOnly}
            toggle={() => setChosen(check.id === open ? null : check.id)}
            hint={() => client.hint(check.id)}
            openFlow={bench.openFlow}
          />
        ))}
      </ol>
      <div className="row task-steps">
        <StepButtons client={client} state={state} readOnly={readOnly} showCurrent={() => setChosen(undefined)} />
      </div>
    </>
  );
}
