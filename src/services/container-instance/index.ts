import type { Service } from '#kernel/define.ts';
import { groupOperations } from './operations/groups.ts';
import { runningOperations } from './operations/running.ts';

/** Container Instances: container groups, their identities, and sessions in their containers. */
export const containerInstance: Service = {
  namespace: 'Microsoft.ContainerInstance',
  surfaces: [],
  operations: [...groupOperations, ...runningOperations],
};
