import type { HttpRequest, HttpResponse } from '#kernel/http.ts';

/** A subscription that the signed-in user may see, as `GET /subscriptions` lists it. */
export interface ShellSubscription {
  subscriptionId: string;
  displayName: string;
  state?: string;
}

/** The user that the Cloud Shell starts signed in as, with the refresh token that buys access tokens. */
export interface ShellAccount {
  tenantId: string;
  userPrincipalName: string;
  refreshToken: string;
  /** When given, the shell does not ask the tenant for the list before the first command. */
  subscriptions?: ShellSubscription[];
}

/**
 * What the shell is handed by whoever runs it: a subset of the tenant client plus the signed-in account.
 * Every method may be answered in the same process or across a worker; none of them throws for a refusal.
 */
export interface ShellHost {
  /** A request through the tenant's front door: an entry of the action log. Status 0 means that the network failed. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** A look that leaves no entry. Used only for tab completion and for listing subscriptions at start. */
  peek?(request: HttpRequest): Promise<HttpResponse>;
  /** Virtual time in milliseconds since the epoch. */
  now(): Promise<number>;
  /** Moves the virtual clock and returns the new time. */
  wait(ms: number): Promise<number>;
  /** The signed-in account, or undefined when nobody is signed in. */
  account(): Promise<ShellAccount | undefined>;
  /** Signs one of the lab's users in; `refused` is the sentence that the sign-in page would show. */
  signIn(userPrincipalName: string): Promise<ShellAccount | { refused: string }>;
}
