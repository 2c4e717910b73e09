import { day } from '#kernel/clock.ts';
import { armOperation } from '#kernel/arm-type.ts';
import type { Ctx, Operation, RequiresInput } from '#kernel/define.ts';
import { assignPermissions, endHost, setIdentity } from '#kernel/host-identity.ts';
import { ok, put, refuse, remove, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import * as say from '../errors.ts';
import * as model from '../models.ts';
import { keysAnew } from './store-keys.ts';
import { storeBody, storeProperties } from '../store-shape.ts';

const { stores, storeType, table } = model;
const write = `${storeType}/write`;

export const validName = (name: string): boolean => /^[a-z0-9-]{5,50}$/i.test(name);

const requiresWrite = ({ params, body }: RequiresInput) => ({
  allOf: [{ action: write, scope: stores.idOf(params), plane: 'control' as const }, ...assignPermissions(body)],
});

/** Everything that a store leaves behind when it is gone for good. */
export const purged = (view: View, { id, name }: model.StoreRow): Change[] => [
  remove(table.deleted, name.toLowerCase()),
  remove(table.keys, idKey(id)),
  ...view
    .by<model.SettingRow>(table.settings, 'store', idKey(id))
    .map(({ key, label }) => remove(table.settings, model.settingKey(id, key, label))),
];

/** Writes the store as it is wanted, with the identities and the keys that follow from it. */
function stored(
  ctx: Ctx,
  store: model.StoreRow,
  body: model.StorePatch,
  how: { status: number; mode: 'replace' | 'merge'; before?: model.StoreRow },
): Outcome {
  const before = how.before;
  const sku = (body.sku?.name ?? store.sku.name).toLowerCase();
  const properties = storeProperties(before?.properties, body.properties ?? {}, sku);
  if (before?.properties.enablePurgeProtection && !properties.enablePurgeProtection)
    return refuse(say.purgeProtectionStays);
  const identity = setIdentity(ctx, store, before?.identity, body.identity, how.mode);
  if ('refusal' in identity) return refuse(identity.refusal);
  const next: model.StoreRow = {
    ...store,
    sku: { name: sku },
    properties,
    ...(body.tags && { tags: body.tags }),
    ...(identity.identity && { identity: identity.identity }),
    changedAt: ctx.now,
  };
  const off = properties.disableLocalAuth;
  const switched = before === undefined || off !== before.properties.disableLocalAuth;
  return ok({
    status: how.status,
    body: storeBody(next),
    changes: [
      put('resources', idKey(next.id), next),
      put(table.names, next.name.toLowerCase(), { id: next.id }),
      ...(switched ? [put(table.keys, idKey(next.id), { keys: off ? [] : keysAnew(ctx, next.id) })] : []),
    ],
  });
}

function create(ctx: Ctx, at: { id: string; name: string; location: string }, body: model.StorePut): Outcome {
  if (!validName(at.name)) return refuse(say.nameInvalid(at.name));
  if (model.storeByName(ctx.view, at.name)) return refuse(say.nameTaken);
  const held = model.deletedStore(ctx.view, at.name, ctx.now);
  const recover = body.properties?.createMode === 'Recover';
  if (recover && (!held || idKey(held.store.id) !== idKey(at.id))) return refuse(say.deletedNotFound(at.name));
  if (held && !recover) return refuse(say.nameTaken);
  const fresh = { ...at, type: storeType, sku: body.sku, createdAt: ctx.now, changedAt: ctx.now };
  const { identity: _ended, ...old } = held?.store ?? {};
  const outcome = stored(ctx, { properties: {} as model.StoreProperties, ...fresh, ...old }, body, {
    status: 201,
    mode: 'replace',
  });
  if (!outcome.ok) return outcome;
  const ended = ctx.view.get<model.DeletedRow>(table.deleted, at.name.toLowerCase());
  const rid = recover ? [remove(table.deleted, at.name.toLowerCase())] : ended ? purged(ctx.view, ended.store) : [];
  return ok({ ...outcome, changes: [...rid, ...(outcome.changes ?? [])] });
}

const putStore = armOperation<model.StorePut>({
  action: write,
  title: 'Create or update configuration store',
  method: 'PUT',
  path: stores.path,
  body: model.StorePut,
  requires: requiresWrite,
  handle(ctx, { params, body }) {
    const place = stores.place(ctx, params, body.location);
    if ('refusal' in place) return refuse(place.refusal);
    const { row: held, ...at } = place;
    if (!held) return create(ctx, at, body);
    const { tags: _before, ...rest } = held;
    return stored(ctx, rest, body, { status: 200, mode: 'replace', before: held });
  },
});

const patchStore = stores.on({
  action: write,
  title: 'Update configuration store',
  method: 'PATCH',
  body: model.StorePatch,
  requires: requiresWrite,
  handle: (ctx, { body }, held) => stored(ctx, held, body, { status: 200, mode: 'merge', before: held }),
});

/** Its identity and the roles assigned at it are gone for good, even if it is recovered. */
const deleteStore = armOperation({
  action: `${storeType}/delete`,
  title: 'Delete configuration store',
  method: 'DELETE',
  path: stores.path,
  requires: ({ params }) => ({ action: `${storeType}/delete`, scope: stores.idOf(params), plane: 'control' }),
  handle(ctx, { params }) {
    const { row: held } = stores.at(ctx, params);
    if (!held) return ok({ status: 204 });
    endHost(ctx, held.id);
    const days = held.properties.softDeleteRetentionInDays;
    const row: model.DeletedRow = { store: held, deletedAt: ctx.now, purgeAt: ctx.now + days * day };
    const name = held.name.toLowerCase();
    return ok({
      status: 200,
      changes: [
        remove('resources', idKey(held.id)),
        remove(table.names, name),
        ...(days ? [put(table.deleted, name, row)] : purged(ctx.view, held)),
      ],
    });
  },
});

export const storeOperations: Operation[] = [
  putStore,
  patchStore,
  ...stores.reads({ one: 'configuration store', many: 'configuration stores', apart: true }, (_view, row) =>
    storeBody(row),
  ),
  deleteStore,
];
