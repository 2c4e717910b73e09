import { resourceGroupOf, parseResourceId, nameOf } from '#kernel/scope.ts';

/** Azure writes most members as a pair of a value and its localised form. */
type Localised = string | { value: string; localizedValue?: string };

export interface ActivityEvent {
  id: string;
  eventTimestamp: string;
  operationName: Localised;
  status: Localised;
  caller?: string;
  resourceId?: string;
}

/** How far back the log is asked for, ms: the portal's week. */
const span = 7 * 24 * 3_600_000;

export const textOf = (text: Localised): string =>
  typeof text === 'string' ? text : (text.localizedValue ?? text.value);

/** The operation in words where Azure has some, else its action string. */
export const operationWords = ({ operationName }: ActivityEvent): string => textOf(operationName);

/** The filter for a scope: a resource, a group, or the whole subscription. Times are virtual ms. */
export function eventFilter(scope: string, now: number): string {
  const since = `eventTimestamp ge '${new Date(now - span).toISOString()}'`;
  if (parseResourceId(scope)?.provider) return `${since} and resourceUri eq '${scope}'`;
  const group = resourceGroupOf(scope);
  return group ? `${since} and resourceGroupName eq '${nameOf(group)}'` : since;
}
