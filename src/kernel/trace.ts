import type { Caller } from './define.ts';
import type { Authorization } from './decision.ts';
import type { MachineRun } from './machine.ts';
import type { Refusal } from './result.ts';

/** What the front door saw and decided on the way of one request: data for the token flow and for "why". */
export interface Trace {
  surface?: string;
  /** The action string of the operation, or undefined when nothing here answers the request. */
  operation?: string;
  title?: string;
  caller?: Caller;
  /** Audiences that the target accepts. */
  audiences?: string[];
  /** Why the token was not taken, in the machine's word. */
  runs: (MachineRun & { facts?: Record<string, unknown> })[];
  authorization?: Authorization;
  refusal?: Refusal;
  status: number;
  /** Sub-requests of the platform, on the caller's behalf or from a host with its identity, within the same commit. */
  inside: { as: 'platform' | 'caller' | 'host'; method: string; url: string; trace: Trace }[];
}
