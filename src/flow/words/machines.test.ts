import { describe, expect, it } from 'vitest';
import { charts } from '#lab/charts.ts';
import { chartSentence, guardTitle, humanise, machineTitle, stateTitle } from './machines.ts';

it('reads a name that nobody has put into words', () => {
  expect(humanise('blockedByNetwork')).toBe('blocked by network');
  expect(machineTitle('client-secret-life')).toBe('Client secret life');
});

it('says when a transition is taken', () => {
  expect(guardTitle('hasToken', false)).toBe('has a token');
  expect(guardTitle('somethingNew', false)).toBe('something new');
  expect(guardTitle(undefined, false)).toBe('otherwise');
  expect(guardTitle(undefined, true)).toBe('always');
});

it('tells a run in one sentence, or that there was none', () => {
  expect(chartSentence('token-use', ['received', 'challenged'])).toBe(
    'Use of a token at a target: this run went request received, then challenged: no token.',
  );
  expect(chartSentence('token-use', [])).toContain('not run');
});

describe.each(charts().map((chart) => [chart.id, chart] as const))('the words for %s', (id, chart) => {
  it('tell all its states apart', () => {
    expect(new Set(chart.states.map(({ name }) => stateTitle(id, name))).size).toBe(chart.states.length);
  });

  it('fit the drawing', () => {
    expect(chart.states.map(({ name }) => stateTitle(id, name)).filter((title) => title.length > 34)).toEqual([]);
    const words = chart.states.flatMap(({ next }) => next.map(({ guard }) => guardTitle(guard, next.length === 1)));
    expect(words.filter((word) => word.length > 24)).toEqual([]);
  });
});
