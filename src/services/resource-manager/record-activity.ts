import { requestLatency } from '#kernel/clock.ts';
import type { TokenClaims } from '#kernel/define.ts';
import type { Observed } from '#kernel/door.ts';
import { parseUrl } from '#kernel/http.ts';
import { guidFrom } from '#kernel/ids.ts';
import { put } from '#kernel/result.ts';
import { nameOf, parseResourceId, resourceGroupOf, subscriptionOf, typeOf } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { tables, type ActivityEvent } from './models.ts';

/** Claims by the names that the activity log gives them. */
const claimNames: Record<string, string> = {
  oid: 'http://schemas.microsoft.com/identity/claims/objectidentifier',
  tid: 'http://schemas.microsoft.com/identity/claims/tenantid',
  upn: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
  idp: 'http://schemas.microsoft.com/identity/claims/identityprovider',
  scp: 'http://schemas.microsoft.com/identity/claims/scope',
  sub: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier',
};

function claimsOf(claims: TokenClaims | undefined): Record<string, string> {
  const entries = Object.entries(claims ?? {}).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' ? [[claimNames[name] ?? name, String(value)]] : [],
  );
  return Object.fromEntries(entries);
}

/** The resource that a request is about: an action is asked at an address below it. */
function resourceOf(path: string, method: string): string {
  const parsed = parseResourceId(path);
  const hasAction = method === 'POST' && (parsed?.provider ? parsed.segments.length % 2 === 1 : true);
  return hasAction ? path.slice(0, path.lastIndexOf('/')) : path;
}

/** The body of a change of access, as the log keeps it; other bodies may hold secrets and are not kept. */
function keptBody({ requestBody, operation }: Observed, scope: string): string | undefined {
  if (
    !operation?.action.startsWith('Microsoft.Authorization/') ||
    typeof requestBody !== 'object' ||
    requestBody === null
  )
    return undefined;
  const { properties } = requestBody as { properties?: Record<string, unknown> };
  const capitals = Object.entries(properties ?? {}).map(([name, value]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    value,
  ]);
  const above = scope.replace(/\/providers\/Microsoft\.Authorization\/\w+\/[^/]+$/i, '');
  return JSON.stringify({ Id: nameOf(scope), Properties: { ...Object.fromEntries(capitals), Scope: above || '/' } });
}

const endStatus = (status: number): ActivityEvent['status'] =>
  status >= 400 ? 'Failed' : status === 202 ? 'Accepted' : 'Succeeded';

/**
 * The activity log: a start and an end for every write, delete and action of the control plane below a subscription,
 * refused ones too; never for reads, and never for a request that proved no identity. The front door calls it.
 * Source: "Azure activity log event schema", category Administrative.
 */
export function recordActivity(observed: Observed): Change[] {
  const { call, operation, caller, status, refusal, correlationId } = observed;
  const method = call.request.method.toUpperCase();
  if (operation?.surface !== 'arm' || operation.plane !== 'control' || !caller || caller.kind === 'anonymous')
    return [];
  if (method === 'GET' || method === 'HEAD' || operation.reads) return [];
  const url = parseUrl(call.request.url);
  const subscription = url && subscriptionOf(url.path);
  if (!url || !subscription || status === 401) return [];

  const resourceId = resourceOf(url.path, method);
  const requestId = guidFrom(call.seed, 'request', `${call.seq} ${call.request.method} ${call.request.url}`);
  const clientRequestId = call.request.headers?.['x-ms-client-request-id'];
  const requestBody = keptBody(observed, url.path);
  const about = {
    action: operation.action,
    title: operation.title,
    scope: url.path,
    resourceId,
    subscriptionId: subscription.slice('/subscriptions/'.length).toLowerCase(),
    resourceGroup: nameOf(resourceGroupOf(url.path) ?? ''),
    provider: operation.action.split('/')[0] ?? '',
    resourceType: typeOf(resourceId) ?? operation.action.split('/').slice(0, -1).join('/'),
    caller: caller.name,
    claims: claimsOf(caller.token?.claims),
    correlationId,
    requestId,
    method,
    ...(clientRequestId !== undefined && { clientRequestId }),
  };
  const event = (
    phase: ActivityEvent['phase'],
    rest: Pick<ActivityEvent, 'at' | 'status'> & Partial<ActivityEvent>,
  ): Change => {
    const eventDataId = guidFrom(call.seed, phase, requestId);
    const value: ActivityEvent = { eventDataId, phase, ...about, ...rest };
    return put(
      tables.activityLog,
      `${String(rest.at).padStart(15, '0')} ${String(call.seq).padStart(9, '0')} ${eventDataId}`,
      value,
    );
  };
  return [
    event('BeginRequest', { at: call.now, status: 'Started', ...(requestBody !== undefined && { requestBody }) }),
    event('EndRequest', {
      at: call.now + requestLatency,
      status: endStatus(status),
      httpStatus: status,
      ...(refusal && { failure: { code: refusal.code, message: refusal.message } }),
    }),
  ];
}
