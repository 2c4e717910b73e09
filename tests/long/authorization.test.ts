import { expect, it } from 'vitest';
import * as evaluator from '#services/authorization/decide.ts';
import { expectEqual } from '../authorization/equal.ts';
import { interleave } from '../authorization/interleavings.ts';

it('The decision and its slow second implementation agree in 100,000 generated cases', () => {
  expectEqual('long', 100_000);
});

it('No decision is kept too long: 20,000 changes, undone and applied, on a state and on its forks', () => {
  expect(interleave(evaluator, 'long', 20_000)).toBeUndefined();
});
