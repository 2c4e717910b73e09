import { second } from '#kernel/clock.ts';
import type { Ctx } from '#kernel/define.ts';
import type { ArmResource, ResourceGroupRow } from '#kernel/rows.ts';
import { covers, idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { deletionBlocked } from './errors.ts';
import { tables, type OperationResult } from './models.ts';

const base = 10 * second;
const perResource = 5 * second;

const resourcesIn = (view: View, groupId: string): ArmResource[] =>
  view.all<ArmResource>('resources').filter(({ id }) => covers(groupId, id));

/** Asks each owner to delete its resource. What is held by another resource is tried again after that one is gone. */
function deleteResources(ctx: Ctx, groupId: string): ArmResource[] {
  for (;;) {
    const left = resourcesIn(ctx.view, groupId);
    for (const { id } of left) {
      if (!ctx.view.get('resources', idKey(id))) continue;
      ctx.send('platform', { method: 'DELETE', url: `https://management.azure.com${id}?api-version=2024-11-01` });
    }
    const after = resourcesIn(ctx.view, groupId);
    if (!after.length || after.length === left.length) return after;
  }
}

/**
 * Deletes what is in a group, then what was granted at it. The state changes at once; the operation that clients poll
 * ends later, longer the more there was to delete. When a resource cannot be deleted the group stays and the operation fails.
 */
export function deleteGroup(ctx: Ctx, group: ResourceGroupRow, subscriptionId: string): OperationResult {
  const count = resourcesIn(ctx.view, group.id).length;
  const id = ctx.newId('operation', `delete ${group.id}`);
  const left = deleteResources(ctx, group.id);
  if (!left.length) {
    const gone = ctx.send('platform', {
      method: 'DELETE',
      url: 'https://platform.internal/authorization/scope',
      body: { scope: group.id },
    });
    if (gone.status !== 200) throw new Error(`authorization answered ${gone.status}`);
  }
  const ids = left.map((resource) => resource.id);
  return {
    id,
    subscriptionId,
    group,
    startedAt: ctx.now,
    completesAt: ctx.now + base + count * perResource,
    ...(ids.length && { failure: deletionBlocked(group.name, ids, ctx.correlationId) }),
  };
}

/** The deletion that is still under way for a group, if there is one. */
export const deletionOf = (view: View, now: number, groupId: string): OperationResult | undefined =>
  view
    .by<OperationResult>(tables.operationResults, 'group', idKey(groupId))
    .find(({ completesAt }) => now < completesAt);

/** Groups of a subscription that are being deleted. */
export const deletingGroups = (view: View, now: number, subscriptionId: string): ResourceGroupRow[] =>
  view
    .all<OperationResult>(tables.operationResults)
    .filter((one) => one.subscriptionId === subscriptionId && now < one.completesAt && !one.failure)
    .map(({ group }) => group);
