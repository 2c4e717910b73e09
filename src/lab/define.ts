import type { HttpRequest } from '#kernel/http.ts';
import type { TenantSeed } from '#tenant/seed.ts';
import type { Evidence } from './evidence.ts';

/** A lab as its author declares it in `lab.ts`. */
export interface Lab {
  id: string;
  title: string;
  /** Who the learner is when the lab opens; further people are those whom the seed lets sign in. */
  account: string;
  /** Whether the learner may go back. Hints, attempts and denials survive it in any case. */
  undo: 'allowed' | 'refused';
  seed: TenantSeed;
  /** Which program of the seed runs on which web app, by the app's name. */
  deployments?: Record<string, string>;
}

/**
 * One check: a question about what is true, never about what was typed. `lacks` gives nothing when all is well, and
 * otherwise a sentence that points at what is wrong or where to look, without telling the command.
 */
export interface Check {
  id: string;
  /** What is true once it is done, said as a fact: `app-web can read db-password`. */
  says: string;
  points: number;
  /** Three steps: what is wrong, where to look, the concept. */
  hints: [string, string, string];
  lacks(evidence: Evidence): string | undefined;
  /** Which refused request of the log shows the learner what is lacking: the latest such one is offered. */
  shownBy?(request: HttpRequest): boolean;
}

/** A step of a lab's start, as its script sent it. */
export type StartStep = { request: HttpRequest } | { wait: number };

/** A lab, whole, as page, grader and server load it. */
export interface LabModule {
  lab: Lab;
  checks: Check[];
  start: StartStep[];
}

export const defineLab = (lab: Lab): Lab => lab;
export const defineCheck = (check: Check): Check => check;
