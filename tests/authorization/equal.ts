import { expect } from 'vitest';
import * as evaluator from '#services/authorization/decide.ts';
import { compare } from './generated-cases.ts';
import { branches } from './reference.ts';

/** As many generated cases are equal, and every branch of the reference is taken by one in a hundred or more. */
export function expectEqual(seed: string, cases: number): void {
  const taken = new Map<string, number>(branches.map((branch) => [branch, 0]));
  const difference = compare(evaluator, seed, cases, taken);
  expect(difference).toBeUndefined();
  const lines = [...taken]
    .sort()
    .map(([branch, count]) => `${branch.padEnd(52)} ${((100 * count) / cases).toFixed(1)} %`);
  console.log(`${cases} cases, share that takes each branch of the reference\n${lines.join('\n')}`);
  expect(taken.size).toBe(branches.length);
  expect([...taken].filter(([, count]) => count < cases / 100)).toEqual([]);
}
