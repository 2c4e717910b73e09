import { groupNotFound, notInGroup, subscriptionNotFound } from '#kernel/arm-errors.ts';
import type { ArmResource, ManagementGroupRow, ResourceGroupRow, SubscriptionRow } from '#kernel/rows.ts';
import { idKey, parseResourceId } from '#kernel/scope.ts';
import type { Refusal } from '#kernel/result.ts';
import type { View } from '#kernel/tables.ts';
import * as errors from './errors.ts';
import { decoded, namesOne } from './scope-chain.ts';

/** A scope that exists, spelled as ARM shows it. `subscriptionId` is absent at the root and at management groups. */
export interface KnownScope {
  scope: string;
  subscriptionId?: string;
}

const managementGroup = /^\/providers\/microsoft\.management\/managementgroups\/[^/]+$/i;

/** A resource and what lies in it: the resource must exist, children are taken on trust. */
function resourceScope(view: View, scope: string, group: ResourceGroupRow | undefined): string | Refusal {
  const parsed = parseResourceId(scope);
  const [type = '', name = ''] = parsed?.segments ?? [];
  const prefix = /^(.*?\/providers\/[^/]+\/[^/]+\/[^/]+)(.*)$/i.exec(scope);
  const owner = view.get<ArmResource>('resources', idKey(prefix?.[1] ?? scope));
  if (owner) return owner.id + (prefix?.[2] ?? '');
  return notInGroup(`${parsed?.provider ?? ''}/${type}/${name}`, group?.name ?? '');
}

/** Looks a scope up. Refuses as ARM does when the subscription, the group or the resource is not there. */
export function findScope(view: View, asked: string): KnownScope | Refusal {
  const scope = decoded(asked);
  const key = idKey(scope);
  if (key === '/') return { scope: '/' };
  if (managementGroup.test(key)) {
    const row = view.get<ManagementGroupRow>('managementGroups', key);
    return row ? { scope: row.id } : errors.managementGroupNotFound(scope);
  }
  const parsed = parseResourceId(key);
  if (!parsed?.subscriptionId || !namesOne(key)) return errors.badRequestFormat();
  const { subscriptionId } = parsed;
  if (!view.get<SubscriptionRow>('subscriptions', subscriptionId)) return subscriptionNotFound(subscriptionId);
  const group = parsed.resourceGroup
    ? view.get<ResourceGroupRow>(
        'resourceGroups',
        `/subscriptions/${subscriptionId}/resourcegroups/${parsed.resourceGroup}`,
      )
    : undefined;
  if (parsed.resourceGroup && !group) return groupNotFound(parseResourceId(scope)?.resourceGroup ?? '');
  if (!parsed.provider) return { scope: group?.id ?? `/subscriptions/${subscriptionId}`, subscriptionId };
  const found = resourceScope(view, scope, group);
  return typeof found === 'string' ? { scope: found, subscriptionId } : found;
}

/** `{scope}/providers/Microsoft.Authorization/{type}/{name}`; the root has no prefix. */
export const childId = (scope: string, type: string, name: string): string =>
  `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/${type}/${name}`;

/** The subscription that an id is shown under, or the empty text. */
export const subscriptionPrefix = (scope: string): string => /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? '';
