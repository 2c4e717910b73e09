import type { Service } from '#kernel/define.ts';
import { idKey } from '#kernel/scope.ts';
import { tables, type OperationResult } from './models.ts';
import { listActivity } from './operations/activity-log.ts';
import { recordActivity } from './record-activity.ts';
import { managementGroupSubscriptionOperations } from './operations/management-group-subscriptions.ts';
import { managementGroupOperations } from './operations/management-groups.ts';
import { getOperationResult } from './operations/operation-results.ts';
import { providerOperations } from './operations/providers.ts';
import { resourceGroupOperations } from './operations/resource-groups.ts';
import { resourceOperations } from './operations/resources.ts';
import { subscriptionOperations } from './operations/subscriptions.ts';
import { tagOperations } from './operations/tags.ts';
import { armSurface } from './surface.ts';

/** Azure Resource Manager: tenants, management groups, subscriptions, resource groups, what is in them, and their log. */
export const resourceManager: Service = {
  namespace: 'Microsoft.Resources',
  surfaces: [armSurface],
  operations: [
    ...subscriptionOperations,
    ...tagOperations,
    ...resourceGroupOperations,
    getOperationResult,
    ...resourceOperations,
    ...providerOperations,
    ...managementGroupOperations,
    ...managementGroupSubscriptionOperations,
    listActivity,
  ],
  observers: [recordActivity],
  indexes: { operationResults: { group: ({ group }: OperationResult) => [idKey(group.id)] } },
  upcoming: (view, now) =>
    view
      .all<OperationResult>(tables.operationResults)
      .filter(({ completesAt }) => completesAt > now)
      .map(({ completesAt, group }) => ({
        at: completesAt,
        what: `The deletion of resource group ${group.name} ends`,
      })),
};

export { deviations } from './deviations.ts';
