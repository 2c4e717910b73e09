import { describe, expect, it } from 'vitest';
import { dateFrom } from './http-date.ts';

describe('the date of a signed request', () => {
  it.each([
    ['Mon, 23 Nov 2026 08:15:00 GMT', 'an HTTP-date'],
    ['2026-11-23T08:15:00Z', 'ISO 8601'],
    ['2026-11-23T08:15:00.000000Z', 'ISO 8601 with a fraction'],
    ['Nov, 23 2026 08:15:00.000000 GMT', 'as the official client for Python writes it'],
  ])('is read: %s (%s)', (text) => expect(dateFrom(text)).toBe(Date.UTC(2026, 10, 23, 8, 15)));

  it.each([[undefined], [''], ['23 Nov 2026'], ['Nov, 23 2026'], ['Xyz, 23 2026 08:15:00 GMT'], ['1763885700']])(
    'is none: %s',
    (text) => expect(dateFrom(text)).toBeNaN(),
  );
});
