import { defineOperation, type Ctx, type Input, type Operation } from '#kernel/define.ts';
import { placed } from '#kernel/regions.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { covers, idKey, resourceGroupOf } from '#kernel/scope.ts';
import type * as z from 'zod/mini';
import { accountBody, accountProperties } from '../account-shape.ts';
import * as say from '../errors.ts';
import {
  accountById,
  accountByName,
  accountIdOf,
  AccountPatch,
  AccountPut,
  accountType,
  NameQuestion,
  table,
  type AccountRow,
  type KeysRow,
} from '../models.ts';
import { removedAccount } from '../removal.ts';
import { accountKeyFrom } from '../secrets.ts';

export const accountPath =
  '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Storage/storageAccounts/{accountName}';

/** The account that the path names, or its 404. */
export function heldAccount(ctx: Ctx, { params }: Input): AccountRow | Outcome {
  const id = accountIdOf(params);
  const group = params['resourceGroupName'] ?? '';
  if (!ctx.view.get('resourceGroups', idKey(resourceGroupOf(id) ?? ''))) return refuse(say.groupNotFound(group));
  return accountById(ctx.view, id) ?? refuse(say.accountNotFound(params['accountName'] ?? '', group));
}

/** Declares an operation on one account: its action is asked at the account. */
export const onAccount = (
  declared: Pick<Operation, 'action' | 'title' | 'method'> & {
    below?: string;
    reads?: boolean;
    body?: Operation['body'];
    handle(ctx: Ctx, input: Input, account: AccountRow): Outcome;
  },
): Operation =>
  defineOperation({
    action: declared.action,
    title: declared.title,
    surface: 'arm',
    plane: 'control',
    method: declared.method,
    path: `${accountPath}${declared.below ?? ''}`,
    ...(declared.reads && { reads: true }),
    ...(declared.body && { body: declared.body }),
    requires: ({ params }) => ({ action: declared.action, scope: accountIdOf(params), plane: 'control' }),
    handle(ctx, input) {
      const held = heldAccount(ctx, input);
      return 'ok' in held ? held : declared.handle(ctx, input, held);
    },
  });

const read = `${accountType}/read`;
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

const putAccount = defineOperation({
  action: write,
  title: 'Create or update storage account',
  surface: 'arm',
  plane: 'control',
  method: 'PUT',
  path: accountPath,
  body: AccountPut,
  requires: ({ params }) => ({ action: write, scope: accountIdOf(params), plane: 'control' }),
  handle(ctx, { params, body }) {
    const name = params['accountName'] ?? '';
    const groupKey = idKey(resourceGroupOf(accountIdOf(params)) ?? '');
    const group = ctx.view.get<{ id: string; name: string }>('resourceGroups', groupKey);
    if (!group) return refuse(say.groupNotFound(params['resourceGroupName'] ?? ''));
    const id = `${group.id}/providers/${accountType}/${name}`;
    const held = accountById(ctx.view, id);
    const existing = held && { existing: held.location };
    const place = placed(body.location ?? undefined, { name, type: accountType, group: group.name, ...existing });
    if ('refusal' in place) return refuse(place.refusal);
    if (!held) return create(ctx, { id, name, location: place.region }, body);
    const { tags: _before, ...rest } = held;
    return update(ctx, rest, body);
  },
});

const patchAccount = onAccount({
  action: write,
  title: 'Update storage account',
  method: 'PATCH',
  body: AccountPatch,
  handle: (ctx, { body }, held) => update(ctx, held, body as Patch),
});

const getAccount = onAccount({
  action: read,
  title: 'Get storage account',
  method: 'GET',
  handle: (_ctx, _input, held) => ok({ status: 200, body: accountBody(held) }),
});

const deleteAccount = defineOperation({
  action: `${accountType}/delete`,
  title: 'Delete storage account',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path: accountPath,
  requires: ({ params }) => ({ action: `${accountType}/delete`, scope: accountIdOf(params), plane: 'control' }),
  handle(ctx, { params }) {
    const held = accountById(ctx.view, accountIdOf(params));
    if (!held) return ok({ status: 204 });
    ctx.send('platform', {
      method: 'DELETE',
      url: 'https://platform.internal/authorization/scope',
      body: { scope: held.id },
    });
    return ok({ status: 200, changes: removedAccount(ctx.view, held) });
  },
});

const accountsBelow = (ctx: Ctx, scope: string, mayRead: (account: AccountRow) => boolean): unknown[] =>
  ctx.view
    .all<{ id: string }>(table.names)
    .map(({ id }) => accountById(ctx.view, id))
    .filter((one): one is AccountRow => one !== undefined && covers(scope, one.id) && mayRead(one))
    .map(accountBody);

const groupPath = '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}';

const listByGroup = defineOperation({
  action: read,
  title: 'List storage accounts of a resource group',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: `${groupPath}/providers/Microsoft.Storage/storageAccounts`,
  requires: ({ params }) => ({
    action: read,
    scope: `/subscriptions/${params['subscriptionId']}/resourceGroups/${params['resourceGroupName']}/providers/Microsoft.Storage`,
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const scope = `/subscriptions/${params['subscriptionId']}/resourceGroups/${params['resourceGroupName']}`;
    if (!ctx.view.get('resourceGroups', idKey(scope)))
      return refuse(say.groupNotFound(params['resourceGroupName'] ?? ''));
    return ok({ status: 200, body: { value: accountsBelow(ctx, scope, () => true) } });
  },
});

const listBySubscription = defineOperation({
  action: read,
  title: 'List storage accounts of a subscription',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Storage/storageAccounts',
  // Resource Manager shows of a subscription what the caller may read of it, be it nothing.
  requires: () => undefined,
  handle(ctx, { params }) {
    const subscriptionId = params['subscriptionId'] ?? '';
    if (!ctx.view.get('subscriptions', subscriptionId.toLowerCase()))
      return refuse(say.subscriptionNotFound(subscriptionId));
    const mayRead = ({ id }: AccountRow) =>
      ctx.decide({ action: read, scope: id, plane: 'control' }, ctx.caller).allowed;
    return ok({ status: 200, body: { value: accountsBelow(ctx, `/subscriptions/${subscriptionId}`, mayRead) } });
  },
});

const checkName = defineOperation({
  action: 'Microsoft.Storage/checknameavailability/read',
  title: 'Check storage account name',
  surface: 'arm',
  plane: 'control',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.Storage/checkNameAvailability',
  reads: true,
  body: NameQuestion,
  requires: ({ params }) => ({
    action: 'Microsoft.Storage/checknameavailability/read',
    scope: `/subscriptions/${params['subscriptionId']}`,
    plane: 'control',
  }),
  handle(ctx, { body: { name } }) {
    const no = (reason: string, { message }: { message: string }) => ({ nameAvailable: false, reason, message });
    const body = !/^[a-z0-9]{3,24}$/.test(name)
      ? no('AccountNameInvalid', say.accountNameInvalid(name))
      : accountByName(ctx.view, name)
        ? no('AlreadyExists', say.accountTaken(name))
        : { nameAvailable: true };
    return ok({ status: 200, body });
  },
});

export const accountOperations: Operation[] = [
  putAccount,
  patchAccount,
  getAccount,
  deleteAccount,
  listByGroup,
  listBySubscription,
  checkName,
];
