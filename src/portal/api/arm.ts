import type { ArmResource, IdentityBlock, ResourceGroupRow } from '#kernel/rows.ts';
import type { Api } from './api.ts';
import type { Answer } from './problem.ts';

/** ARM resources as its lists and reads answer. Lists may leave the properties out. */
export type Resource = Pick<ArmResource, 'id' | 'name' | 'type' | 'location'> &
  Partial<Pick<ArmResource, 'tags' | 'kind' | 'sku' | 'properties'>> & { identity?: IdentityBlock };

export type ResourceGroup = Pick<ResourceGroupRow, 'id' | 'name' | 'location'> & { tags?: Record<string, string> };

export interface Subscription {
  id: string;
  subscriptionId: string;
  displayName: string;
  tenantId: string;
  state: string;
}

interface List<T> {
  value: T[];
  nextLink?: string;
}

export const versions = {
  resources: '2024-11-01',
  subscriptions: '2022-12-01',
  authorization: '2022-04-01',
  identities: '2023-01-31',
  associated: '2022-01-31-preview',
  web: '2023-12-01',
  activity: '2015-04-01',
};

/** Puts the api-version (and more) behind a path. */
export const at = (path: string, version: string, more: Record<string, string> = {}): string => {
  const extra = Object.entries(more).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`);
  return `${path}?api-version=${version}${extra.join('')}`;
};

/** The rows of a list, all of its pages. */
export async function listOf<T>(api: Api, path: string, method = 'GET', body?: unknown): Promise<Answer<T[]>> {
  const rows: T[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const page: Answer<List<T>> = await api.look<List<T>>('arm', next, method, body);
    if (!page.ok) return page;
    rows.push(...page.value.value);
    next = page.value.nextLink?.replace(/^https:\/\/management\.azure\.com/i, '');
  }
  return { ok: true, status: 200, value: rows };
}

export const subscriptions = (api: Api) => listOf<Subscription>(api, at('/subscriptions', versions.subscriptions));

export const resources = (api: Api, subscriptionId: string) =>
  listOf<Resource>(api, at(`/subscriptions/${subscriptionId}/resources`, versions.resources));

export const resourceGroups = (api: Api, subscriptionId: string) =>
  listOf<ResourceGroup>(api, at(`/subscriptions/${subscriptionId}/resourcegroups`, versions.resources));

export const userAssignedIdentities = (api: Api, subscriptionId: string) =>
  listOf<Resource>(
    api,
    at(
      `/subscriptions/${subscriptionId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
      versions.identities,
    ),
  );
