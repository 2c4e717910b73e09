import { covers, nameOf, resourceGroupOf } from '#kernel/scope.ts';

/** Azure writes most members as a pair of a value and its localised form. */
type Localised = string | { value: string; localizedValue?: string };

export interface ActivityEvent {
  id: string;
  eventTimestamp: string;
  operationName: Localised;
  status: Localised;
  caller?: string;
  resourceId?: string;
  correlationId?: string;
}

/** How far back the log is asked for, ms: the portal's week. */
const span = 7 * 24 * 3_600_000;

export const textOf = (text: Localised): string =>
  typeof text === 'string' ? text : (text.localizedValue ?? text.value);

/** The operation in words where Azure has some, else its action string. */
export const operationWords = ({ operationName }: ActivityEvent): string => textOf(operationName);

/** What an event was about: a role assignment is said by the name of its scope. */
export const resourceWords = (resourceId: string): string =>
  nameOf(resourceId.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, ''));

/** The filter for a scope: its group, or the whole subscription. Times are virtual ms. */
export function eventFilter(scope: string, now: number): string {
  const since = `eventTimestamp ge '${new Date(now - span).toISOString()}'`;
  const group = resourceGroupOf(scope);
  return group ? `${since} and resourceGroupName eq '${nameOf(group)}'` : since;
}

/**
 * What the portal lists for a scope: events on it and below (a role assignment lies below what it is made on), one line
 * an operation: where it has ended, its beginning is left out.
 */
export function listed(events: ActivityEvent[], scope: string): ActivityEvent[] {
  const key = (one: ActivityEvent) => `${one.correlationId ?? one.id} ${operationWords(one)} ${one.resourceId ?? ''}`;
  const ended = new Set(events.filter(({ status }) => textOf(status) !== 'Started').map(key));
  return events
    .filter((one) => covers(scope, one.resourceId ?? '') && (textOf(one.status) !== 'Started' || !ended.has(key(one))))
    .sort((a, b) => (a.eventTimestamp < b.eventTimestamp ? 1 : -1));
}
