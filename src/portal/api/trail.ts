import type { Decision } from '#kernel/decision.ts';
import type { HttpRequest } from '#kernel/http.ts';
import { nameOf, parseResourceId } from '#kernel/scope.ts';
import type { LogItem } from '#lab/session-client.ts';
import type { PortalClient } from './client.ts';

/** One permission that a request needed, and what gave it. */
export interface Needed {
  action: string;
  scope: string;
  allowed: boolean;
  /** `Contributor at rg-shop`, where a role assignment granted it. */
  by?: string;
}

/** What the action log says of a request that the portal has just sent. */
export interface Trail {
  seq: number;
  needed: Needed[];
  /** Requests that this one set going: those of an app's program. */
  caused: LogItem[];
}

/** How many of the latest entries are searched: a visit may have set off a program with many requests. */
const depth = 50;

/** A scope as one would say it after "at". */
function place(scope: string): string {
  if (scope === '/') return 'the root';
  const parsed = parseResourceId(scope);
  return parsed && !parsed.resourceGroup && !parsed.provider ? 'the subscription' : nameOf(scope);
}

const neededIn = (decision: Decision): Needed => {
  const { action, scope } = decision.permission;
  const grant = decision.assignments.find(({ outcome }) => outcome === 'grants');
  return {
    action,
    scope,
    allowed: decision.allowed,
    ...(grant && { by: `${grant.roleName} at ${place(grant.scope)}` }),
  };
};

/** Finds the entry of the request and what it needed; undefined when the log does not show it. */
export async function trailOf(client: PortalClient, request: HttpRequest): Promise<Trail | undefined> {
  const items = await client.log(depth);
  const own = items.find(
    ({ kind, method, url, cause }) =>
      kind === 'request' &&
      cause === undefined &&
      method === request.method &&
      url?.toLowerCase() === request.url.toLowerCase(),
  );
  if (!own) return undefined;
  const flow = await client.flow(own.seq);
  const decisions = flow?.trace.authorization?.decisions ?? [];
  return {
    seq: own.seq,
    needed: decisions.map(neededIn),
    caused: items.filter(({ cause }) => cause === own.seq).reverse(),
  };
}
