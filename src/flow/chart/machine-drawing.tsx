import { useId } from 'react';
import type { MachineChart } from '#lab/session-client.ts';
import { chartSentence, guardTitle, stateTitle } from '../words/machines.ts';
import { box, layoutOf, type LaidEdge, type LaidState } from './layout.ts';
import { litBy } from './lit.ts';
import { wrapLabel } from './wrap.ts';

const pathOf = (edge: LaidEdge): string => edge.points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('');

function EdgeDrawing({ edge, lit, arrow }: { edge: LaidEdge; lit: boolean; arrow: string }) {
  const { label } = edge;
  const [x, y] = label.at;
  return (
    <g className="tf-edge" data-edge={edge.id} data-lit={lit || undefined}>
      <path d={pathOf(edge)} markerEnd={`url(#${arrow}${lit ? '-lit' : ''})`} />
      <text x={x} y={y} textAnchor={label.anchor} {...(label.turned && { transform: `rotate(-90 ${x} ${y})` })}>
        {guardTitle(edge.guard, edge.alone)}
      </text>
    </g>
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
      {[...layout.edges]
        .sort((a, b) => Number(lit.edges.has(a.id)) - Number(lit.edges.has(b.id)))
        .map((edge) => (
          <EdgeDrawing key={edge.id} edge={edge} lit={lit.edges.has(edge.id)} arrow={arrow} />
        ))}
      {layout.states.map((state) => (
        <StateDrawing key={state.name} machine={chart.id} state={state} place={lit.states.get(state.name)} />
      ))}
    </svg>
  );
}
