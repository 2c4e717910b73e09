import { expect, it } from 'vitest';
import * as evaluator from '#services/authorization/decide.ts';
import { room, taken } from '#services/authorization/remembered.ts';
import { interleave } from './interleavings.ts';

it('No decision is kept too long: 300 changes, undone and applied, on a state and on its forks', () => {
  expect(interleave(evaluator, 'interleaved', 300)).toBeUndefined();
  const { plain, full } = taken();
  expect(plain).toBeGreaterThan(0);
  expect(full).toBeGreaterThan(0);
  expect(plain).toBeLessThanOrEqual(room.plain);
  expect(full).toBeLessThanOrEqual(room.full);
});
