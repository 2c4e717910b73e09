import type { HttpRequest, HttpResponse } from '#kernel/http.ts';

/** A person who is signed in: what the portal and the Cloud Shell start from. */
export interface SignedIn {
  tenantId: string;
  userPrincipalName: string;
  displayName: string;
  objectId: string;
  /** Redeemed at the token endpoint, as the real clients do. */
  refreshToken: string;
}

/** A session on a host: requests from there name the entry that opened it. */
export interface HostSession {
  entry: number;
  /** Resource id of the host. */
  host: string;
  /** The environment variables that are found there. */
  env: Record<string, string>;
}

/** What came of a request, and the session that it opened where it opened one. */
export interface Entered {
  response: HttpResponse;
  session?: HostSession;
}

/** Whose eyes a look is through: a session that a sign-in gave, and what its token is for. */
export interface Onlooker {
  tenantId: string;
  refreshToken: string;
  /** `https://management.core.windows.net//.default` */
  scope: string;
}

/** The way on to hosts, and free looks, for the shell. */
export interface HostEntrance {
  /** A request that may open a session on a host; `from` is the entry of the session that it is sent from. */
  enter(request: HttpRequest, from?: number): Promise<Entered>;
  /** What somebody who is signed in would be shown, with a token that nobody keeps: no entry, no time. */
  lookAs(who: Onlooker, request: HttpRequest): Promise<HttpResponse>;
}

/** What every consumer of the tenant is handed; the same in one process or across a worker. */
export interface TenantClient {
  /** A request from the internet through the front door: an entry of the action log, costs virtual time. Real JWTs in and out. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** A look: the same door, no entry, no time. Reads of ARM and Graph only. */
  peek(request: HttpRequest): Promise<HttpResponse>;
  /** Virtual time, milliseconds since 1970. */
  now(): Promise<number>;
  /** Moves the clock on (an entry) and gives the new time. */
  wait(ms: number): Promise<number>;
  signIn(userPrincipalName: string): Promise<SignedIn | { refused: string }>;
}
