import { armOperation, nameCheck } from '#kernel/arm-type.ts';
import type { Ctx, Operation } from '#kernel/define.ts';
import { endScope } from '#kernel/host-identity.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type * as z from 'zod/mini';
import { accountBody, accountProperties } from '../account-shape.ts';
import * as say from '../errors.ts';
import {
  accountByName,
  AccountPatch,
  AccountPut,
  accounts,
  accountType,
  NameQuestion,
  table,
  type AccountRow,
  type KeysRow,
} from '../models.ts';
import { removedAccount } from '../removal.ts';
import { accountKeyFrom } from '../secrets.ts';

const write = `${accountType}/write`;
const skuOf = (name: string): AccountRow['sku'] => ({ name, tier: name.split('_')[0] ?? '' });

const stored = (account: AccountRow) => put('resources', idKey(account.id), account);

type Put = z.infer<typeof AccountPut>;
type Patch = z.infer<typeof AccountPatch>;

function create(ctx: Ctx, at: { id: string; name: string; location: string }, body: Put): Outcome {
  const { id, name, location } = at;
  if (!/^[a-z0-9]{3,24}$/.test(name)) return refuse(say.accountNameInvalid(name));
  if (accountByName(ctx.view, name)) return refuse(say.accountInOtherGroup(name));
  const made = accountProperties(undefined, body.properties ?? {});
  if ('refusal' in made) return refuse(made.refusal);
  const account: AccountRow = {
    id,
    name,
    type: accountType,
    location,
    ...(body.tags && { tags: body.tags }),
    sku: skuOf(body.sku.name),
    kind: body.kind,
    properties: made.properties,
    createdAt: ctx.now,
    changedAt: ctx.now,
  };
  const key = (kind: string): string => accountKeyFrom(ctx.newId(kind, id));
  const keys: KeysRow = {
    account: idKey(id),
    keys: [
      { keyName: 'key1', value: key('storageKey1'), createdAt: ctx.now },
      { keyName: 'key2', value: key('storageKey2'), createdAt: ctx.now },
    ],
    delegation: key('storageDelegation'),
  };
  return ok({
    status: 200,
    body: accountBody(account),
    changes: [stored(account), put(table.names, name, { id }), put(table.keys, idKey(id), keys)],
  });
}

function update(ctx: Ctx, held: AccountRow, body: Patch): Outcome {
  if (body.kind && body.kind !== held.kind && !(held.kind === 'Storage' && body.kind === 'StorageV2'))
    return refuse(say.kindFixed);
  const made = accountProperties(held.properties, body.properties ?? {});
  if ('refusal' in made) return refuse(made.refusal);
  const account: AccountRow = {
    ...held,
    ...(body.tags && { tags: body.tags }),
    ...(body.sku && { sku: skuOf(body.sku.name) }),
    kind: body.kind ?? held.kind,
    properties: made.properties,
    changedAt: ctx.now,
  };
  return ok({ status: 200, body: accountBody(account), changes: [stored(account)] });
}

const putAccount = armOperation({
  action: write,
  title: 'Create or update storage account',
  method: 'PUT',
  path: accounts.path,
  body: AccountPut,
  requires: ({ params }) => ({ action: write, scope: accounts.idOf(params), plane: 'control' }),
  handle(ctx, { params, body }) {
    const place = accounts.place(ctx, params, body.location);
    if ('refusal' in place) return refuse(place.refusal);
    if (!place.row) return create(ctx, place, body);
    const { tags: _before, ...rest } = place.row;
    return update(ctx, rest, body);
  },
});

const patchAccount = accounts.on({
  action: write,
  title: 'Update storage account',
  method: 'PATCH',
  body: AccountPatch,
  handle: (ctx, { body }, held) => update(ctx, held, body),
});

const deleteAccount = armOperation({
  action: `${accountType}/delete`,
  title: 'Delete storage account',
  method: 'DELETE',
  path: accounts.path,
  requires: ({ params }) => ({ action: `${accountType}/delete`, scope: accounts.idOf(params), plane: 'control' }),
  handle(ctx, { params }) {
    const { row: held } = accounts.at(ctx, params);
    if (!held) return ok({ status: 204 });
    endScope(ctx, held.id);
    return ok({ status: 200, changes: removedAccount(ctx.view, held) });
  },
});

const checkName = nameCheck(
  {
    action: 'Microsoft.Storage/checknameavailability/read',
    title: 'Check storage account name',
    path: 'Microsoft.Storage/checkNameAvailability',
  },
  NameQuestion,
  (ctx, name) => {
    const no = (reason: string, { message }: { message: string }) => ({ nameAvailable: false, reason, message });
    return !/^[a-z0-9]{3,24}$/.test(name)
      ? no('AccountNameInvalid', say.accountNameInvalid(name))
      : accountByName(ctx.view, name)
        ? no('AlreadyExists', say.accountTaken(name))
        : { nameAvailable: true };
  },
);

export const accountOperations: Operation[] = [
  putAccount,
  patchAccount,
  ...accounts.reads({ one: 'storage account', many: 'storage accounts', apart: true }, (_view, row) =>
    accountBody(row),
  ),
  deleteAccount,
  checkName,
];
