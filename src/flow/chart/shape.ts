import type { MachineChart } from '#lab/session-client.ts';

/** Where a state stands: the main chain in column 0, ways out to the right of the state that they leave. */
export interface PlacedState {
  name: string;
  final: boolean;
  column: number;
  row: number;
}

export interface ChartEdge {
  /** `received/0`: the state that it leaves and its place among that state's transitions. */
  id: string;
  from: string;
  to: string;
  guard?: string;
  /** The only way out of its state. */
  alone: boolean;
}

export interface ChartShape {
  states: PlacedState[];
  edges: ChartEdge[];
  main: string[];
  rows: number;
}

/** Every transition of a chart once, in the order in which the machine asks them. */
export const edgesOf = (chart: MachineChart): ChartEdge[] =>
  chart.states.flatMap(({ name, next }) =>
    next.map(({ guard, target }, at) => ({
      id: `${name}/${at}`,
      from: name,
      to: target,
      alone: next.length === 1,
      ...(guard !== undefined && { guard }),
    })),
  );

/** The longest way from the beginning: what the machine does when nothing ends it early. Steps back are not followed. */
export function mainChain(chart: MachineChart): string[] {
  const targets = new Map(chart.states.map(({ name, next }) => [name, next.map(({ target }) => target)]));
  const known = new Map<string, string[]>();
  const longest = (name: string, above: ReadonlySet<string>): string[] => {
    const found = known.get(name);
    if (found) return found;
    const on = new Set(above).add(name);
    let best: string[] = [];
    for (const target of targets.get(name) ?? []) {
      if (on.has(target) || !targets.has(target)) continue;
      const way = longest(target, on);
      if (way.length > best.length) best = way;
    }
    const way = [name, ...best];
    known.set(name, way);
    return way;
  };
  return longest(chart.initial, new Set());
}

/**
 * Gives every state a column and a row: the chain downwards, the rest beside the first state of the chain that leads
 * to it, one below the other in the order in which the machine would come to them. Two columns fit a phone.
 */
export function shapeOf(chart: MachineChart): ChartShape {
  const edges = edgesOf(chart);
  const main = mainChain(chart);
  const byName = new Map(chart.states.map((state) => [state.name, state]));
  const placed = new Map<string, PlacedState>();
  const taken = new Set(main);
  const place = (name: string, column: number, row: number): void => {
    placed.set(name, { name, final: byName.get(name)?.final ?? false, column, row });
  };
  let row = 0;
  for (const name of main) {
    place(name, 0, row);
    let beside = 0;
    const spread = (from: string): void => {
      for (const { to } of edges.filter((edge) => edge.from === from)) {
        if (taken.has(to) || !byName.has(to)) continue;
        taken.add(to);
        place(to, 1, row + beside);
        beside += 1;
        spread(to);
      }
    };
    spread(name);
    row += Math.max(1, beside);
  }
  // A state that nothing leads to is drawn too, below the rest: the picture shows the machine as it is.
  for (const { name } of chart.states) {
    if (placed.has(name)) continue;
    place(name, 0, row);
    row += 1;
  }
  const states = chart.states.flatMap(({ name }) => placed.get(name) ?? []);
  return { states, edges, main, rows: row };
}
