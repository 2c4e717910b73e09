import type { MachineChart } from '#lab/session-client.ts';
import { guardTitle } from '../words/machines.ts';
import { roadsOf, type Road } from './roads.ts';
import { shapeOf, type ChartEdge, type PlacedState } from './shape.ts';

export type Point = [x: number, y: number];

/** A state with its box, in the units of the drawing (pixels at full size). */
export interface LaidState extends PlacedState {
  x: number;
  y: number;
}

export interface LaidEdge extends ChartEdge {
  points: Point[];
  /** Where its words stand; turned where the line runs along a margin. */
  label: { at: Point; anchor: 'start' | 'middle' | 'end'; turned: boolean };
}

export interface ChartLayout {
  width: number;
  height: number;
  states: LaidState[];
  edges: LaidEdge[];
}

export const box = { width: 124, height: 30 };
const gap = { row: 26, least: 74, track: 18, bend: 8, margin: 8 };
/** Width of a letter of a label, on average, and what stands free before and after it. */
const letter = { width: 5.6, around: 18 };

type Side = 'left' | 'right';

/** On which side of a state a road leaves or enters it; undefined where it does so at the foot or the head. */
function sideAt({ kind }: Road, state: PlacedState): Side | undefined {
  if (kind === 'down') return undefined;
  if (kind === 'across') return state.column === 0 ? 'right' : 'left';
  return kind === 'around' ? 'left' : 'right';
}

/** Splits each side of a box among the roads that touch it there, in the order of where they come from or go to. */
function portsOf(roads: readonly Road[]): (road: Road, state: LaidState) => number {
  return (road, state) => {
    const side = sideAt(road, state);
    const touching = roads
      .filter((other) => [other.from.name, other.to.name].includes(state.name) && sideAt(other, state) === side)
      .map((other) => ({ other, far: other.from.name === state.name ? other.to.row : other.from.row }))
      .sort((a, b) => a.far - b.far);
    const at = touching.findIndex(({ other }) => other === road);
    return state.y + (box.height * (at + 1)) / (touching.length + 1);
  };
}

/** Lays a chart out: chain downwards, ways out to the right, ways around on the left. Pure; same chart, same picture. */
export function layoutOf(chart: MachineChart): ChartLayout {
  const shape = shapeOf(chart);
  const roads = roadsOf(shape);
  const count = (kind: Road['kind']): number => roads.filter((road) => road.kind === kind).length;
  const exits = roads.filter(({ kind, to }) => kind === 'across' && to.column === 1);
  const words = exits.map(({ edge }) => guardTitle(edge.guard, edge.alone).length * letter.width + letter.around);
  const columnGap = Math.max(gap.least, ...words);
  const left = gap.margin + count('around') * gap.track;
  const right = count('beside') * gap.track;
  const sideX = left + box.width + columnGap;
  const states = shape.states.map((state) => ({
    ...state,
    x: state.column === 0 ? left : sideX,
    y: gap.margin + state.row * (box.height + gap.row),
  }));
  const at = new Map(states.map((state) => [state.name, state]));
  const port = portsOf(roads);
  const twoColumns = states.some(({ column }) => column > 0);

  const edges = roads.flatMap((road): LaidEdge[] => {
    const [from, to] = [at.get(road.from.name), at.get(road.to.name)];
    if (!from || !to) return [];
    return [{ ...road.edge, ...drawn(road, from, to) }];
  });
  return {
    width: (twoColumns ? sideX + box.width + right : left + box.width) + gap.margin,
    height: gap.margin * 2 + shape.rows * (box.height + gap.row) - gap.row,
    states,
    edges,
  };

  function drawn(road: Road, from: LaidState, to: LaidState): Pick<LaidEdge, 'points' | 'label'> {
    const [start, end] = [port(road, from), port(road, to)];
    if (road.kind === 'down') {
      const x = from.x + box.width / 2;
      const foot = from.y + box.height;
      const points: Point[] = [
        [x, foot],
        [x, to.y],
      ];
      return { points, label: { at: [x + 8, foot + gap.row / 2 + 4], anchor: 'start', turned: false } };
    }
    if (road.kind === 'across') {
      const outward = to.column === 1;
      const [a, b] = outward ? [from.x + box.width, to.x] : [from.x, to.x + box.width];
      const bend = sideX - 14 - road.track * gap.bend;
      const straight = from.row === to.row;
      const points: Point[] = straight
        ? [
            [a, start],
            [b, start],
          ]
        : [
            [a, start],
            [bend, start],
            [bend, end],
            [b, end],
          ];
      const label: Point = outward ? [sideX - 9, (straight ? start : end) - 5] : [sideX - 9, start + 11];
      return { points, label: { at: label, anchor: 'end', turned: false } };
    }
    const onLeft = road.kind === 'around';
    const edgeX = onLeft ? left : sideX + box.width;
    const x = onLeft ? left - (road.track + 0.5) * gap.track : edgeX + (road.track + 0.5) * gap.track;
    const points: Point[] = [
      [edgeX, start],
      [x, start],
      [x, end],
      [edgeX, end],
    ];
    return { points, label: { at: [x - 4, (start + end) / 2], anchor: 'middle', turned: true } };
  }
}
