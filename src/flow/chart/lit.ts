import type { ChartEdge } from './shape.ts';

/** What of a chart a run has lit: states with their place in the run, and the transitions between them. */
export interface Lit {
  states: ReadonlyMap<string, number>;
  edges: ReadonlySet<string>;
}

/**
 * The part of a chart that a run passed through. A path holds states only: of two transitions between the same two
 * states the first is lit, because the machine asks them in order.
 */
export function litBy(edges: readonly ChartEdge[], path: readonly string[]): Lit {
  const lit = new Set<string>();
  for (const [at, from] of path.slice(0, -1).entries()) {
    const edge = edges.find((candidate) => candidate.from === from && candidate.to === path[at + 1]);
    if (edge) lit.add(edge.id);
  }
  return { states: new Map(path.map((name, at) => [name, at + 1])), edges: lit };
}
