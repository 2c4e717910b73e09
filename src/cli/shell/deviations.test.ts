import { expect, it } from 'vitest';
import { deviations } from './deviations.ts';
import { limits } from './running/limits.ts';

it('has an id of its own for every row', () => {
  const ids = deviations.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^shell-[a-z]+$/.test(id))).toBe(true);
});

it('names the bound that loops have', () => {
  const said = deviations.find(({ id }) => id === 'shell-loops')?.ours;
  expect(said).toContain(limits.maxLoopIterations.toLocaleString('en'));
});
