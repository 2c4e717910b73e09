/** ARM resource ids and the scopes above them. Ids are compared without case everywhere. */

export interface ResourceId {
  subscriptionId?: string;
  resourceGroup?: string;
  provider?: string;
  /** Type path and names, e.g. ['vaults', 'kv', 'secrets', 's'] */
  segments: string[];
}

/** The key under which a resource is kept: its id in lower case without a trailing slash. */
export const idKey = (id: string): string => id.toLowerCase().replace(/\/+$/, '') || '/';

/** Reads an ARM id. Returns undefined when the text is not one. */
export function parseResourceId(id: string): ResourceId | undefined {
  const found =
    /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?(?:\/providers\/([^/]+)((?:\/[^/]+)*))?\/?$/i.exec(id);
  if (!found) return undefined;
  const [, subscriptionId, resourceGroup, provider, rest] = found;
  return {
    ...(subscriptionId && { subscriptionId }),
    ...(resourceGroup && { resourceGroup }),
    ...(provider && { provider }),
    segments: (rest ?? '').split('/').filter(Boolean),
  };
}

/** The resource type of an id in Azure's form (`Microsoft.KeyVault/vaults/secrets`), or undefined. */
export function typeOf(id: string): string | undefined {
  const parsed = parseResourceId(id);
  if (!parsed?.provider) return undefined;
  return [parsed.provider, ...parsed.segments.filter((_, at) => at % 2 === 0)].join('/');
}

/** The last name in an id. */
export const nameOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** The id up to and including its resource group, or undefined. */
export const resourceGroupOf = (id: string): string | undefined =>
  /^(\/subscriptions\/[^/]+\/resourcegroups\/[^/]+)/i.exec(id)?.[1];

export const subscriptionOf = (id: string): string | undefined => /^(\/subscriptions\/[^/]+)/i.exec(id)?.[1];

/**
 * The scopes from a resource up to its subscription, nearest first, in lower case. Management groups and the root
 * are added by whoever knows the hierarchy.
 */
export function scopesUpward(id: string): string[] {
  const scopes: string[] = [];
  let scope = idKey(id);
  while (scope && scope !== '/') {
    scopes.push(scope);
    const parsed = /^(.*)\/[^/]+\/[^/]+$/.exec(scope);
    if (!parsed) break;
    scope = parsed[1] ?? '';
    // `/…/providers/microsoft.x` is no scope of its own: the namespace goes with its first type segment.
    if (/\/providers\/[^/]+$/.test(scope)) scope = scope.replace(/\/providers\/[^/]+$/, '');
    else if (scope.endsWith('/providers')) scope = scope.slice(0, -'/providers'.length);
  }
  return scopes;
}

/** Whether `scope` is the resource itself or lies above it, by whole path segments. */
export function covers(scope: string, id: string): boolean {
  const above = idKey(scope);
  const below = idKey(id);
  return above === '/' || below === above || below.startsWith(`${above}/`);
}
