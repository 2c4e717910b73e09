import type { Az } from '../context.ts';
import { implement } from '../implement.ts';
import { shape, shapes } from '../shape.ts';
import { accountPath } from './account.ts';

interface Job {
  resourceGroup: string;
  automationAccountName: string;
  name?: string;
}

/** The address of a job, or of an account's jobs where no name is given. */
export async function jobPath(az: Az, { resourceGroup, automationAccountName, name }: Job): Promise<string> {
  const jobs = `${await accountPath(az, resourceGroup, automationAccountName)}/jobs`;
  return `${name === undefined ? jobs : `${jobs}/${name}`}?api-version=2019-06-01`;
}

/** The commands on jobs, after the public source of the extension `automation` 1.0. */
export const jobCommands = [
  implement('automation job list', {
    takes: { resourceGroup: 'text', automationAccountName: 'text' },
    run: async (account, az) => shapes('AutomationJobCollectionItem', await az.arm.list(await jobPath(az, account))),
  }),
  implement('automation job show', {
    takes: { resourceGroup: 'text', automationAccountName: 'text', name: 'text' },
    run: async (job, az) => shape('AutomationJob', await az.arm.get(await jobPath(az, job))),
  }),
];
