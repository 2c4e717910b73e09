import { createMachine, type AnyStateMachine } from 'xstate';
import { getSimplePaths } from 'xstate/graph';

interface Branch {
  target: string;
  guard?: string;
}
interface Written {
  type?: string;
  always?: Branch | Branch[];
  on?: object;
}

const statesOf = (machine: AnyStateMachine): Record<string, Written> =>
  (machine.config as unknown as { states: Record<string, Written> }).states;
const branchesOf = ({ always = [] }: Written): Branch[] => [always].flat();

/** Whether a chart decides by itself, from question to question; else it is a life, led by events. */
export const isDecision = (machine: AnyStateMachine): boolean =>
  Object.values(statesOf(machine)).some((state) => branchesOf(state).length > 0);

export const finalsOf = (machine: AnyStateMachine): string[] =>
  Object.entries(statesOf(machine)).flatMap(([name, { type }]) => (type === 'final' ? [name] : []));

/** A way through a decision chart to an ending, and the answers that lead there: no other question is asked. */
export interface DecisionPath {
  states: string[];
  answers: Record<string, boolean>;
}

/** The same chart with an event in the place of each branch, so that the graph can be walked without answers. */
function eventful(machine: AnyStateMachine): AnyStateMachine {
  const states = Object.entries(statesOf(machine)).map(([name, state]) => {
    const on = Object.fromEntries(branchesOf(state).map(({ target }, at) => [`branch ${at}`, target]));
    return [name, state.type === 'final' ? { type: 'final' } : { on }];
  });
  const initial = (machine.config as { initial?: string }).initial;
  return createMachine({ id: machine.id, initial, states: Object.fromEntries(states) } as never) as AnyStateMachine;
}

/** Every simple path of a decision chart to one of its final states, as `xstate/graph` finds them. */
export function decisionPaths(machine: AnyStateMachine): DecisionPath[] {
  const all = getSimplePaths(eventful(machine) as never) as unknown as {
    state: { value: string; status: string };
    steps: { event: { type: string }; state: { value: string } }[];
  }[];
  return all
    .filter(({ state }) => state.status === 'done')
    .map(({ steps }) => {
      const states = steps.map(({ state }) => state.value);
      const answers: Record<string, boolean> = {};
      steps.slice(1).forEach(({ event }, at) => {
        const branches = branchesOf(statesOf(machine)[states[at] ?? ''] ?? {});
        const taken = Number(event.type.slice('branch '.length));
        branches.slice(0, taken + 1).forEach(({ guard }, branch) => {
          if (guard) answers[guard] = branch === taken;
        });
      });
      return { states, answers };
    });
}
