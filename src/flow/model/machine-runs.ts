import type { MachineRun } from '#kernel/machine.ts';
import type { Trace } from '#kernel/trace.ts';
import { tokenUse } from './checks.ts';

/**
 * The machines that ran for a request, what its handler decided before the way through the door, which is the same for
 * all. Uses of tokens by requests inside it are the platform's own and stay out.
 */
export function machineRuns(trace: Trace): MachineRun[] {
  const inner = trace.inside
    .flatMap((inside) => machineRuns(inside.trace))
    .filter(({ machine }) => machine !== tokenUse);
  const own = trace.runs.filter(({ machine }) => machine !== tokenUse);
  return [...own, ...inner, ...trace.runs.filter(({ machine }) => machine === tokenUse)];
}
