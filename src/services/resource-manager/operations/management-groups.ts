import { defineOperation, type Ctx } from '#kernel/define.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import type { ManagementGroupRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import { managementGroupInUse, managementGroupNameInvalid, managementGroupNotFound } from '../errors.ts';
import { childrenOf, findGroup, groupDetails, groupId, groupShape, rootKey } from '../management-groups.ts';
import { ManagementGroupBody } from '../models.ts';
import { mayRead } from '../seen.ts';

const collection = '/providers/Microsoft.Management/managementGroups';
const path = `${collection}/{groupName}`;
const read = 'Microsoft.Management/managementGroups/read';
const write = 'Microsoft.Management/managementGroups/write';
const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

const listGroups = defineOperation({
  action: read,
  title: 'List management groups',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: collection,
  requires: () => undefined,
  handle(ctx) {
    const rows = ctx.view.all<ManagementGroupRow>('managementGroups').filter(({ id }) => mayRead(ctx, read, id));
    return ok({
      status: 200,
      body: { value: rows.map((row) => groupShape(row, tenantIdOf(ctx.view))), '@nextLink': null },
    });
  },
});

const getGroup = defineOperation({
  action: read,
  title: 'Get management group',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path,
  handle(ctx, { params, query }) {
    const id = groupId(params.groupName ?? '');
    const row = findGroup(ctx.view, id);
    const expand = (query('$expand') ?? '').toLowerCase().split(',');
    return row
      ? ok({ status: 200, body: groupDetails(ctx.view, row, expand.includes('children')) })
      : refuse(managementGroupNotFound(id));
  },
});

/** Who makes a management group owns it. */
function makeOwner(ctx: Ctx, id: string): void {
  if (ctx.caller.kind !== 'token') return;
  const name = ctx.newId('owner-of-management-group', id);
  const answer = ctx.send('platform', {
    method: 'PUT',
    url: `https://management.azure.com${id}/providers/Microsoft.Authorization/roleAssignments/${name}?api-version=2022-04-01`,
    body: {
      properties: {
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${owner}`,
        principalId: ctx.caller.principalId,
        principalType: ctx.caller.principalType,
      },
    },
  });
  if (answer.status !== 201) throw new Error(`the owner of ${id} was answered ${answer.status}`);
}

const putGroup = defineOperation<ManagementGroupBody>({
  action: write,
  title: 'Create or update management group',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path,
  body: ManagementGroupBody,
  // Anybody in the tenant may make a group under the root; any other place, and any change, needs the right to write.
  requires({ view, params, body }) {
    const parsed = ManagementGroupBody.safeParse(body);
    const parent = (parsed.success && parsed.data.properties?.details?.parent?.id) || undefined;
    const id = groupId(params.groupName ?? '');
    if (findGroup(view, id)) return { action: write, scope: id, plane: 'control' };
    return parent !== undefined && idKey(parent) !== rootKey(view)
      ? { action: write, scope: parent, plane: 'control' }
      : undefined;
  },
  handle(ctx, { params, body }) {
    const name = params.groupName ?? '';
    if (!/^[\w().-]{0,89}[\w()-]$/.test(name)) return refuse(managementGroupNameInvalid(name));
    const old = findGroup(ctx.view, groupId(name));
    const wanted = body.properties?.details?.parent?.id ?? undefined;
    const parent = wanted === undefined ? (old ? old.parent : rootKey(ctx.view)) : idKey(wanted);
    if (parent !== undefined && parent !== rootKey(ctx.view) && !findGroup(ctx.view, parent))
      return refuse(managementGroupNotFound(wanted ?? ''));
    const row: ManagementGroupRow = {
      id: old?.id ?? groupId(name),
      name: old?.name ?? name,
      displayName: body.properties?.displayName ?? old?.displayName ?? name,
      ...(parent !== undefined && { parent }),
    };
    if (isBelow(ctx, parent, idKey(row.id))) return refuse(managementGroupNotFound(wanted ?? ''));
    if (!old) {
      // The owner's role assignment looks for the group: it must be there before.
      ctx.send('platform', {
        method: 'PUT',
        url: 'https://platform.internal/resourceManager/managementGroups',
        body: row,
      });
      makeOwner(ctx, row.id);
    }
    return ok({
      status: 200,
      body: groupDetails(ctx.view, row, false),
      changes: [put('managementGroups', idKey(row.id), row)],
    });
  },
});

/** Whether `key` is `above` or lies under it: a group cannot be moved into itself. */
function isBelow(ctx: Ctx, key: string | undefined, above: string): boolean {
  for (let at = key; at !== undefined; at = findGroup(ctx.view, at)?.parent) if (at === above) return true;
  return false;
}

const writeRow = defineOperation<ManagementGroupRow>({
  action: 'resourceManager/managementGroups/write',
  title: 'Write management group',
  surface: 'platform',
  plane: 'none',
  method: 'PUT',
  path: '/resourceManager/managementGroups',
  handle: (_ctx, { body }) => ok({ status: 200, body, changes: [put('managementGroups', idKey(body.id), body)] }),
});

const deleteGroup = defineOperation({
  action: 'Microsoft.Management/managementGroups/delete',
  title: 'Delete management group',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path,
  handle(ctx, { params }) {
    const id = groupId(params.groupName ?? '');
    const row = findGroup(ctx.view, id);
    if (!row) return refuse(managementGroupNotFound(id));
    if (childrenOf(ctx.view, idKey(id)).length || idKey(id) === rootKey(ctx.view))
      return refuse(managementGroupInUse(row.id));
    ctx.send('platform', {
      method: 'DELETE',
      url: 'https://platform.internal/authorization/scope',
      body: { scope: id },
    });
    // The official clients take 202 and 204 alone.
    return ok({ status: 202, changes: [remove('managementGroups', idKey(id))] });
  },
});

export const managementGroupOperations = [listGroups, getGroup, putGroup, writeRow, deleteGroup];
