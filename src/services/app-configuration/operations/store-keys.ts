import type { Ctx, Operation } from '#kernel/define.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { keyValueFrom } from '../hmac.ts';
import { KeyId, keysOf, stores, storeType, table, type AccessKey } from '../models.ts';
import { keyBody } from '../store-shape.ts';

const keyNames = ['Primary', 'Secondary', 'Primary Read Only', 'Secondary Read Only'];

function keyAnew(ctx: Ctx, storeId: string, name: string): AccessKey {
  const seed = ctx.newId(`appConfigKey ${name}`, storeId);
  const id = seed.replaceAll('-', '').slice(0, 16).toUpperCase();
  return { id, name, value: keyValueFrom(seed), readOnly: name.endsWith('Only'), changedAt: ctx.now };
}

/** New keys: a store gets them when it is made, and when its local authentication is switched on again. */
export const keysAnew = (ctx: Ctx, storeId: string): AccessKey[] => keyNames.map((name) => keyAnew(ctx, storeId, name));

/** Whoever may list the keys may do everything with the data, whatever data roles say, until local authentication is off. */
const listKeys = stores.on({
  action: `${storeType}/listKeys/action`,
  title: 'List access keys',
  method: 'POST',
  below: '/listKeys',
  handle: (ctx, _input, store) =>
    ok({ status: 200, body: { value: keysOf(ctx.view, store.id).map((key) => keyBody(store, key)) } }),
});

/** The old key ends at once, its id with it. */
const regenerateKey = stores.on({
  action: `${storeType}/regenerateKey/action`,
  title: 'Regenerate access key',
  method: 'POST',
  below: '/regenerateKey',
  body: KeyId,
  handle(ctx, { body }, store) {
    const { id } = body;
    if (store.properties.disableLocalAuth) return refuse(say.keysDisabled);
    const held = keysOf(ctx.view, store.id);
    const old = held.find((key) => key.id === id);
    if (!old) return refuse(say.keyUnknown(id));
    const made = keyAnew(ctx, store.id, old.name);
    const keys = held.map((key) => (key === old ? made : key));
    return ok({ status: 200, body: keyBody(store, made), changes: [put(table.keys, idKey(store.id), { keys })] });
  },
});

export const storeKeyOperations: Operation[] = [listKeys, regenerateKey];
