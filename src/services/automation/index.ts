import type { Service } from '#kernel/define.ts';
import { endpointVariables } from '#kernel/identity-endpoint.ts';
import { idKey } from '#kernel/scope.ts';
import { accounts, type SandboxRow } from './models.ts';
import { accountOperations } from './operations/accounts.ts';
import { jobOperations } from './operations/jobs.ts';
import { runbookOperations } from './operations/runbooks.ts';

/** Automation: accounts with identities, runbooks that hold declared programs, and jobs that run them in a sandbox. */
export const automation: Service = {
  namespace: 'Microsoft.Automation',
  surfaces: [],
  operations: [...accountOperations, ...runbookOperations, ...jobOperations],
  /** A sandbox finds the parameters of its job, and the identity endpoint of the account. */
  environment: (view, host) =>
    accounts.find(view, host) && {
      ...view.get<SandboxRow>('automationSandboxes', idKey(host))?.parameters,
      ...endpointVariables(view, host),
    },
};
