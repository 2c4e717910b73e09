import { groupNotFound } from '#kernel/arm-errors.ts';
import { armTime } from '#kernel/clock.ts';
import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { ok, refuse, type Outcome } from '#kernel/result.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { covers, nameOf, resourceGroupOf } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { holds, parseFilter, type Comparison, type Filter } from '../filter.ts';
import { mayRead, unseen } from '../seen.ts';

/** A resource as a list shows it: without its properties; times and state only when asked for. */
function shape(row: ArmResource, expand: Set<string>) {
  const { id, name, type, kind, location, tags, sku, identity, createdAt, changedAt, properties } = row;
  return {
    id,
    name,
    type,
    ...(kind !== undefined && { kind }),
    ...(sku && { sku }),
    location,
    ...(identity && { identity }),
    ...(tags && Object.keys(tags).length && { tags }),
    ...(expand.has('createdtime') && { createdTime: armTime(createdAt) }),
    ...(expand.has('changedtime') && { changedTime: armTime(changedAt) }),
    ...(expand.has('provisioningstate') && { provisioningState: String(properties.provisioningState ?? 'Succeeded') }),
  };
}

const fields = new Map<string, (row: ArmResource) => string>([
  ['resourcetype', ({ type }) => type],
  ['name', ({ name }) => name],
  ['resourcegroup', ({ id }) => nameOf(resourceGroupOf(id) ?? '')],
  ['location', ({ location }) => location],
]);

/** A filter may name these fields and tags; the value of a tag only together with its name. */
const understood = (filter: Filter): boolean =>
  filter.every((alternative) => {
    const named = new Set(alternative.map(({ field }) => field));
    return (
      [...named].every((field) => fields.has(field) || field === 'tagname' || field === 'tagvalue') &&
      (named.has('tagname') || !named.has('tagvalue'))
    );
  });

/** Whether a resource passes one alternative of a filter. */
function passes(row: ArmResource, comparisons: Comparison[]): boolean {
  const tagName = comparisons.find(({ field }) => field === 'tagname');
  const tagValue = comparisons.find(({ field }) => field === 'tagvalue');
  const tagged =
    !tagName ||
    Object.entries(row.tags ?? {}).some(([tag, value]) => holds(tagName, tag) && (!tagValue || holds(tagValue, value)));
  return tagged && comparisons.every((one) => !fields.has(one.field) || holds(one, fields.get(one.field)?.(row) ?? ''));
}

/** Lists what lies at or below a scope and passes `$filter`; only what the caller may read. */
function list(ctx: Ctx, input: Input, scope: string): Outcome {
  const text = input.query('$filter');
  const filter = parseFilter(text);
  const expand = new Set((input.query('$expand') ?? '').toLowerCase().split(','));
  if (!filter || !understood(filter)) return refuse(errors.filterInvalid(text ?? ''));
  const value = ctx.view
    .all<ArmResource>('resources')
    .filter((row) => covers(scope, row.id) && filter.some((alternative) => passes(row, alternative)))
    .filter(({ id, type }) => mayRead(ctx, `${type}/read`, id))
    .map((row) => shape(row, expand));
  return ok({ status: 200, body: { value } });
}

const listResources = defineOperation({
  action: 'Microsoft.Resources/subscriptions/resources/read',
  title: 'Get resources',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/resources',
  requires: () => undefined,
  handle(ctx, input) {
    const refusal = unseen(ctx, input, 'Microsoft.Resources/subscriptions/resources/read');
    return refusal ? refuse(refusal) : list(ctx, input, `/subscriptions/${input.params.subscriptionId ?? ''}`);
  },
});

const listResourcesOfGroup = defineOperation({
  action: 'Microsoft.Resources/subscriptions/resourceGroups/resources/read',
  title: 'Get resources of a resource group',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/resources',
  requires: () => undefined,
  handle(ctx, input) {
    const refusal = unseen(ctx, input, 'Microsoft.Resources/subscriptions/resourceGroups/resources/read');
    if (refusal) return refuse(refusal);
    const { subscriptionId = '', resourceGroupName = '' } = input.params;
    const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`;
    if (!ctx.view.get('resourceGroups', id.toLowerCase())) return refuse(groupNotFound(resourceGroupName));
    return list(ctx, input, id);
  },
});

export const resourceOperations = [listResources, listResourcesOfGroup];
