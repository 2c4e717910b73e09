import type { Decision, Permission } from '#kernel/decision.ts';
import type { IssuedToken } from '#kernel/define.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Trace } from '#kernel/trace.ts';
import type { HostEntrance, SignedIn, TenantClient } from '#tenant/client.ts';

/** One line of the log tail: an entry in plain words. */
export interface LogItem {
  seq: number;
  kind: 'start' | 'sign-in' | 'request' | 'clock' | 'undo' | 'hint' | 'answer' | 'run' | 'import';
  /** Virtual time, ms. */
  at: number;
  /** Who asks and who is asked, as a learner would say it: `app-web`, `Ada`, `kv-shop`, `Azure Resource Manager`. */
  from: string;
  to: string;
  /** `Get secret db-password`, `Clock moved on by 10 minutes`. */
  summary: string;
  /** HTTP status of a request; 0 when unreachable. */
  status?: number;
  outcome: 'ok' | 'refused' | 'unreachable' | 'note';
  /** The code of a refusal: `ForbiddenByRbac`. */
  code?: string;
  method?: string;
  url?: string;
  /** The host on which the asking program runs, where one does: its resource ID, and its kind as ARM shows it. */
  host?: { id: string; kind?: string };
  /** The entry that set this one going (the visit to the app, for a request of its program). */
  cause?: number;
  /** False when an undo has taken it back. */
  inEffect: boolean;
}

/** Everything about one request, for the token flow. JWTs are real and decodable. */
export interface FlowRecord {
  item: LogItem;
  request: HttpRequest;
  response: HttpResponse;
  trace: Trace;
  /** The token that the request carried: the JWT and the entry that issued it. */
  token?: { jwt: string; issued: IssuedToken; issuedBy: number };
  /** A token that this request was answered with. */
  issued?: { jwt: string; token: IssuedToken };
}

/** A decision chart as data: drawn by the page, defined by the machine. */
export interface MachineChart {
  id: string;
  initial: string;
  states: { name: string; final: boolean; next: { guard?: string; target: string }[] }[];
}

export interface CheckView {
  id: string;
  says: string;
  points: number;
  status: 'done' | 'open' | 'undone';
  /** What is lacking, when it is. */
  lacks?: string;
  /** Entries worth opening: the refusal that proves it. */
  see?: number;
  hints: { given: string[]; total: number };
}

export interface SessionState {
  labId: string;
  title: string;
  now: number;
  account: SignedIn | undefined;
  /** The people whom the lab lets the learner be. */
  accounts: { userPrincipalName: string; displayName: string; says: string }[];
  checks: CheckView[];
  passed: boolean;
  /** Future moments worth jumping to: a role assignment that takes effect. */
  upcoming: { at: number; what: string }[];
  length: number;
  canUndo: boolean;
  canRedo: boolean;
  /** Undo is refused in graded labs that say so. */
  undoAllowed: boolean;
  engine: string;
}

/** A lab in work: the tenant, its log, its checks. Runs in a worker in the page, in one process elsewhere. */
export interface LabSessionClient extends TenantClient, HostEntrance {
  state(): Promise<SessionState>;
  /** Called after each entry with the new state; gives the function that ends it. */
  onChange(listener: (state: SessionState) => void): () => void;
  /** The latest entries, newest first. */
  log(limit?: number): Promise<LogItem[]>;
  flow(seq: number): Promise<FlowRecord | undefined>;
  charts(): Promise<MachineChart[]>;
  /** The decision for any principal, now, without sending anything: "check access". */
  explain(principalId: string, permission: Permission): Promise<Decision>;
  /** Clock: to the next upcoming moment. */
  skipToNext(): Promise<number>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Back to the start; the log keeps what was done. */
  reset(): Promise<void>;
  hint(checkId: string): Promise<string | undefined>;
  /** The submission, ready to be handed in, as text. */
  submission(learner?: string): Promise<string>;
}
