import { describe, expect, it } from 'vitest';
import { clockTime, dateTime, relative, span } from './time.ts';

const at = Date.UTC(2026, 10, 25, 9, 4, 5, 600);

describe('virtual time', () => {
  it('is written in UTC, short and long', () => {
    expect(clockTime(at)).toBe('Wed 09:04:05');
    expect(dateTime(at)).toBe('Wed 25 Nov 2026, 09:04:05 UTC');
  });

  it.each([
    [0, 'under 1 s'],
    [999, 'under 1 s'],
    [1_000, '1 s'],
    [250_000, '4 min 10 s'],
    [240_000, '4 min'],
    [86_100_000, '23 h 55 min'],
    [86_700_000, '1 d'],
    [-60_000, '1 min'],
  ])('%i ms is %s', (ms, words) => {
    expect(span(ms)).toBe(words);
  });

  it('says where a moment lies', () => {
    expect(relative(at + 240_000, at)).toBe('in 4 min');
    expect(relative(at - 61_000, at)).toBe('1 min 1 s ago');
    expect(relative(at + 10, at)).toBe('at that moment');
  });
});
