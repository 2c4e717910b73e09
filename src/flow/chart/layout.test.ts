import { describe, expect, it } from 'vitest';
import { tokenUseMachine } from '#kernel/token-use.machine.ts';
import type { MachineChart } from '#lab/session-client.ts';
import { chartOf, charts } from '#lab/charts.ts';
import { acquisition } from '../words/machines.ts';
import { sampleChart, useRun } from '../samples.ts';
import { box, layoutOf, type LaidState, type Point } from './layout.ts';
import { litBy } from './lit.ts';
import { edgesOf, mainChain, shapeOf } from './shape.ts';

const back: MachineChart = {
  id: 'with-returns',
  initial: 'a',
  states: [
    { name: 'a', final: false, next: [{ guard: 'x', target: 'b' }, { guard: 'y', target: 'side' }, { target: 'b' }] },
    {
      name: 'b',
      final: false,
      next: [{ guard: 'x', target: 'c' }, { guard: 'again', target: 'a' }, { target: 'lost' }],
    },
    { name: 'side', final: false, next: [{ guard: 'x', target: 'c' }, { target: 'far' }] },
    { name: 'c', final: true, next: [] },
    { name: 'lost', final: true, next: [] },
    { name: 'far', final: true, next: [] },
    { name: 'alone', final: true, next: [] },
  ],
};

const drawn: [string, MachineChart][] = [
  ['token-use', chartOf(tokenUseMachine)],
  ['token acquisition', charts().find(({ id }) => id === acquisition)!],
  ['a small one', sampleChart],
  ['one with returns', back],
];

const overlap = (a: LaidState, b: LaidState): boolean =>
  Math.abs(a.x - b.x) < box.width && Math.abs(a.y - b.y) < box.height;
const onEdge = ([x, y]: Point, { x: left, y: top }: LaidState): boolean => {
  const within = x >= left && x <= left + box.width && y >= top && y <= top + box.height;
  return within && (x === left || x === left + box.width || y === top || y === top + box.height);
};

describe.each(drawn)('the layout of %s', (_name, chart) => {
  const layout = layoutOf(chart);

  it('has each state and each transition once', () => {
    expect(layout.states.map(({ name }) => name)).toEqual(chart.states.map(({ name }) => name));
    expect(layout.edges.map(({ from, to, guard }) => [from, to, guard])).toEqual(
      chart.states.flatMap(({ name, next }) => next.map(({ guard, target }) => [name, target, guard])),
    );
    expect(new Set(layout.edges.map(({ id }) => id)).size).toBe(layout.edges.length);
  });

  it('lets no two states overlap and none leave the drawing', () => {
    for (const [at, a] of layout.states.entries()) {
      for (const b of layout.states.slice(at + 1))
        expect([a.name, b.name, overlap(a, b)]).toEqual([a.name, b.name, false]);
      expect(a.x >= 0 && a.y >= 0 && a.x + box.width <= layout.width && a.y + box.height <= layout.height).toBe(true);
    }
  });

  it('leads each line from the edge of its state to the edge of its target, inside the drawing', () => {
    const at = new Map(layout.states.map((state) => [state.name, state]));
    for (const { id, from, to, points } of layout.edges) {
      expect([id, onEdge(points[0]!, at.get(from)!), onEdge(points.at(-1)!, at.get(to)!)]).toEqual([id, true, true]);
      expect(points.every(([x, y]) => x >= 0 && y >= 0 && x <= layout.width && y <= layout.height)).toBe(true);
    }
  });

  it('draws no two lines the same way', () => {
    expect(new Set(layout.edges.map(({ points }) => JSON.stringify(points))).size).toBe(layout.edges.length);
  });
});

describe('the shape of the token-use chart', () => {
  const chart = chartOf(tokenUseMachine);

  it('has the checks as its main chain, in the order in which they are made', () => {
    expect(mainChain(chart)).toEqual(useRun('restrictions', 'object', 'answered').path);
  });

  it('has every way out beside the check that it leaves', () => {
    const { states } = shapeOf(chart);
    const row = (name: string) => states.find((state) => state.name === name)?.row;
    expect([row('forbidden'), row('wrongAudience')]).toEqual([row('permission'), row('audience')]);
    expect(states.filter(({ column }) => column > 0)).toHaveLength(11);
  });

  it.each(charts().map((one) => [one.id, one] as const))('is narrow enough for a phone: %s', (_id, one) => {
    expect(layoutOf(one).width).toBeLessThanOrEqual(400);
  });
});

describe('what a run lights', () => {
  it.each([
    ['a refusal', useRun('forbidden').path],
    ['an answer', useRun('restrictions', 'object', 'answered').path],
    ['work that needs no token', ['received', 'object', 'answered']],
    ['work of the platform', ['received', 'permission', 'restrictions', 'object', 'refused']],
  ])('is its path and nothing else: %s', (_what, path) => {
    const edges = edgesOf(chartOf(tokenUseMachine));
    const lit = litBy(edges, path);
    expect([...lit.states.keys()]).toEqual(path);
    const pairs = edges.filter(({ id }) => lit.edges.has(id)).map(({ from, to }) => `${from} ${to}`);
    expect(new Set(pairs)).toEqual(new Set(path.slice(0, -1).map((from, at) => `${from} ${path[at + 1]}`)));
  });

  it('lights the first of two transitions between the same states', () => {
    expect([...litBy(edgesOf(back), ['a', 'b', 'c']).edges]).toEqual(['a/0', 'b/0']);
  });
});
