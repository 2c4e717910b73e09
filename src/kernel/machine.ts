import { getInitialMicrosteps, transition, type AnyStateMachine } from 'xstate';

/** The states that a run passed through, the last one final. */
export interface MachineRun {
  machine: string;
  path: string[];
}

interface Always {
  target?: string;
  guard?: string;
}

/** A state of a decision chart: nothing but `always` transitions with named guards, or final. */
interface ChartState {
  type?: string;
  always?: Always | readonly (Always | string)[];
}

type Guards = Record<string, (args: { context: unknown }) => boolean>;

/**
 * Walks a decision chart (a machine of `always` transitions with named guards) to its final state and keeps the path.
 * It reads the transitions and guards of the XState machine itself and is the table that the front door runs, because
 * a full XState transition costs tens of microseconds; a test proves it equal to XState on every path.
 * Guards are asked in order and each at most once, so they may be lazy and expensive.
 */
export function walk(machine: AnyStateMachine, context: unknown): MachineRun {
  const config = machine.config as { id?: string; initial?: string; states?: Record<string, ChartState> };
  const guards = machine.implementations.guards as unknown as Guards;
  const path: string[] = [];
  let state = String(config.initial);
  for (;;) {
    path.push(state);
    const node = config.states?.[state];
    if (!node) throw new Error(`machine ${machine.id} has no state ${state}`);
    if (node.type === 'final') return { machine: machine.id, path };
    const branches = (Array.isArray(node.always) ? node.always : [node.always]) as Always[];
    const taken = branches.find(({ guard }) => {
      if (!guard) return true;
      const ask = guards[guard];
      if (!ask) throw new Error(`machine ${machine.id} names no guard ${guard}`);
      return ask({ context });
    });
    if (!taken?.target || path.length > 100) throw new Error(`machine ${machine.id} is stuck in ${state}`);
    state = taken.target;
  }
}

/** The same walk by XState itself, microstep by microstep: for the proof of equality. */
export function walkByXState(machine: AnyStateMachine, context: unknown): MachineRun {
  const steps = getInitialMicrosteps(machine, context as never) as unknown as [{ value: unknown }][];
  return { machine: machine.id, path: steps.map(([snapshot]) => String(snapshot.value)) };
}

/** Where a life stands after an event; undefined when the chart does not allow the event there. */
export function nextState(
  machine: AnyStateMachine,
  value: string,
  event: { type: string },
  context?: object,
): string | undefined {
  const snapshot = machine.resolveState({ value, context: (context ?? {}) as never });
  if (!machine.getTransitionData(snapshot as never, event as never)?.length) return undefined;
  const [next] = transition(machine, snapshot as never, event as never);
  return String((next as { value: unknown }).value);
}
