import { tenantIdOf } from '#kernel/platform.ts';
import type { ManagementGroupRow, SubscriptionRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

const prefix = '/providers/Microsoft.Management/managementGroups/';

export const groupId = (name: string): string => `${prefix}${name}`;

/** Key of the tenant root group; its name is the tenant's id. */
export const rootKey = (view: View): string => idKey(groupId(tenantIdOf(view)));

export const findGroup = (view: View, id: string): ManagementGroupRow | undefined =>
  view.get<ManagementGroupRow>('managementGroups', idKey(id));

/** The management group that holds a subscription, as a key. */
export const parentOf = (view: View, { managementGroup }: SubscriptionRow): string => managementGroup ?? rootKey(view);

export interface Child {
  type: string;
  id: string;
  name: string;
  displayName: string;
}

/** What lies directly in a group: groups first, then subscriptions. */
export function childrenOf(view: View, key: string): Child[] {
  const groups = view.all<ManagementGroupRow>('managementGroups').filter(({ parent }) => parent === key);
  const subscriptions = view.all<SubscriptionRow>('subscriptions').filter((row) => parentOf(view, row) === key);
  return [
    ...groups.map(({ id, name, displayName }) => ({
      type: 'Microsoft.Management/managementGroups',
      id,
      name,
      displayName,
    })),
    ...subscriptions.map(({ subscriptionId, displayName }) => ({
      type: '/subscriptions',
      id: `/subscriptions/${subscriptionId}`,
      name: subscriptionId,
      displayName,
    })),
  ];
}

/** A management group as a list shows it. */
export const groupShape = ({ id, name, displayName }: ManagementGroupRow, tenantId: string) => ({
  id,
  type: 'Microsoft.Management/managementGroups',
  name,
  properties: { tenantId, displayName },
});

/** A management group with its parent and, when asked for, its children. */
export function groupDetails(view: View, row: ManagementGroupRow, withChildren: boolean) {
  const parent = row.parent === undefined ? undefined : findGroup(view, row.parent);
  const { properties, ...head } = groupShape(row, tenantIdOf(view));
  const parentShape = parent && { id: parent.id, name: parent.name, displayName: parent.displayName };
  return {
    ...head,
    properties: {
      ...properties,
      details: { version: 1, ...(parentShape && { parent: parentShape }) },
      ...(withChildren && { children: childrenOf(view, idKey(row.id)) }),
    },
  };
}
