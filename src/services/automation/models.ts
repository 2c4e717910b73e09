import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

export type Account = ArmResource & { properties: { state: string; [name: string]: unknown } };
export const accounts = new ArmType<Account>('Microsoft.Automation/automationAccounts');

/** A runbook; table `runbooks`, key idKey. Its content is a declared program. */
export interface RunbookRow {
  id: string;
  account: string;
  name: string;
  location: string;
  runbookType: string;
  description?: string;
  tags?: Record<string, string>;
  draft?: string;
  published?: string;
  createdAt: number;
  changedAt: number;
}

/** A job; table `automationJobs`, key idKey. */
export interface JobRow {
  id: string;
  account: string;
  name: string;
  jobId: string;
  runbook: string;
  parameters: Record<string, string>;
  status: 'New' | 'Completed' | 'Failed' | 'Suspended';
  output: string;
  createdAt: number;
  endedAt?: number;
}

/** What the account's sandbox finds beside its identity; table `automationSandboxes`, key idKey of the account. */
export interface SandboxRow {
  parameters: Record<string, string>;
}

export const findRunbook = (view: View, id: string): RunbookRow | undefined =>
  view.get<RunbookRow>('runbooks', idKey(id));
export const findJob = (view: View, id: string): JobRow | undefined => view.get<JobRow>('automationJobs', idKey(id));

/** The rows of a table that an account holds. */
export const heldBy = <Row extends { account: string }>(view: View, table: string, account: string): Row[] =>
  view.all<Row>(table).filter((row) => idKey(row.account) === idKey(account));
