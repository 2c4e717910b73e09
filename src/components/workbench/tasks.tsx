import { useState } from 'react';
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
}

/** The tasks with their state, and what can be done with the lab as a whole. They check themselves after each entry. */
export function Tasks({ phase, desk, bench, labId, readOnly }: Props) {
  const { client, state } = phase;
  // Undefined: the first task that is not done is open by itself.
  const [chosen, setChosen] = useState<string | null>();
  const current = state.checks.find(({ status }) => status !== 'done')?.id;
  const open = chosen === undefined ? current : chosen;
  return (
    <>
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
      <div className="row">
        <StepButtons client={client} state={state} readOnly={readOnly} showCurrent={() => setChosen(undefined)} />
        <LabFileButtons client={client} desk={desk} labId={labId} readOnly={readOnly} />
      </div>
    </>
  );
}
