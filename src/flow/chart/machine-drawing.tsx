import { useId } from 'react';
import type { MachineChart } from '#lab/session-client.ts';
import { chartSentence, guardTitle, stateTitle } from '../words/machines.ts';
import { box, layoutOf, type LaidEdge, type LaidState } from './layout.ts';
import { litBy } from './lit.ts';
import { wrapLabel } from './wrap.ts';

const pathOf = (edge: LaidEdge): string => edge.points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');

interface EdgeProps {
  edge: LaidEdge;
  lit: boolean;
}

function EdgeLine({ edge, lit, arrow }: EdgeProps & { arrow: string }) {
  const marker = `url(#${arrow}${lit ? '-lit' : ''})`;
  return (
    <path className="tf-edge" data-edge={edge.id} data-lit={lit || undefined} d={pathOf(edge)} markerEnd={marker} />
  );
}

function EdgeWords({ edge, lit }: EdgeProps) {
  const { at, anchor, turned } = edge.label;
  const turn = turned && { transform: `rotate(-90 ${at.join(' ')})` };
  return (
    <text className="tf-guard" data-taken={lit || undefined} x={at[0]} y={at[1]} textAnchor={anchor} {...turn}>
      {guardTitle(edge.guard, edge.alone)}
    </text>
  );
}

function StateDrawing({ machine, state, place }: { machine: string; state: LaidState; place: number | undefined }) {
  const lines = wrapLabel(stateTitle(machine, state.name), 18);
  const middle = state.y + box.height / 2 + 4;
  return (
    <g
      className="tf-state"
      data-state={state.name}
      data-lit={place !== undefined || undefined}
      data-final={state.final || undefined}
    >
      <rect x={state.x} y={state.y} width={box.width} height={box.height} rx={state.final ? box.height / 2 : 4} />
      {lines.map((line, at) => (
        <text
          key={line}
          x={state.x + box.width / 2}
          y={middle + (at - (lines.length - 1) / 2) * 12}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
      {place !== undefined && (
        <>
          <circle cx={state.x} cy={state.y} r={8.5} />
          <text className="tf-place" x={state.x} y={state.y + 3.5} textAnchor="middle">
            {place}
          </text>
        </>
      )}
    </g>
  );
}

/** A statechart drawn from its definition; what the run passed through is lit and numbered in the order of the run. */
export function MachineDrawing({ chart, path }: { chart: MachineChart; path: readonly string[] }) {
  const id = useId();
  const layout = layoutOf(chart);
  const lit = litBy(layout.edges, path);
  const arrow = `${id}-arrow`;
  const litLast = layout.edges.toSorted((a, b) => Number(lit.edges.has(a.id)) - Number(lit.edges.has(b.id)));
  const marker = (name: string) => (
    <marker
      id={name}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerWidth="8"
      markerHeight="8"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0 0.5L8 4L0 7.5z" />
    </marker>
  );
  return (
    <svg
      className="tf-chart"
      viewBox={`-4 -4 ${layout.width + 8} ${layout.height + 8}`}
      width={layout.width + 8}
      role="img"
      aria-label={chartSentence(chart.id, path)}
    >
      <defs>
        {marker(arrow)}
        {marker(`${arrow}-lit`)}
      </defs>
      {litLast.map((edge) => (
        <EdgeLine key={edge.id} edge={edge} lit={lit.edges.has(edge.id)} arrow={arrow} />
      ))}
      {layout.edges.map((edge) => (
        <EdgeWords key={edge.id} edge={edge} lit={lit.edges.has(edge.id)} />
      ))}
      {layout.states.map((state) => (
        <StateDrawing key={state.name} machine={chart.id} state={state} place={lit.states.get(state.name)} />
      ))}
    </svg>
  );
}
