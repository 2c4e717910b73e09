import type { MachineRun } from '#kernel/machine.ts';
import type { Trace } from '#kernel/trace.ts';
import { tokenUse } from './checks.ts';

/** The machines that ran for a request: its own, then those that handlers inside it ran. Uses of tokens inside are the platform's own. */
export function machineRuns(trace: Trace): MachineRun[] {
  const inner = trace.inside
    .flatMap((inside) => machineRuns(inside.trace))
    .filter(({ machine }) => machine !== tokenUse);
  return [...trace.runs, ...inner];
}
