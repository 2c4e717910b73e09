import { expect, it } from 'vitest';
import { closestMatch, ratio } from './close-matches.ts';

// Figures of Python's difflib.SequenceMatcher(None, a, b).ratio().
it.each([
  ['identity', 'idenity', 0.933],
  ['table', 'tabel', 0.8],
  ['list', 'lst', 0.857],
  ['abc', 'xyz', 0],
  ['', '', 1],
])('%s is like %s by %d', (a, b, figure) => {
  expect(ratio(a, b)).toBeCloseTo(figure, 3);
});

it('finds the likeliest word, or none when nothing is near', () => {
  expect(closestMatch('appsetting', ['appsettings', 'backup', 'storage-account'])).toBe('appsettings');
  expect(closestMatch('zzz', ['group', 'identity'])).toBeUndefined();
});
