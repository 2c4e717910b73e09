import * as z from 'zod/mini';
import { defineOperation, type Ctx } from '#kernel/define.ts';
import { listRequirement, visible } from '#kernel/listing.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import type { ResourceGroupRow } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { live } from '../life.ts';
import { findIdentity, identityId, identityType, shown, type IdentityResource } from '../models.ts';

const arm = { surface: 'arm', plane: 'control' } as const;
const inGroup = `/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/${identityType}`;
const one = `${inGroup}/{name}`;

type Params = Record<string, string>;
const idOf = ({ subscriptionId = '', group = '', name = '' }: Params): string =>
  identityId(subscriptionId, group, name);

const findGroup = (ctx: Ctx, { subscriptionId = '', group = '' }: Params): ResourceGroupRow | undefined =>
  ctx.view.get<ResourceGroupRow>('resourceGroups', idKey(`/subscriptions/${subscriptionId}/resourceGroups/${group}`));

const Isolation = z.optional(z.enum(['None', 'Regional']));
const Restrictions = z.optional(z.looseObject({ providers: z.optional(z.array(z.string())) }));
const Properties = z.nullish(z.looseObject({ isolationScope: Isolation, assignmentRestrictions: Restrictions }));

/** What a body says about where the identity may be used; what it does not say stays. */
function limitsFrom(properties: z.infer<typeof Properties>, existing: IdentityResource | undefined) {
  const isolationScope = properties?.isolationScope ?? existing?.properties.isolationScope;
  const assignmentRestrictions = properties?.assignmentRestrictions ?? existing?.properties.assignmentRestrictions;
  return { ...(isolationScope && { isolationScope }), ...(assignmentRestrictions && { assignmentRestrictions }) };
}
const NewIdentity = z.looseObject({
  location: z.optional(z.string()),
  tags: z.nullish(z.record(z.string(), z.string())),
  properties: Properties,
});

const validName = /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/;

const create = defineOperation({
  ...arm,
  action: `${identityType}/write`,
  title: 'Create/Update User Assigned Identity',
  method: 'PUT',
  path: one,
  body: NewIdentity,
  handle(ctx, { params, body, query }) {
    const group = findGroup(ctx, params);
    if (!group) return refuse(errors.groupNotFound(params['group'] ?? ''));
    const name = params['name'] ?? '';
    if (!validName.test(name)) return refuse(errors.invalidName(name));
    const id = identityId(params['subscriptionId'] ?? '', group.name, name);
    const existing = findIdentity(ctx.view, id);
    const at = { name, type: identityType, group: group.name, ...(existing && { existing: existing.location }) };
    const place = placed(body.location, at);
    if ('refusal' in place) return refuse(place.refusal);
    const step = existing ? undefined : live(ctx, 'create', { id, kind: 'user', location: place.region });
    if (!existing && !step) throw new Error(`identity ${id} lives without a resource`);
    const row: IdentityResource = {
      id: existing?.id ?? id,
      name: existing?.name ?? name,
      type: identityType,
      location: place.region,
      tags: body.tags ?? {},
      properties: {
        tenantId: tenantIdOf(ctx.view),
        principalId: existing?.properties.principalId ?? step?.life.principalId ?? '',
        clientId: existing?.properties.clientId ?? step?.life.clientId ?? '',
        ...limitsFrom(body.properties, existing),
      },
      createdAt: existing?.createdAt ?? ctx.now,
      changedAt: ctx.now,
    };
    return ok({
      status: existing ? 200 : 201,
      body: shown(row, query('api-version') ?? ''),
      ...(!existing && { headers: { location: row.id } }),
      changes: [put('resources', idKey(id), row), ...(step ? [step.change] : [])],
    });
  },
});

const get = defineOperation({
  ...arm,
  action: `${identityType}/read`,
  title: 'Get User Assigned Identity',
  method: 'GET',
  path: one,
  handle(ctx, { params, query }) {
    if (!findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group'] ?? ''));
    const row = findIdentity(ctx.view, idOf(params));
    return row
      ? ok({ status: 200, body: shown(row, query('api-version') ?? '') })
      : refuse(errors.notFound(idOf(params)));
  },
});

const list = (path: string, scopeOf: (params: Params) => string) =>
  defineOperation({
    ...arm,
    action: `${identityType}/read`,
    title: 'List User Assigned Identities',
    method: 'GET',
    path,
    requires: ({ params }) => listRequirement(`${identityType}/read`, params['group'], scopeOf(params)),
    handle(ctx, { params, query }) {
      if (params['group'] && !findGroup(ctx, params)) return refuse(errors.groupNotFound(params['group']));
      const below = `${idKey(scopeOf(params))}/`;
      const rows = ctx.view
        .all<IdentityResource>('resources')
        .filter((row) => row.type === identityType && idKey(row.id).startsWith(below))
        .filter(visible(ctx, `${identityType}/read`));
      return ok({ status: 200, body: { value: rows.map((row) => shown(row, query('api-version') ?? '')) } });
    },
  });

const subscription = ({ subscriptionId = '' }: Params): string => `/subscriptions/${subscriptionId}`;
const group = (params: Params): string => `${subscription(params)}/resourceGroups/${params['group'] ?? ''}`;

const update = defineOperation({
  ...arm,
  action: `${identityType}/write`,
  title: 'Update User Assigned Identity',
  method: 'PATCH',
  path: one,
  body: NewIdentity,
  handle(ctx, { params, body, query }) {
    const row = findIdentity(ctx.view, idOf(params));
    if (!row) return refuse(errors.notFound(idOf(params)));
    const changed: IdentityResource = {
      ...row,
      tags: body.tags ?? row.tags ?? {},
      properties: { ...row.properties, ...limitsFrom(body.properties, row) },
      changedAt: ctx.now,
    };
    return ok({
      status: 200,
      body: shown(changed, query('api-version') ?? ''),
      changes: [put('resources', idKey(row.id), changed)],
    });
  },
});

const destroy = defineOperation({
  ...arm,
  action: `${identityType}/delete`,
  title: 'Delete User Assigned Identity',
  method: 'DELETE',
  path: one,
  handle(ctx, { params }) {
    const row = findIdentity(ctx.view, idOf(params));
    if (!row) return ok({ status: 204 });
    const step = live(ctx, 'delete', { id: row.id, kind: 'user', location: row.location });
    if (!step) throw new Error(`identity ${row.id} has a resource and no life`);
    ctx.send('platform', {
      method: 'DELETE',
      url: 'https://platform.internal/authorization/scope',
      body: { scope: row.id },
    });
    return ok({ status: 200, changes: [remove('resources', idKey(row.id)), step.change] });
  },
});

export const identityOperations = [
  create,
  get,
  list(inGroup, group),
  list(`/subscriptions/{subscriptionId}/providers/${identityType}`, subscription),
  update,
  destroy,
];
