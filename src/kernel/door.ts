import './zod-messages.ts';
import { Attempt } from './attempt.ts';
import type { Caller, IssuedToken, Operation, Origin, Surface } from './define.ts';
import type { Decision, Permission } from './decision.ts';
import { parseUrl, type HttpRequest, type HttpResponse, type RequestUrl } from './http.ts';
import { guidFrom } from './ids.ts';
import type { Effect, Refusal } from './result.ts';
import { createRouter, type Router } from './route.ts';
import type { Change, Tables, View } from './tables.ts';
import type { Trace } from './trace.ts';

/** What a decision is asked about: the principal with the groups that its token carries. */
export interface Principal {
  principalId: string;
  groupIds: string[];
  /** The token that speaks for it, where one does. */
  token?: IssuedToken;
}

/** What happened, for those that keep a log. */
export interface Observed {
  call: Call;
  operation: Operation | undefined;
  params: Record<string, string>;
  caller: Caller | undefined;
  status: number;
  refusal: Refusal | undefined;
  requestBody: unknown;
  /** What the operation answered, before it was rendered; absent when it was refused. */
  answer?: unknown;
  view: View;
  correlationId: string;
}

/** A lock or a policy looks at a request that its permission allows; a refusal stops it. */
export type Restriction = (restricted: {
  operation: Operation;
  params: Record<string, string>;
  /** Address of the request. */
  url: RequestUrl;
  caller: Caller;
  view: View;
  now: number;
  body: unknown;
}) => Refusal | undefined;

/** The parts that the services bring to the door; the kernel knows none of them. */
export interface DoorParts {
  surfaces: readonly Surface[];
  operations: readonly Operation[];
  /** The token that a reference stands for, or undefined when no earlier entry issued it. */
  findToken(view: View, ref: string): IssuedToken | undefined;
  decide(view: View, now: number, principal: Principal, permission: Permission): Decision;
  /** Locks and policies: the first refusal counts. */
  restrictions: readonly Restriction[];
  /** Logs of Azure, filled by the front door and by nothing else. */
  observers: readonly ((observed: Observed) => Change[])[];
}

/** One request at the door. `seq` is its number in the action log and feeds the ids of the request itself. */
export interface Call {
  request: HttpRequest;
  origin: Origin;
  now: number;
  seed: string;
  seq: number;
  /** Work that no token speaks for: the platform's own, or the lab's start. */
  as?: 'platform' | 'setup';
  correlationId?: string;
}

export interface Sent {
  response: HttpResponse;
  changes: Change[];
  effects: Effect[];
  trace: Trace;
}

export interface Door {
  parts: DoorParts;
  router: Router;
  /** Route, authenticate, authorize, restrict, handle. Changes nothing: the caller commits what comes back. */
  send(tables: Tables, call: Call): Sent;
}

/** A host name that nothing answers. */
export const unreachable = (why: string): HttpResponse => ({ status: 0, headers: {}, body: why });

/** Builds the one front door from the parts that the services bring. */
export function createDoor(parts: DoorParts): Door {
  const router = createRouter(parts.operations);
  const door: Door = {
    parts,
    router,
    send(tables, call) {
      const overlay = tables.fork();
      const trace: Trace = { runs: [], status: 0, inside: [] };
      const done = (response: HttpResponse, effects: Effect[] = []): Sent => {
        trace.status = response.status;
        return { response, changes: overlay.changes(), effects, trace };
      };
      const url = parseUrl(call.request.url);
      if (!url) return done(unreachable(`not an absolute http(s) address: ${call.request.url.slice(0, 200)}`));
      for (const surface of parts.surfaces) {
        const place = surface.match(url, tables, call.origin);
        if (!place) continue;
        trace.surface = surface.name;
        if (place.unreachable) return done(unreachable(place.unreachable));
        const correlationId =
          call.correlationId ?? guidFrom(call.seed, 'correlation', `${call.seq} ${call.request.url}`);
        const attempt = new Attempt({ door, surface, place, url, call, correlationId, overlay, trace });
        const { response, effects, observed } = attempt.run();
        for (const observe of parts.observers) overlay.apply(observe(observed));
        return done(response, effects);
      }
      return done(unreachable(`Could not resolve host: ${url.host}`));
    },
  };
  return door;
}
