import type { AnyStateMachine } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap, getShortestPaths } from 'xstate/graph';

export interface Step {
  from: string;
  event: string;
  to: string;
}

/** A way of a life from its beginning, step by step. */
export type LifePath = Step[];

interface Snapshot {
  value: string;
}

/** What the graph may send, and where it begins. */
function traversal(machine: AnyStateMachine, events: readonly string[], context?: object): never {
  const initial = String((machine.config as { initial?: string }).initial);
  const fromState = context && machine.resolveState({ value: initial, context: context as never });
  return { events: events.map((type) => ({ type })), ...(fromState && { fromState }) } as never;
}

export const written = ({ from, event, to }: Step): string => `${from} ${event}: ${to}`;

/** What becomes of each state by each event; an event that a state does not allow leaves it as it is. */
export function stepsOf(machine: AnyStateMachine, events: readonly string[], context?: object): Step[] {
  const map = getAdjacencyMap(machine as never, traversal(machine, events, context));
  return adjacencyMapToArray<Snapshot, { type: string }>(map as never).map(({ state, event, nextState }) => ({
    from: state.value,
    event: event.type,
    to: nextState.value,
  }));
}

/** Every way of so many steps that the chart allows, and every shorter one that ends in a final state. */
export function lifePaths(
  machine: AnyStateMachine,
  events: readonly string[],
  depth: number,
  context?: object,
): LifePath[] {
  const steps = stepsOf(machine, events, context).filter(({ from, to }) => from !== to);
  const initial = String((machine.config as { initial?: string }).initial);
  const onwards = (path: LifePath, at: string): LifePath[] => {
    const next = path.length < depth ? steps.filter(({ from }) => from === at) : [];
    return next.length ? next.flatMap((step) => onwards([...path, step], step.to)) : [path];
  };
  return onwards([], initial);
}

/** For each state the shortest way to it, and the events that it does not allow. */
export function forbiddenSteps(
  machine: AnyStateMachine,
  events: readonly string[],
  context?: object,
): { way: LifePath; state: string; events: string[] }[] {
  const steps = stepsOf(machine, events, context);
  const shortest = getShortestPaths(machine as never, traversal(machine, events, context)) as unknown as {
    state: Snapshot;
    steps: { event: { type: string }; state: Snapshot }[];
  }[];
  return shortest.map(({ state, steps: taken }) => ({
    state: state.value,
    way: taken.slice(1).map(({ event, state: to }, at) => ({
      from: taken[at]?.state.value ?? '',
      event: event.type,
      to: to.value,
    })),
    events: steps.filter(({ from, to }) => from === state.value && to === from).map(({ event }) => event),
  }));
}
