import { defineOperation, type Ctx, type Input } from '#kernel/define.ts';
import { knownScope } from '#kernel/known-scope.ts';
import { notSimulated } from '#kernel/not-simulated.ts';
import { ok, put, refuse, remove, type Outcome, type Refusal } from '#kernel/result.ts';
import type { ArmResource, ResourceGroupRow } from '#kernel/rows.ts';
import { covers, idKey } from '#kernel/scope.ts';
import { changedTags, TagsPatch, type Tags } from '#kernel/tags.ts';
import type { Change, View } from '#kernel/tables.ts';
import { tables } from '../models.ts';

const arm = { surface: 'arm', plane: 'control' } as const;
const type = 'Microsoft.Resources/tags';
const path = `{scope}/providers/${type}/default`;

/** Where the tags of a scope are kept: with the resource, with the group, or by themselves for a subscription. */
interface Tagged {
  scope: string;
  tags: Tags;
  /** The write that leaves these tags. */
  with(tags: Tags): Change;
}

function tagged(ctx: Ctx, { params, url }: Input<unknown>): Tagged | { refusal: Refusal } {
  const known = knownScope(ctx, params.scope);
  if ('refusal' in known) return known;
  const { scope } = known;
  const key = idKey(scope);
  for (const table of ['resources', 'resourceGroups']) {
    const row = ctx.view.get<ArmResource | ResourceGroupRow>(table, key);
    if (!row) continue;
    const changed = 'changedAt' in row ? { changedAt: ctx.now } : {};
    return { scope, tags: row.tags ?? {}, with: (tags) => put(table, key, { ...row, ...changed, tags }) };
  }
  if (/^\/subscriptions\/[^/]+$/.test(key)) {
    const write = (tags: Tags): Change =>
      Object.keys(tags).length ? put(tables.subscriptionTags, key, { tags }) : remove(tables.subscriptionTags, key);
    return { scope, tags: subscriptionTags(ctx.view, scope), with: write };
  }
  return { refusal: notSimulated({ method: 'tags of', url: `https://${url.host}${url.path}` }) };
}

/** The tags of a subscription. */
export const subscriptionTags = (view: View, id: string): Tags =>
  view.get<{ tags: Tags }>(tables.subscriptionTags, idKey(id))?.tags ?? {};

const shown = (scope: string, tags: Tags) => ({
  id: `${scope}/providers/${type}/default`,
  name: 'default',
  type,
  properties: { tags },
});

function change(ctx: Ctx, input: Input<TagsPatch>): Outcome {
  const found = tagged(ctx, input);
  if ('refusal' in found) return refuse(found.refusal);
  const tags = changedTags(found.tags, input.body);
  return ok({ status: 200, body: shown(found.scope, tags), changes: [found.with(tags)] });
}

const getTags = defineOperation({
  ...arm,
  action: `${type}/read`,
  title: 'Gets tags on a resource',
  method: 'GET',
  path,
  handle(ctx, input) {
    const found = tagged(ctx, input);
    return 'refusal' in found ? refuse(found.refusal) : ok({ status: 200, body: shown(found.scope, found.tags) });
  },
});

const putTags = defineOperation<TagsPatch>({
  ...arm,
  action: `${type}/write`,
  title: 'Updates the tags on a resource by replacing all of them',
  method: 'PUT',
  path,
  body: TagsPatch,
  handle: (ctx, input) => change(ctx, { ...input, body: { properties: input.body.properties } }),
});

const patchTags = defineOperation<TagsPatch>({
  ...arm,
  action: `${type}/write`,
  title: 'Updates the tags on a resource',
  method: 'PATCH',
  path,
  body: TagsPatch,
  handle: change,
});

const deleteTags = defineOperation({
  ...arm,
  action: `${type}/delete`,
  title: 'Removes all the tags on a resource',
  method: 'DELETE',
  path,
  handle(ctx, input) {
    const found = tagged(ctx, input);
    return 'refusal' in found ? refuse(found.refusal) : ok({ status: 200, changes: [found.with({})] });
  },
});

/** Every tag in use in a subscription, with its values and how often they occur. Source: "Tags - List". */
const listNames = defineOperation({
  ...arm,
  action: 'Microsoft.Resources/subscriptions/tagNames/read',
  title: 'Gets or lists subscription tags',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/tagNames',
  requires: ({ params }) => ({
    action: 'Microsoft.Resources/subscriptions/tagNames/read',
    scope: `/subscriptions/${params.subscriptionId ?? ''}`,
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const known = knownScope(ctx, `/subscriptions/${params.subscriptionId ?? ''}`);
    if ('refusal' in known) return refuse(known.refusal);
    const rows = [...ctx.view.all<ArmResource>('resources'), ...ctx.view.all<ResourceGroupRow>('resourceGroups')];
    const all = rows.filter(({ id }) => covers(known.scope, id)).map(({ tags }) => tags ?? {});
    const names = new Map<string, { tagName: string; values: Map<string, number> }>();
    for (const [tagName, tagValue] of [...all, subscriptionTags(ctx.view, known.scope)].flatMap(
      Object.entries<string>,
    )) {
      const entry = names.get(tagName.toLowerCase()) ?? { tagName, values: new Map<string, number>() };
      names.set(tagName.toLowerCase(), entry);
      entry.values.set(tagValue, (entry.values.get(tagValue) ?? 0) + 1);
    }
    const total = (value: number) => ({ type: 'Total', value });
    const value = [...names.values()].map(({ tagName, values }) => {
      const id = `${known.scope}/tagNames/${tagName}`;
      const counts = [...values].map(([tagValue, count]) => ({
        id: `${id}/tagValues/${tagValue}`,
        tagValue,
        count: total(count),
      }));
      return { id, tagName, count: total([...values.values()].reduce((a, b) => a + b, 0)), values: counts };
    });
    return ok({ status: 200, body: { value } });
  },
});

export const tagOperations = [getTags, putTags, patchTags, deleteTags, listNames];
