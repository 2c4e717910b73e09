import { idKey, subscriptionOf } from '#kernel/scope.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { ManagementGroupRow, SubscriptionRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';

const managementGroup = '/providers/microsoft.management/managementgroups/';

export const isManagementGroup = (key: string): boolean => key.startsWith(managementGroup);

/** The management groups above a scope, outermost first, as keys. */
export function managementGroupsAbove(view: View, key: string, tenantId = tenantIdOf(view)): string[] {
  let group: string | undefined;
  if (key.startsWith(managementGroup))
    group = `${managementGroup}${key.slice(managementGroup.length).split('/')[0] ?? ''}`;
  else {
    const subscription = subscriptionOf(key)?.slice('/subscriptions/'.length);
    if (!subscription) return [];
    const row = view.get<SubscriptionRow>('subscriptions', subscription);
    if (!row) return [];
    group = row.managementGroup ?? `${managementGroup}${tenantId}`.toLowerCase();
  }
  const chain: string[] = [];
  while (group && !chain.includes(group)) {
    chain.unshift(group);
    group = view.get<ManagementGroupRow>('managementGroups', group)?.parent;
  }
  return chain;
}

/** The scopes below the subscription or management group that a path passes, outermost first, itself last. */
export function pathScopes(path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  const scopes: string[] = [];
  let scope = '';
  for (let at = 0; at < parts.length;) {
    const provider = parts[at]?.toLowerCase() === 'providers';
    const step = provider ? 4 : 2;
    scope += `/${parts.slice(at, at + step).join('/')}`;
    scopes.push(scope);
    at += step;
  }
  return scopes;
}

/** Whether a path names a thing and not a collection of things or a provider: `…/vaults/kv`, not `…/vaults`. */
export function namesOne(path: string): boolean {
  const parts = path.split('/').filter(Boolean);
  for (let at = 0; at < parts.length;) {
    at += parts[at]?.toLowerCase() === 'providers' ? 4 : 2;
    if (at > parts.length) return false;
  }
  return true;
}

/** Root, management groups, subscription, resource group, resource, child resource: everything that a permission passes. */
export function scopeChain(view: View, scope: string): string[] {
  const key = idKey(scope);
  if (key === '/') return ['/'];
  const groups = managementGroupsAbove(view, key);
  const path = pathScopes(scope);
  const own = new Set(path.map(idKey));
  return ['/', ...groups.filter((group) => !own.has(group)), ...path];
}

/** Addresses escape what ids spell out: `rg%281%29` is the group `rg(1)`. An escaped slash stays part of its name. */
export function decoded(scope: string): string {
  if (!scope.includes('%')) return scope;
  try {
    return decodeURIComponent(scope.replaceAll(/%2f/gi, '%252F'));
  } catch {
    return scope;
  }
}
