import { tenantIdOf } from '#kernel/platform.ts';
import type { ManagementGroupRow, SubscriptionRow } from '#kernel/rows.ts';
import { covers, idKey, subscriptionOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

const prefix = '/providers/microsoft.management/managementgroups/';

/** The management groups above a scope, or itself and those above it where it is one; as keys. */
export function groupsAbove(view: View, scope: string): string[] {
  const key = idKey(scope);
  const subscription = subscriptionOf(key)?.slice('/subscriptions/'.length) ?? '';
  let group: string | undefined = key.startsWith(prefix)
    ? key
    : (view.get<SubscriptionRow>('subscriptions', subscription)?.managementGroup ?? prefix + tenantIdOf(view));
  const chain: string[] = [];
  while (group !== undefined && !chain.includes(group)) {
    chain.push(group);
    group = view.get<ManagementGroupRow>('managementGroups', group)?.parent;
  }
  return chain;
}

/** Whether what is set at a scope holds for what lies at an id, by way of management groups too. */
export const reaches = (view: View, scope: string, id: string): boolean =>
  covers(scope, id) || (idKey(scope).startsWith(prefix) && groupsAbove(view, id).includes(idKey(scope)));
