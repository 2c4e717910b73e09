import type { Service } from '#kernel/define.ts';
import type { Observed } from '#kernel/door.ts';
import type { Change } from '#kernel/tables.ts';
import { armSurface } from './surface.ts';

/** Azure Resource Manager: tenants, management groups, subscriptions, resource groups, what is in them, and their log. */
export const resourceManager: Service = {
  namespace: 'Microsoft.Resources',
  surfaces: [armSurface],
  operations: [],
};

/** Not written yet: the activity log of what the door saw. */
export const recordActivity = (_observed: Observed): Change[] => [];
