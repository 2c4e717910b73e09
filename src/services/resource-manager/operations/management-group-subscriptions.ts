import { defineOperation, type RequiresInput } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import type { SubscriptionRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import { subscriptionNotFound } from '#kernel/arm-errors.ts';
import { managementGroupNotFound } from '../errors.ts';
import { findGroup, groupId, rootKey } from '../management-groups.ts';

const path = '/providers/Microsoft.Management/managementGroups/{groupName}/subscriptions/{subscriptionId}';

/** Moving a subscription needs the right to write the group and the right to give access to the subscription. */
const requires = ({ params }: RequiresInput) => ({
  allOf: [
    {
      action: 'Microsoft.Management/managementGroups/write',
      scope: groupId(params.groupName ?? ''),
      plane: 'control' as const,
    },
    {
      action: 'Microsoft.Authorization/roleAssignments/write',
      scope: `/subscriptions/${params.subscriptionId ?? ''}`,
      plane: 'control' as const,
    },
  ],
});

const addSubscription = defineOperation({
  action: 'Microsoft.Management/managementGroups/subscriptions/write',
  title: 'Add subscription to management group',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path,
  requires,
  handle({ view }, { params }) {
    const group = findGroup(view, groupId(params.groupName ?? ''));
    if (!group) return refuse(managementGroupNotFound(groupId(params.groupName ?? '')));
    const id = params.subscriptionId?.toLowerCase() ?? '';
    const row = view.get<SubscriptionRow>('subscriptions', id);
    if (!row) return refuse(subscriptionNotFound(id));
    const body = {
      id: `${group.id}/subscriptions/${row.subscriptionId}`,
      type: 'Microsoft.Management/managementGroups/subscriptions',
      name: row.subscriptionId,
      properties: {
        tenant: tenantIdOf(view),
        displayName: row.displayName,
        parent: { id: group.id },
        state: 'Active',
      },
    };
    return ok({ status: 200, body, changes: [put('subscriptions', id, { ...row, managementGroup: idKey(group.id) })] });
  },
});

const removeSubscription = defineOperation({
  action: 'Microsoft.Management/managementGroups/subscriptions/delete',
  title: 'Remove subscription from management group',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path,
  requires,
  handle({ view }, { params }) {
    const id = params.subscriptionId?.toLowerCase() ?? '';
    const row = view.get<SubscriptionRow>('subscriptions', id);
    if (!row) return ok({ status: 204 });
    return ok({ status: 200, changes: [put('subscriptions', id, { ...row, managementGroup: rootKey(view) })] });
  },
});

export const managementGroupSubscriptionOperations = [addSubscription, removeSubscription];
