import { CliError } from '../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { pythonTime } from '../../shape.ts';

export interface EventQuery {
  correlationId: string | undefined;
  resourceGroup: string | undefined;
  resourceId: string | undefined;
  namespace: string | undefined;
  startTime: string[] | undefined;
  endTime: string[] | undefined;
  caller: string | undefined;
  status: string | undefined;
  offset: string;
}

const HOUR = 3_600_000;

/** `7d`, `1d12h`, `6h` in milliseconds. */
export function periodMs(text: string): number {
  const found = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$/.exec(text.toLowerCase());
  if (!found || text === '') throw new CliError(`usage error: --offset ##d##h`);
  return Number(found[1] ?? 0) * 24 * HOUR + Number(found[2] ?? 0) * HOUR + Number(found[3] ?? 0) * 60_000;
}

function parseTime(words: readonly string[]): number {
  const joined = words.join(' ').trim();
  const [day = '', time = '00:00:00', zone = ''] = joined.replace('T', ' ').replace('Z', ' +00:00').split(/\s+/);
  const parsed = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}${zone || 'Z'}`);
  if (Number.isNaN(parsed))
    throw new CliError(
      `Unable to parse date '${joined}'. Expected format: date (yyyy-mm-dd) time (hh:mm:ss.xxxxx) timezone (+/-hh:mm)`,
    );
  return parsed;
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000');
}

/** The OData filter of a query: a span of virtual time, and one of the things to look for. */
export function activityFilter(query: EventQuery, now: number): string {
  const span = periodMs(query.offset);
  const given = {
    start: query.startTime && parseTime(query.startTime),
    end: query.endTime && parseTime(query.endTime),
  };
  const end = given.end ?? (given.start === undefined ? now : given.start + span);
  const start = given.start ?? end - span;
  if (start >= end) throw new CliError('usage error: --start-time cannot be later than --end-time');
  const parts = [`eventTimestamp ge ${stamp(start)}`, `eventTimestamp le ${stamp(end)}`];
  const { correlationId, resourceGroup, resourceId, namespace, caller, status } = query;
  if (correlationId) parts.push(`correlationId eq '${correlationId}'`);
  else if (resourceGroup) parts.push(`resourceGroupName eq '${resourceGroup}'`);
  else if (resourceId) parts.push(`resourceId eq '${resourceId}'`);
  else if (namespace) parts.push(`resourceProvider eq '${namespace}'`);
  if (caller) parts.push(`caller eq '${caller}'`);
  if (status) parts.push(`status eq '${status}'`);
  return parts.join(' and ');
}

/** Every member of an event, in the order in which `--select` offers them. */
const EVENT_FIELDS =
  'authorization claims caller description id eventDataId correlationId eventName category httpRequest level resourceGroupName resourceProviderName resourceId resourceType operationId operationName properties status subStatus eventTimestamp submissionTimestamp subscriptionId tenantId'.split(
    ' ',
  );

/** Members that az's SDK shows as null when the service leaves them out. */
const NESTED: Record<string, string[]> = {
  authorization: ['action', 'role', 'scope'],
  httpRequest: ['clientIpAddress', 'clientRequestId', 'method', 'uri'],
};

function withMembers(key: string, value: Json): Json {
  const names = NESTED[key];
  return names && isObject(value) ? Object.fromEntries(names.map((name) => [name, value[name] ?? null])) : value;
}

/** An event as az prints it: absent members as null, times in full. */
export function eventResult(event: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const key of EVENT_FIELDS) {
    const value = withMembers(key, event[key] ?? null);
    result[key] = key.endsWith('Timestamp') && typeof value === 'string' ? pythonTime(value) : value;
  }
  return result;
}
