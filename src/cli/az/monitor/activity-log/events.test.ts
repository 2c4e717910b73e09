import { describe, expect, it } from 'vitest';
import { activityFilter, eventResult, periodMs, type EventQuery } from './events.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const query = (given: Partial<EventQuery>): EventQuery => ({
  correlationId: undefined,
  resourceGroup: undefined,
  resourceId: undefined,
  namespace: undefined,
  startTime: undefined,
  endTime: undefined,
  caller: undefined,
  status: undefined,
  offset: '6h',
  ...given,
});

describe('the filter of az monitor activity-log list', () => {
  it.each([
    [{}, 'eventTimestamp ge 2026-11-23T03:00:00.000000 and eventTimestamp le 2026-11-23T09:00:00.000000'],
    [{ offset: '1d' }, 'eventTimestamp ge 2026-11-22T09:00:00.000000 and eventTimestamp le 2026-11-23T09:00:00.000000'],
    [
      { startTime: ['2026-11-01'], offset: '7d', caller: 'ada@contoso.com' },
      "eventTimestamp ge 2026-11-01T00:00:00.000000 and eventTimestamp le 2026-11-08T00:00:00.000000 and caller eq 'ada@contoso.com'",
    ],
    [
      { startTime: ['2026-11-01', '08:00:00', '+02:00'], endTime: ['2026-11-01', '10:00'], resourceGroup: 'rg' },
      "eventTimestamp ge 2026-11-01T06:00:00.000000 and eventTimestamp le 2026-11-01T10:00:00.000000 and resourceGroupName eq 'rg'",
    ],
  ])('%j', (given, filter) => {
    expect(activityFilter(query(given), NOW)).toBe(filter);
  });

  it('refuses a span that it cannot read, and one that ends before it starts', () => {
    expect(() => periodMs('soon')).toThrow('--offset');
    expect(() => activityFilter(query({ startTime: ['2026-11-02'], endTime: ['2026-11-01'] }), NOW)).toThrow(
      '--start-time',
    );
  });
});

it('shows absent members of an event as null and its times in full', () => {
  const event = eventResult({ eventTimestamp: '2026-11-23T08:00:00.1234567Z', authorization: { action: 'a' } });
  expect(event['eventTimestamp']).toBe('2026-11-23T08:00:00.123456+00:00');
  expect(event['authorization']).toEqual({ action: 'a', role: null, scope: null });
  expect(event['caller']).toBeNull();
});
