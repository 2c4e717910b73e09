import type { MachineChart } from '#lab/session-client.ts';
import { shapeOf, type ChartEdge, type PlacedState } from './shape.ts';

export type Point = [x: number, y: number];

/** A state with its box, in the units of the drawing (pixels at full size). */
export interface LaidState extends PlacedState {
  x: number;
  y: number;
}

export interface LaidEdge extends ChartEdge {
  points: Point[];
  /** Where its words stand; turned where the line runs along the left margin. */
  label: { at: Point; anchor: 'start' | 'middle' | 'end'; turned: boolean };
}

export interface ChartLayout {
  width: number;
  height: number;
  states: LaidState[];
  edges: LaidEdge[];
}

export const box = { width: 124, height: 30 };
const gap = { row: 26, column: 74, track: 18, margin: 6 };

const midY = (state: LaidState): number => state.y + box.height / 2;
const midX = (state: LaidState): number => state.x + box.width / 2;

/** Splits the side of a box into places for lines, so that no two of them start at one point. */
const port = (state: LaidState, at: number, of: number): number => state.y + (box.height * (at + 1)) / (of + 1);

interface Roads {
  edge: ChartEdge;
  from: LaidState;
  to: LaidState;
}

/** A line down the main chain, or from it to its neighbour: no bend. */
const isStep = ({ from, to }: Roads): boolean => from.column === 0 && to.column === 0 && to.row > from.row;

/** Lines of the main chain that leave states out run along the left margin, each on a track of its own, the longest outside. */
function leftTracks(roads: readonly Roads[], next: ReadonlyMap<string, string>): Map<string, number> {
  const skips = roads.filter(
    (road) =>
      road.from.column === 0 && road.to.column === 0 && !(isStep(road) && next.get(road.edge.from) === road.edge.to),
  );
  // Of two lines between the same neighbours only the first runs straight.
  const straight = new Set<string>();
  const doubled = roads.filter((road) => {
    if (!(isStep(road) && next.get(road.edge.from) === road.edge.to)) return false;
    const pair = `${road.edge.from} ${road.edge.to}`;
    const second = straight.has(pair);
    straight.add(pair);
    return second;
  });
  const length = ({ from, to }: Roads): number => Math.abs(to.row - from.row);
  return new Map([...skips, ...doubled].sort((a, b) => length(a) - length(b)).map(({ edge }, at) => [edge.id, at]));
}

/** Lays a chart out: chain downwards, ways out to the right, ways around on the left. Pure; same chart, same picture. */
export function layoutOf(chart: MachineChart): ChartLayout {
  const shape = shapeOf(chart);
  const next = new Map(shape.main.slice(0, -1).map((name, at) => [name, shape.main[at + 1] ?? '']));
  const rowHeight = box.height + gap.row;
  const rough = new Map(shape.states.map((state) => [state.name, { ...state, x: 0, y: 0 }]));
  const pairs = (states: ReadonlyMap<string, LaidState>): Roads[] =>
    shape.edges.flatMap((edge) => {
      const [from, to] = [states.get(edge.from), states.get(edge.to)];
      return from && to ? [{ edge, from, to }] : [];
    });
  const tracks = leftTracks(pairs(rough), next);
  const left = gap.margin + tracks.size * gap.track + (tracks.size > 0 ? 8 : 0);
  const states = new Map(
    [...rough.values()].map((state) => [
      state.name,
      { ...state, x: left + state.column * (box.width + gap.column), y: gap.margin + state.row * rowHeight },
    ]),
  );
  const roads = pairs(states);
  const outward = (name: string): string[] =>
    roads.filter(({ edge, to }) => edge.from === name && to.column > 0).map(({ edge }) => edge.id);
  const inward = (name: string): string[] =>
    roads.filter(({ edge }) => edge.to === name && !tracks.has(edge.id)).map(({ edge }) => edge.id);
  const onLeft = (name: string): string[] =>
    roads
      .filter(({ edge }) => tracks.has(edge.id) && (edge.from === name || edge.to === name))
      .map(({ edge }) => edge.id);
  const leftPort = (state: LaidState, id: string): number => {
    const lines = onLeft(state.name);
    return port(state, lines.indexOf(id), lines.length);
  };

  const edges = roads.map(({ edge, from, to }, number): LaidEdge => {
    const track = tracks.get(edge.id);
    if (track !== undefined) {
      const x = left - 8 - (track + 1) * gap.track + gap.track / 2;
      const [start, end] = [leftPort(from, edge.id), leftPort(to, edge.id)];
      const points: Point[] = [
        [from.x, start],
        [x, start],
        [x, end],
        [to.x, end],
      ];
      return { ...edge, points, label: { at: [x - 4, (start + end) / 2], anchor: 'middle', turned: true } };
    }
    if (from.column === 0 && to.column === 0) {
      const points: Point[] = [
        [midX(from), from.y + box.height],
        [midX(to), to.y],
      ];
      const at: Point = [midX(from) + 8, from.y + box.height + gap.row / 2 + 4];
      return { ...edge, points, label: { at, anchor: 'start', turned: false } };
    }
    if (to.column > from.column) {
      const exits = outward(from.name);
      const entries = inward(to.name);
      const start =
        exits.length === 1 && from.row === to.row ? midY(from) : port(from, exits.indexOf(edge.id), exits.length);
      const end =
        entries.length === 1
          ? from.row === to.row
            ? start
            : midY(to)
          : port(to, entries.indexOf(edge.id), entries.length);
      const bend = to.x - gap.column / 2 + (number % 5) * 5;
      const right = from.x + box.width;
      const points: Point[] =
        start === end
          ? [
              [right, start],
              [to.x, end],
            ]
          : [
              [right, start],
              [bend, start],
              [bend, end],
              [to.x, end],
            ];
      return { ...edge, points, label: { at: [to.x - 8, end - 5], anchor: 'end', turned: false } };
    }
    // Back towards the chain: out at the foot, along the gap between the rows, in at the head.
    const entries = inward(to.name);
    const x = to.x + (box.width * (entries.indexOf(edge.id) + 1)) / (entries.length + 1);
    const lane = to.y - gap.row / 3;
    const points: Point[] = [
      [midX(from), from.y + box.height],
      [midX(from), lane],
      [x, lane],
      [x, to.y],
    ];
    return { ...edge, points, label: { at: [midX(from) - 6, from.y + box.height + 12], anchor: 'end', turned: false } };
  });
  return {
    width: left + shape.columns * box.width + (shape.columns - 1) * gap.column + gap.margin,
    height: gap.margin * 2 + shape.rows * rowHeight - gap.row,
    states: [...states.values()],
    edges,
  };
}
