import { idKey, subscriptionOf } from '#kernel/scope.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { ManagementGroupRow, SubscriptionRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';

const managementGroup = '/providers/microsoft.management/managementgroups/';

export const isManagementGroup = (key: string): boolean => key.startsWith(managementGroup);

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

interface Path {
  key: string;
  /** Keys of the scopes that the path passes, innermost first, without the management groups and the root. */
  above: string[];
}

/** Paths seen lately. They depend on their words alone, so forgetting them all now and then costs nothing but time. */
const paths = new Map<string, Path>();

function pathOf(scope: string): Path {
  let path = paths.get(scope);
  if (!path) {
    const key = idKey(decoded(scope));
    if (paths.size >= 2000) paths.clear();
    paths.set(scope, (path = { key, above: pathScopes(key).reverse() }));
  }
  return path;
}

/** A question about scopes that is asked many times for one request: does an assignment at this scope reach it? */
export class Reach {
  readonly #view: View;
  readonly #path: Path;
  #groups: string[] | undefined;

  constructor(view: View, scope: string) {
    this.#view = view;
    this.#path = pathOf(scope);
  }

  get key(): string {
    return this.#path.key;
  }

  /** `above` is a key (lower case); inheritance goes downward only and by whole segments. */
  from(above: string): boolean {
    const { key } = this.#path;
    if (above === '/' || above === key) return true;
    if (key.length > above.length && key.charCodeAt(above.length) === slash && key.startsWith(above)) return true;
    return isManagementGroup(above) && this.groupKeys().includes(above);
  }

  /** Keys of the management groups above. */
  groupKeys(): string[] {
    return (this.#groups ??= managementGroupsAbove(this.#view, this.#path.key));
  }

  /** Keys of the scopes on the path itself, innermost first. */
  pathKeys(): string[] {
    return this.#path.above;
  }
}

const slash = '/'.charCodeAt(0);
