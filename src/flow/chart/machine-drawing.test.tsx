import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { tokenUseMachine } from '#kernel/token-use.machine.ts';
import { chartOf } from '#lab/charts.ts';
import { useRun } from '../samples.ts';
import { MachineDrawing } from './machine-drawing.tsx';
import { edgesOf } from './shape.ts';

const chart = chartOf(tokenUseMachine);
const all = (markup: string, what: RegExp) => [...markup.matchAll(what)].map(([, found]) => found).sort();

describe('the drawing of the token-use machine', () => {
  const { path } = useRun('forbidden');
  const markup = renderToStaticMarkup(<MachineDrawing chart={chart} path={path} />);

  it('draws each state and each transition exactly once', () => {
    expect(all(markup, /data-state="([^"]+)"/g)).toEqual(chart.states.map(({ name }) => name).sort());
    expect(all(markup, /data-edge="([^"]+)"/g)).toEqual(
      edgesOf(chart)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('lights the path of the run, all of it and nothing else', () => {
    expect(all(markup, /data-state="([^"]+)" data-lit/g)).toEqual([...path].sort());
    const lit = all(markup, /data-edge="([^"]+)" data-lit/g);
    const pairs = edgesOf(chart)
      .filter(({ id }) => lit.includes(id))
      .map(({ from, to }) => [from, to]);
    expect(pairs).toEqual(path.slice(0, -1).map((from, at) => [from, path[at + 1]]));
  });

  it('numbers the states in the order of the run', () => {
    expect(
      [...markup.matchAll(/data-state="([^"]+)" data-lit.*?class="tf-place"[^>]*>(\d+)</g)]
        .map(([, name, place]) => [name, Number(place)])
        .sort((a, b) => Number(a[1]) - Number(b[1])),
    ).toEqual(path.map((name, at) => [name, at + 1]));
  });

  it('says in words what it shows', () => {
    expect(markup).toContain('role="img"');
    expect(markup).toMatch(
      /aria-label="Use of a token at a target: this run went request received, then signature, .*forbidden\."/,
    );
  });

  it('lights nothing without a run', () => {
    const dark = renderToStaticMarkup(<MachineDrawing chart={chart} path={[]} />);
    expect(dark).not.toContain('data-lit');
    expect(dark).toContain('not run by this request');
  });
});
