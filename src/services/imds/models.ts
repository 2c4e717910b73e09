import type { IdentityBlock } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/**
 * A machine that finds the metadata service at its link-local address; table `imdsHosts`, key idKey of the machine.
 * There is a row while the machine runs.
 */
export interface ImdsHostRow {
  /** The machine: where a session is. */
  host: string;
  /** The resource that holds its identities: the machine itself, or the scale set that it belongs to. */
  holder: string;
  /** The identities as the machine sees them, which may be older than what its resource shows. */
  identity?: IdentityBlock;
  /** What `/metadata/instance` says of it; absent where the host has no such address (a container group). */
  compute?: Record<string, unknown>;
}

export type FaultStatus = 404 | 410 | 429 | 500;

/** A trouble of the endpoint that a lab planted; table `imdsFaults`, key idKey of the machine. */
export interface ImdsFaultRow {
  host: string;
  status: FaultStatus;
  /** Virtual time, ms, at which it passes; absent: it stays. */
  until?: number;
}

/** Tokens given in one second of virtual time; table `imdsRates`, key idKey of the machine. */
export interface ImdsRateRow {
  second: number;
  count: number;
}

/** Requests for tokens that one machine may send in a second. Source: "Managed identities FAQ". */
export const tokensPerSecond = 20;

export const findHost = (view: View, id: string): ImdsHostRow | undefined =>
  view.get<ImdsHostRow>('imdsHosts', idKey(id));
