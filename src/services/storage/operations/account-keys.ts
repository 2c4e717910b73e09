import type { Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { keysBody } from '../account-shape.ts';
import { keyNameInvalid } from '../errors.ts';
import { accounts, accountType, KeyName, keysOf, table, type DelegationKeyRow, type KeysRow } from '../models.ts';
import { accountKeyFrom } from '../secrets.ts';

/** Whoever may list the keys may do everything with the data, whatever data roles say, until keys are switched off. */
const listKeys = accounts.on({
  action: `${accountType}/listKeys/action`,
  title: 'List storage account keys',
  method: 'POST',
  below: '/listKeys',
  handle: (ctx, _input, { id }) => ok({ status: 200, body: keysBody(keysOf(ctx.view, id)) }),
});

/** Every signature with the old key stops to hold at once, signed addresses included. */
const regenerateKey = accounts.on({
  action: `${accountType}/regenerateKey/action`,
  title: 'Regenerate storage account key',
  method: 'POST',
  below: '/regenerateKey',
  body: KeyName,
  handle(ctx, { body }, { id }) {
    const { keyName } = body;
    const held = keysOf(ctx.view, id);
    const old = held.keys.find((key) => key.keyName === keyName.toLowerCase());
    if (!old) return refuse(keyNameInvalid(keyName));
    const value = accountKeyFrom(ctx.newId(`storageK${old.keyName.slice(1)}`, id));
    const keys = held.keys.map((key) => (key === old ? { ...key, value, createdAt: ctx.now } : key));
    const now: KeysRow = { ...held, keys };
    return ok({ status: 200, body: keysBody(now), changes: [put(table.keys, idKey(id), now)] });
  },
});

/** All user delegation keys end, and with them every address that they signed. */
const revokeDelegationKeys = accounts.on({
  action: `${accountType}/revokeUserDelegationKeys/action`,
  title: 'Revoke user delegation keys',
  method: 'POST',
  below: '/revokeUserDelegationKeys',
  handle(ctx, _input, { id }) {
    const rows = ctx.view.by<DelegationKeyRow>(table.delegationKeys, 'account', idKey(id));
    const held = keysOf(ctx.view, id);
    const now: KeysRow = { ...held, delegation: accountKeyFrom(ctx.newId('storageDelegation', id)) };
    return ok({
      status: 200,
      changes: [...rows.map(({ key }) => remove(table.delegationKeys, key)), put(table.keys, idKey(id), now)],
    });
  },
});

export const accountKeyOperations: Operation[] = [listKeys, regenerateKey, revokeDelegationKeys];
