import { armTime, day } from '#kernel/clock.ts';
import { defineOperation, type Input } from '#kernel/define.ts';
import { ok, refuse } from '#kernel/result.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { filterInvalid } from '../errors.ts';
import { holds, parseFilter, type Comparison, type Filter } from '../filter.ts';
import { tables, type ActivityEvent } from '../models.ts';

const read = 'Microsoft.Insights/eventtypes/values/read';
const kept = 90 * day;

const reasons: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'NoContent',
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  501: 'NotImplemented',
};

const pair = (value: string, localizedValue = value) => ({ value, localizedValue });

const subStatus = (status: number | undefined) => {
  const reason = reasons[status ?? 0];
  return reason === undefined ? pair('') : pair(reason, `${reason} (HTTP Status Code: ${status})`);
};

/** Ticks of .NET: hundreds of nanoseconds since the year 1. */
const ticks = (at: number): string => (BigInt(at) * 10_000n + 621_355_968_000_000_000n).toString();

/** One event as the activity log shows it. */
const shape = (event: ActivityEvent, tenantId: string) => ({
  authorization: { action: event.action, scope: event.scope },
  caller: event.caller,
  channels: 'Operation',
  claims: event.claims,
  correlationId: event.correlationId,
  description: '',
  eventDataId: event.eventDataId,
  eventName: pair(event.phase, event.phase === 'BeginRequest' ? 'Begin request' : 'End request'),
  category: pair('Administrative'),
  eventTimestamp: armTime(event.at),
  httpRequest: { clientRequestId: event.clientRequestId ?? event.requestId, method: event.method },
  id: `${event.resourceId}/events/${event.eventDataId}/ticks/${ticks(event.at)}`,
  level: event.status === 'Failed' ? 'Error' : 'Informational',
  operationId: event.correlationId,
  operationName: pair(event.action, event.title),
  resourceGroupName: event.resourceGroup,
  resourceProviderName: pair(event.provider),
  resourceType: pair(event.resourceType),
  resourceId: event.resourceId,
  status: pair(event.status),
  subStatus: subStatus(event.httpStatus),
  submissionTimestamp: armTime(event.at),
  subscriptionId: event.subscriptionId,
  tenantId,
  properties: {
    eventCategory: 'Administrative',
    entity: event.resourceId,
    message: event.action,
    hierarchy: `${tenantId}/${event.subscriptionId}`,
    ...(event.phase === 'EndRequest' && {
      statusCode: reasons[event.httpStatus ?? 0] ?? String(event.httpStatus),
      serviceRequestId: event.requestId,
    }),
    ...(event.failure && { statusMessage: JSON.stringify({ error: event.failure }) }),
    ...(event.requestBody !== undefined && { requestbody: event.requestBody }),
  },
});

const fields = new Map<string, (event: ActivityEvent) => string>([
  ['resourcegroupname', ({ resourceGroup }) => resourceGroup],
  ['resourceuri', ({ resourceId }) => resourceId],
  ['resourceid', ({ resourceId }) => resourceId],
  ['resourceprovider', ({ provider }) => provider],
  ['resourcetype', ({ resourceType }) => resourceType],
  ['caller', ({ caller }) => caller],
  ['correlationid', ({ correlationId }) => correlationId],
  ['status', ({ status }) => status],
]);

/** Times come without a zone and mean UTC. Milliseconds, or NaN. */
const timeOf = (text: string): number => Date.parse(/(z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);

const timely = ({ operator, value }: Comparison, at: number): boolean => {
  const wanted = timeOf(value);
  if (operator === 'ge') return at >= wanted;
  if (operator === 'le') return at <= wanted;
  if (operator === 'gt') return at > wanted;
  return operator === 'lt' ? at < wanted : at === wanted;
};

const understood = ({ field, value }: Comparison): boolean =>
  field === 'eventtimestamp' ? !Number.isNaN(timeOf(value)) : field === 'eventchannels' || fields.has(field);

const passes = (event: ActivityEvent, comparisons: Comparison[]): boolean =>
  comparisons.every((one) => {
    if (one.field === 'eventtimestamp') return timely(one, event.at);
    return one.field === 'eventchannels' || holds(one, fields.get(one.field)?.(event) ?? '');
  });

/** The narrowest scope that a filter stays in: there the right to read the log is asked for. */
function scopeOf({ params, query }: Input): string {
  const subscription = `/subscriptions/${params.subscriptionId ?? ''}`;
  const [alternative = [], ...more] = parseFilter(query('$filter')) ?? [];
  if (more.length) return subscription;
  const value = (field: string): string | undefined =>
    alternative.find((one) => one.field === field && one.operator === 'eq')?.value;
  const resource = value('resourceuri') ?? value('resourceid');
  if (resource?.toLowerCase().startsWith(`${subscription.toLowerCase()}/`)) return resource;
  const group = value('resourcegroupname');
  return group === undefined ? subscription : `${subscription}/resourceGroups/${group}`;
}

/** The activity log of a subscription, newest first. Source: "Activity Logs - List" (Azure Monitor REST API). */
export const listActivity = defineOperation({
  action: read,
  title: 'Get activity log events',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values',
  requires: (input) => ({ action: read, scope: scopeOf(input), plane: 'control' }),
  handle(ctx, { params, query }) {
    const text = query('$filter');
    const filter: Filter | undefined = parseFilter(text);
    if (!filter?.flat().every(understood)) return refuse(filterInvalid(text ?? ''));
    const subscriptionId = params.subscriptionId?.toLowerCase();
    const events = ctx.view
      .all<ActivityEvent>(tables.activityLog)
      .filter(
        (event) =>
          event.subscriptionId === subscriptionId &&
          event.at > ctx.now - kept &&
          filter.some((one) => passes(event, one)),
      )
      .sort((a, b) => a.at - b.at || Number(a.phase === 'EndRequest') - Number(b.phase === 'EndRequest'))
      .reverse();
    return ok({ status: 200, body: { value: events.map((event) => shape(event, tenantIdOf(ctx.view))) } });
  },
});
