import type { Body } from '../implement.ts';
import { accountCommands } from './account.ts';
import { jobCommands } from './job.ts';
import { runbookCommands } from './runbook.ts';

/** What `az automation …` does: accounts, runbooks and their jobs. */
export const automationBodies: readonly Body[] = [...accountCommands, ...jobCommands, ...runbookCommands];
