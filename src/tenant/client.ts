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
