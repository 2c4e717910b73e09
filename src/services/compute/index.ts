import type { Service } from '#kernel/define.ts';
import { indexes } from './models.ts';
import { instanceOperations } from './operations/instances.ts';
import { machineOperations } from './operations/machines.ts';
import { operationStatus } from './operations/operation-status.ts';
import { powerOperations } from './operations/power.ts';
import { runCommandOperations } from './operations/run-command.ts';
import { scaleSetOperations } from './operations/scale-sets.ts';

/** Compute: virtual machines and scale sets, their identities, their power, and commands run on them. */
export const compute: Service = {
  namespace: 'Microsoft.Compute',
  surfaces: [],
  operations: [
    ...machineOperations,
    ...powerOperations,
    ...runCommandOperations,
    ...scaleSetOperations,
    ...instanceOperations,
    operationStatus,
  ],
  indexes,
};
