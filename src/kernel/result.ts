import type { WebProgram } from './program.ts';
import type { Change } from './tables.ts';

/** Azure says no: a value, never an exception. The surface that was asked renders it in its own envelope. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  target?: string;
  details?: { code: string; message: string; target?: string }[];
  /** Key Vault and others carry a second, finer code. */
  innerCode?: string;
  headers?: Record<string, string>;
  /** Members that only this surface's envelope knows. */
  extra?: Record<string, unknown>;
}

/** Work that the edge carries out after the commit, such as running the program of a host. */
export interface Effect {
  /** The host's declared program runs; or somebody has been let on to the host and may send what they like from there. */
  kind: 'run-program' | 'open-session';
  /** Resource id of the host, as the request named it. */
  host: string;
  /** The program that runs; absent: the one that is deployed to the host. */
  program?: WebProgram;
  /**
   * Inside address (`https://platform.internal/…`) that is told how the program ended: the platform sends it a PUT with
   * `{ status, output, statuses, why }`, in the entry after the program's last: its page, the status of each answer that
   * it got, and why it stopped when it did.
   */
  report?: string;
  /** Who set it going has its answer already, and gets no page when the program ends. */
  background?: true;
}

/** A handler's answer: what to say, what to write, what to set going. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  changes?: Change[];
  effects?: Effect[];
}

export type Outcome = ({ ok: true } & Answer) | { ok: false; refusal: Refusal };

/** The request was carried out. */
export const ok = (answer: Answer): Outcome => ({ ok: true, ...answer });

/** The request is refused, in Azure's words. Nothing is written. */
export const refuse = (refusal: Refusal): Outcome => ({ ok: false, refusal });

export const put = (table: string, key: string, value: object): Change => ({ table, key, value });
export const remove = (table: string, key: string): Change => ({ table, key, value: null });
