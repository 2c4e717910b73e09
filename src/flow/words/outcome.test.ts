import { expect, it } from 'vitest';
import { outcomeWord, statusWords, stepWord } from './outcome.ts';

it.each([
  [200, undefined, '200 OK'],
  [403, 'ForbiddenByRbac', '403 ForbiddenByRbac'],
  [418, undefined, '418'],
  [0, undefined, 'no answer'],
])('says %s %s as %s', (status, code, words) => {
  expect(statusWords(status, code)).toBe(words);
});

it('has a different word for each outcome', () => {
  expect(new Set(Object.values(outcomeWord)).size).toBe(4);
});

it('lets checks pass and fail, and requests be answered and refused', () => {
  expect([stepWord('check', 'ok'), stepWord('check', 'refused')]).toEqual(['passed', 'failed']);
  expect([stepWord('answer', 'ok'), stepWord('answer', 'refused')]).toEqual(['answered', 'refused']);
});
