import type { ArmResource, ResourceGroupRow } from '#kernel/rows.ts';
import { idKey, nameOf, resourceGroupOf } from '#kernel/scope.ts';
import { changedTags, TagsPatch } from '#kernel/tags.ts';
import type { View } from '#kernel/tables.ts';
import type { Subject } from './fields.ts';

const groupType = 'Microsoft.Resources/subscriptions/resourceGroups';
const group = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/i;
const tagsOf = /^(.*)\/providers\/microsoft\.resources\/tags\/default$/i;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The type of what an address names, an extension of another resource included; undefined where it names none. */
function typeAt(path: string): string | undefined {
  if (group.test(path)) return groupType;
  const [provider, ...segments] =
    path
      .split(/\/providers\//i)
      .slice(1)
      .at(-1)
      ?.split('/') ?? [];
  if (!provider || !segments.length || segments.length % 2) return undefined;
  return [provider, ...segments.filter((_, at) => at % 2 === 0)].join('/');
}

/** A resource or a group as it is kept. */
export function subjectOf(row: ArmResource | ResourceGroupRow): Subject {
  if ('type' in row) return row;
  return { id: row.id, name: row.name, type: groupType, location: row.location, tags: row.tags, properties: {} };
}

const kept = (view: View, path: string): Subject | undefined => {
  const row =
    view.get<ArmResource>('resources', idKey(path)) ?? view.get<ResourceGroupRow>('resourceGroups', idKey(path));
  return row && subjectOf(row);
};

/** What a PATCH leaves: objects are merged, null takes away, everything else is replaced. */
function merged(before: unknown, change: unknown): unknown {
  if (!isRecord(before) || !isRecord(change)) return change;
  const whole: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete whole[key];
    else whole[key] = merged(before[key], value);
  }
  return whole;
}

/** The resource as it would be after a write, as far as the request says; undefined where none is written. */
export function afterWrite(view: View, method: string, path: string, body: unknown): Subject | undefined {
  const tagged = tagsOf.exec(path)?.[1];
  const target = tagged ?? path;
  const type = typeAt(target);
  const before = kept(view, target);
  if (!type || !isRecord(body)) return undefined;
  if (tagged !== undefined) {
    const wanted = TagsPatch.safeParse(body);
    return before && wanted.success
      ? { ...before, tags: changedTags(before.tags as Record<string, string> | undefined, wanted.data) }
      : undefined;
  }
  const blank: Subject = { id: target, name: nameOf(target), type, properties: {} };
  const { properties, tags, identity, sku, location, kind } = (
    method === 'PATCH' ? { ...(merged(before, body) as object), ...('tags' in body && { tags: body['tags'] }) } : body
  ) as Record<string, unknown>;
  return {
    ...blank,
    ...(before && { name: before.name, type: before.type, location: before.location }),
    ...(typeof location === 'string' && { location }),
    ...(typeof kind === 'string' && { kind }),
    ...(isRecord(tags) && { tags }),
    ...(isRecord(identity) && { identity }),
    ...(isRecord(sku) && { sku }),
    properties: isRecord(properties) ? properties : {},
  };
}

/** Whether a definition of this mode looks at the resource: Indexed means what has a location and tags of its own. */
export const isLookedAt = (mode: string, { type, location }: Subject): boolean =>
  mode.toLowerCase() === 'all' || (type !== groupType && location !== undefined);

/** What `resourceGroup()` and `subscription()` say about where a resource lies. */
export function placeOf(view: View, id: string) {
  const groupId = resourceGroupOf(id);
  const row = groupId === undefined ? undefined : view.get<ResourceGroupRow>('resourceGroups', idKey(groupId));
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(id);
  return {
    resourceGroup: (): Record<string, unknown> => (row ? { ...row, managedBy: '' } : {}),
    subscription: (): Record<string, unknown> => ({ id: subscription?.[0], subscriptionId: subscription?.[1] }),
  };
}
