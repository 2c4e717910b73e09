import * as z from 'zod/mini';
import { groupNotFound } from '#kernel/arm-errors.ts';
import { armOperation, groupOf } from '#kernel/arm-type.ts';
import { endScope } from '#kernel/host-identity.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { live } from '../life.ts';
import { identities, identityId, identityType, shown, type IdentityResource } from '../models.ts';

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

const create = armOperation({
  action: `${identityType}/write`,
  title: 'Create/Update User Assigned Identity',
  method: 'PUT',
  path: identities.path,
  body: NewIdentity,
  handle(ctx, { params, body, query }) {
    const group = groupOf(ctx, params);
    if (!group) return refuse(groupNotFound(params['group'] ?? ''));
    const name = params['name'] ?? '';
    if (!validName.test(name)) return refuse(errors.invalidName(name));
    const id = identityId(params['subscriptionId'] ?? '', group.name, name);
    const existing = identities.find(ctx.view, id);
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

const update = armOperation({
  action: `${identityType}/write`,
  title: 'Update User Assigned Identity',
  method: 'PATCH',
  path: identities.path,
  body: NewIdentity,
  handle(ctx, { params, body, query }) {
    const row = identities.held(ctx, params);
    if ('ok' in row) return row;
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

const destroy = armOperation({
  action: `${identityType}/delete`,
  title: 'Delete User Assigned Identity',
  method: 'DELETE',
  path: identities.path,
  handle(ctx, { params }) {
    const { row } = identities.at(ctx, params);
    if (!row) return ok({ status: 204 });
    const step = live(ctx, 'delete', { id: row.id, kind: 'user', location: row.location });
    if (!step) throw new Error(`identity ${row.id} has a resource and no life`);
    endScope(ctx, row.id);
    return ok({ status: 200, changes: [remove('resources', idKey(row.id)), step.change] });
  },
});

const titles = { one: 'User Assigned Identity', many: 'User Assigned Identities' };

export const identityOperations = [
  create,
  ...identities.reads(titles, (_view, row, { query }) => shown(row, query('api-version') ?? '')),
  update,
  destroy,
];
