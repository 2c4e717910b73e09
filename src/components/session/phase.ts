import type { LabSessionClient, LogItem, SessionState } from '#lab/session-client.ts';

/** What the page shows of the session. */
export type Phase = { name: 'opening' } | Ready | Trouble;

export interface Ready {
  name: 'ready';
  client: LabSessionClient;
  state: SessionState;
  /** Newest first. */
  log: LogItem[];
  /** Counts workers: what held a port of an older one must begin again. */
  generation: number;
  /** Gives a port of the tenant's worker; absent in a read-only tab. */
  port?: () => MessagePort;
}

/** The session cannot go on by itself. */
export interface Trouble {
  name: 'trouble';
  /**
   * `our-bug`: our code failed, the log is whole. `log-refused`: the stored log is not believed. `not-loaded`: engine or
   * lab of this log cannot be loaded.
   */
  kind: 'our-bug' | 'log-refused' | 'not-loaded';
  /** For us; the file that is offered holds it. */
  details: string;
}

/** Which tab writes: this one, another one, or nobody any more. */
export type Writer = 'this' | 'other' | 'nobody';

export interface Snapshot {
  phase: Phase;
  writer: Writer;
  /** A write that failed, in words; everything since then is only in this tab. */
  unsaved?: string | undefined;
  /** The browser has no store at all. */
  storeless: boolean;
}
