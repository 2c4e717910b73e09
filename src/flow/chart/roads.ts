import type { ChartEdge, ChartShape, PlacedState } from './shape.ts';

/**
 * How a transition runs: `down` from a state to the one below it, `around` along the left margin past states of the
 * chain, `across` through the gap between chain and side, `beside` along the right margin between states of the side.
 */
export type RoadKind = 'down' | 'around' | 'across' | 'beside';

export interface Road {
  edge: ChartEdge;
  from: PlacedState;
  to: PlacedState;
  kind: RoadKind;
  /** Place among the roads of its kind that need a track of their own. */
  track: number;
}

/** The chosen way of every transition. Of two between the same neighbours only the first goes straight down. */
export function roadsOf(shape: ChartShape): Road[] {
  const at = new Map(shape.states.map((state) => [state.name, state]));
  const next = new Map(shape.main.slice(0, -1).map((name, place) => [name, shape.main[place + 1]]));
  const straight = new Set<string>();
  const roads = shape.edges.flatMap((edge): Road[] => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (!from || !to) return [];
    const below = from.column === 0 ? next.get(edge.from) === edge.to : to.column === 1 && to.row === from.row + 1;
    const pair = `${edge.from} ${edge.to}`;
    const down = below && !straight.has(pair);
    if (down) straight.add(pair);
    const kind = down ? 'down' : from.column !== to.column ? 'across' : from.column === 0 ? 'around' : 'beside';
    return [{ edge, from, to, kind, track: 0 }];
  });
  const length = ({ from, to }: Road): number => Math.abs(to.row - from.row);
  for (const kind of ['around', 'beside'] as const) {
    // The longest outside, so that no line crosses another.
    const alike = roads.filter((road) => road.kind === kind).sort((a, b) => length(a) - length(b));
    for (const [track, road] of alike.entries()) road.track = track;
  }
  // A straight line across needs no track.
  const bent = roads.filter((road) => road.kind === 'across' && length(road) > 0);
  for (const [track, road] of bent.entries()) road.track = track + 1;
  return roads;
}
