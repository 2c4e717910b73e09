import type { Service } from '#kernel/define.ts';
import { lockOperations } from './operations.ts';
import { lockRestriction } from './restriction.ts';

/** Management locks: what nobody may delete or change, whatever their role. */
export const locks: Service = {
  namespace: 'Microsoft.Authorization/locks',
  surfaces: [],
  operations: lockOperations,
  restrictions: [lockRestriction],
};
