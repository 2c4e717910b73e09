import { idKey, subscriptionOf } from '#kernel/scope.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { ManagementGroupRow, SubscriptionRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';

const managementGroup = '/providers/microsoft.management/managementgroups/';

/** The management groups above a scope, outermost first, as keys. */
function managementGroupsAbove(view: View, key: string): string[] {
  let group: string | undefined;
  if (key.startsWith(managementGroup))
    group = `${managementGroup}${key.slice(managementGroup.length).split('/')[0] ?? ''}`;
  else {
    const subscription = subscriptionOf(key)?.slice('/subscriptions/'.length);
    if (!subscription) return [];
    const row = view.get<SubscriptionRow>('subscriptions', subscription);
    if (!row) return [];
    group = row.managementGroup ?? `${managementGroup}${tenantIdOf(view)}`.toLowerCase();
  }
  const chain: string[] = [];
  while (group && !chain.includes(group)) {
    chain.unshift(group);
    group = view.get<ManagementGroupRow>('managementGroups', group)?.parent;
  }
  return chain;
}

/** The scopes below the subscription or management group that a path passes, outermost first, itself last. */
function pathScopes(path: string): string[] {
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

/** Root, management groups, subscription, resource group, resource, child resource: everything that a permission passes. */
export function scopeChain(view: View, scope: string): string[] {
  const key = idKey(scope);
  if (key === '/') return ['/'];
  const groups = managementGroupsAbove(view, key);
  const path = pathScopes(scope);
  const own = new Set(path.map(idKey));
  return ['/', ...groups.filter((group) => !own.has(group)), ...path];
}

/** A question about scopes that is asked many times for one request: does an assignment at this scope reach it? */
export class Reach {
  readonly key: string;
  readonly #view: View;
  #groups: Set<string> | undefined;

  constructor(view: View, scope: string) {
    this.#view = view;
    this.key = idKey(scope);
  }

  /** `above` is a key (lower case); inheritance goes downward only and by whole segments. */
  from(above: string): boolean {
    if (above === '/' || above === this.key) return true;
    if (this.key.length > above.length && this.key.startsWith(above) && this.key.charCodeAt(above.length) === 47)
      return true;
    if (!above.startsWith(managementGroup)) return false;
    this.#groups ??= new Set(managementGroupsAbove(this.#view, this.key));
    return this.#groups.has(above);
  }
}
