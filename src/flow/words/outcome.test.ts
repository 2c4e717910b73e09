import { expect, it } from 'vitest';
import { outcomeWord, spokenOutcome, statusWords, stepWord } from './outcome.ts';

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

it('adds the outcome where a sentence has not said it', () => {
  expect(spokenOutcome('check', 'ok')).toBe(' (passed)');
  expect(spokenOutcome('answer', 'refused')).toBe(' (refused)');
  expect(spokenOutcome('answer', 'ok') + spokenOutcome('request', 'note')).toBe('');
});
