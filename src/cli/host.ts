import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Entered, HostSession, Onlooker } from '#tenant/client.ts';

/** A subscription that the signed-in user may see, as `GET /subscriptions` lists it. */
export interface ShellSubscription {
  subscriptionId: string;
  displayName: string;
  state?: string;
}

/** An identity of a host: its own, or an attached one by one of its names. `kind` is az's word for it. */
export interface HostIdentity {
  kind: 'MSI' | 'MSIClient' | 'MSIObject' | 'MSIResource';
  value?: string;
}

/** What an application proves itself with: a client secret, a PEM with certificate and private key, or a JWT of somebody it trusts. */
export type ClientProof = { secret: string } | { certificate: string } | { assertion: string };

/** The user that the Cloud Shell starts signed in as, with the refresh token that buys access tokens. */
export interface ShellAccount {
  tenantId: string;
  userPrincipalName: string;
  refreshToken: string;
  /** The account is an identity of the host that the shell runs on: its tokens come from there. */
  identity?: HostIdentity;
  /** The account is an application: its id is the name, and this buys its tokens. */
  client?: ClientProof;
  /** When given, the shell does not ask the tenant for the list before the first command. */
  subscriptions?: ShellSubscription[];
}

/** A shell on a host of the tenant, as the command that leads there describes it. */
export interface HostShell {
  session: HostSession;
  /** As the prompt names the host. */
  name: string;
  user: string;
  /** The folder that one arrives in; the home folder when absent. */
  directory?: string;
  /** Variables that the host itself sets, besides those that the platform gives. */
  env?: Record<string, string>;
  /** What the host says to whoever arrives. */
  greeting?: string;
}

export interface ScriptEnd {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** The shells of hosts: what a command may do with a session that it has opened. */
export interface HostShells {
  /** The terminal goes on there when the command's line has ended, until `exit`. */
  open(shell: HostShell): void;
  /** Runs a script there, with its arguments, and gives what it printed. */
  run(shell: HostShell, script: string, args: readonly string[]): Promise<ScriptEnd>;
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
  /** `send` that also tells of the session that the request opened on a host; `from` is the session that it comes from. */
  enter?(request: HttpRequest, from?: number): Promise<Entered>;
  /** A look through the eyes of whoever is signed in: no entry, no time. For completion. */
  lookAs?(who: Onlooker, request: HttpRequest): Promise<HttpResponse>;
  /** The session on a host that the latest requests opened, once. */
  takeOpened?(): HostSession | undefined;
  /** Absent where there is no shell around. */
  shells?: HostShells;
  /** The environment variables of the host that the shell runs on; absent in the Cloud Shell. */
  env?: Readonly<Record<string, string>>;
  /** How many entries the lab's log has. */
  length?(): Promise<number>;
  /** Virtual time in milliseconds since the epoch. */
  now(): Promise<number>;
  /** Moves the virtual clock and returns the new time. */
  wait(ms: number): Promise<number>;
  /** The signed-in account, or undefined when nobody is signed in. */
  account(): Promise<ShellAccount | undefined>;
  /** Signs one of the lab's users in; `refused` is the sentence that the sign-in page would show. */
  signIn(userPrincipalName: string): Promise<ShellAccount | { refused: string }>;
}
