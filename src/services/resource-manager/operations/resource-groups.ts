import { groupNotFound, subscriptionNotFound } from '#kernel/arm-errors.ts';
import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Refusal } from '#kernel/result.ts';
import type { ResourceGroupRow, SubscriptionRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import { regionName, regions } from '#kernel/regions.ts';
import * as errors from '../errors.ts';
import { holds, parseFilter, type Comparison, type Filter } from '../filter.ts';
import { deleteGroup, deletingGroups, deletionOf } from '../group-deletion.ts';
import { GroupBody, GroupPatch, tables } from '../models.ts';
import { mayRead, unseen } from '../seen.ts';

const collection = '/subscriptions/{subscriptionId}/resourcegroups';
const path = `${collection}/{resourceGroupName}`;
const actions = 'Microsoft.Resources/subscriptions/resourceGroups';

const shape = ({ id, name, location, tags }: ResourceGroupRow, provisioningState = 'Succeeded') => ({
  id,
  name,
  type: 'Microsoft.Resources/resourceGroups',
  location,
  ...(Object.keys(tags).length && { tags }),
  properties: { provisioningState },
});

const idOf = ({ params }: Input): string =>
  `/subscriptions/${params.subscriptionId ?? ''}/resourceGroups/${params.resourceGroupName ?? ''}`;
const rowOf = (ctx: Ctx, input: Input): ResourceGroupRow | undefined =>
  ctx.view.get('resourceGroups', idKey(idOf(input)));

/** Names: 1 to 90 letters, digits, `-`, `.`, `_`, `(`, `)`, not ending in a full stop. */
function nameObjection(name: string): Refusal | undefined {
  const wrong = [...new Set(name.match(/[^\p{L}\p{N}\-._()]/gu) ?? [])].join('');
  if (wrong) return errors.groupNameInvalid(name, wrong);
  if (name.length > 90) return errors.groupNameTooLong(name);
  return name.endsWith('.') ? errors.groupNameEnd(name) : undefined;
}

/** The group as it is now: there, on its way out, or not there. */
function current(ctx: Ctx, input: Input): { row: ResourceGroupRow; state: string } | undefined {
  const row = rowOf(ctx, input);
  const deletion = deletionOf(ctx.view, ctx.now, idOf(input));
  if (row) return { row, state: deletion ? 'Deleting' : 'Succeeded' };
  return deletion ? { row: deletion.group, state: 'Deleting' } : undefined;
}

const putGroup = defineOperation<GroupBody>({
  action: `${actions}/write`,
  title: 'Update resource group',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path,
  body: GroupBody,
  handle(ctx, input) {
    const { body, params } = input;
    const name = params.resourceGroupName ?? '';
    const subscription = ctx.view.get<SubscriptionRow>('subscriptions', params.subscriptionId?.toLowerCase() ?? '');
    if (!subscription) return refuse(subscriptionNotFound(params.subscriptionId ?? ''));
    const objection = nameObjection(name);
    if (objection) return refuse(objection);
    if (!body.location) return refuse(errors.locationRequired());
    if (deletionOf(ctx.view, ctx.now, idOf(input))) return refuse(errors.groupBeingDeleted(name));
    const location = regionName(body.location);
    if (!location) return refuse(errors.locationUnavailable(body.location, Object.keys(regions)));
    const old = rowOf(ctx, input);
    if (old && old.location !== location) return refuse(errors.groupElsewhere(body.location, old.location));
    const row: ResourceGroupRow = {
      id: old?.id ?? `/subscriptions/${subscription.subscriptionId}/resourceGroups/${name}`,
      name: old?.name ?? name,
      location,
      tags: body.tags ?? {},
      createdAt: old?.createdAt ?? ctx.now,
    };
    return ok({ status: old ? 200 : 201, body: shape(row), changes: [put('resourceGroups', idKey(row.id), row)] });
  },
});

const getGroup = defineOperation({
  action: `${actions}/read`,
  title: 'Get resource group',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path,
  handle(ctx, input) {
    const found = current(ctx, input);
    return found
      ? ok({ status: 200, body: shape(found.row, found.state) })
      : refuse(groupNotFound(input.params.resourceGroupName ?? ''));
  },
});

const headGroup = defineOperation({
  action: `${actions}/read`,
  title: 'Get resource group',
  surface: 'arm',
  plane: 'control',
  method: 'HEAD',
  path,
  handle(ctx, input) {
    return current(ctx, input) ? ok({ status: 204 }) : refuse(groupNotFound(input.params.resourceGroupName ?? ''));
  },
});

const patchGroup = defineOperation<GroupPatch>({
  action: `${actions}/write`,
  title: 'Update resource group',
  surface: 'arm',
  plane: 'control',
  method: 'PATCH',
  path,
  body: GroupPatch,
  handle(ctx, input) {
    const old = rowOf(ctx, input);
    if (!old) return refuse(groupNotFound(input.params.resourceGroupName ?? ''));
    const row: ResourceGroupRow = { ...old, tags: input.body.tags ?? old.tags };
    return ok({ status: 200, body: shape(row), changes: [put('resourceGroups', idKey(row.id), row)] });
  },
});

/** A filter of groups speaks of one tag and perhaps its value. */
const understood = (filter: Filter): boolean =>
  filter.every(
    (alternative) =>
      alternative.every(({ field }) => field === 'tagname' || field === 'tagvalue') &&
      (!alternative.length || alternative.some(({ field }) => field === 'tagname')),
  );

function passes({ tags }: ResourceGroupRow, comparisons: Comparison[]): boolean {
  const name = comparisons.find(({ field }) => field === 'tagname');
  const value = comparisons.find(({ field }) => field === 'tagvalue');
  return !name || Object.entries(tags).some(([tag, content]) => holds(name, tag) && (!value || holds(value, content)));
}

const listGroups = defineOperation({
  action: `${actions}/read`,
  title: 'List resource groups',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: collection,
  requires: () => undefined,
  handle(ctx, input) {
    const refusal = unseen(ctx, input, `${actions}/read`);
    if (refusal) return refuse(refusal);
    const filter = parseFilter(input.query('$filter'));
    if (!filter || !understood(filter)) return refuse(errors.filterInvalid(input.query('$filter') ?? ''));
    const subscriptionId = input.params.subscriptionId?.toLowerCase() ?? '';
    const own = ctx.view
      .all<ResourceGroupRow>('resourceGroups')
      .filter(({ id }) => idKey(id).startsWith(`/subscriptions/${subscriptionId}/`));
    const value = [...own, ...deletingGroups(ctx.view, ctx.now, subscriptionId)]
      .filter((row) => filter.some((alternative) => passes(row, alternative)))
      .filter(({ id }) => mayRead(ctx, `${actions}/read`, id))
      .map((row) => shape(row, deletionOf(ctx.view, ctx.now, row.id) ? 'Deleting' : 'Succeeded'));
    return ok({ status: 200, body: { value } });
  },
});

const deleteGroupOperation = defineOperation({
  action: `${actions}/delete`,
  title: 'Delete resource group',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path,
  handle(ctx, input) {
    const name = input.params.resourceGroupName ?? '';
    const row = rowOf(ctx, input);
    const subscriptionId = input.params.subscriptionId?.toLowerCase() ?? '';
    const running = deletionOf(ctx.view, ctx.now, idOf(input));
    if (!row && !running) return refuse(groupNotFound(name));
    const result = running ?? (row && deleteGroup(ctx, row, subscriptionId));
    if (!result) throw new Error(`${name} is neither there nor on its way out`);
    const version = input.query('api-version') ?? '';
    return ok({
      status: 202,
      headers: {
        location: `https://management.azure.com/subscriptions/${subscriptionId}/operationresults/${result.id}?api-version=${version}`,
        'retry-after': '15',
      },
      changes: running
        ? []
        : [
            put(tables.operationResults, result.id, result),
            ...(result.failure ? [] : [remove('resourceGroups', idKey(idOf(input)))]),
          ],
    });
  },
});

export const resourceGroupOperations = [putGroup, getGroup, headGroup, patchGroup, listGroups, deleteGroupOperation];
