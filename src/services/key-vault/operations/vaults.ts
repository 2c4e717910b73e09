import { day } from '#kernel/clock.ts';
import { defineOperation, type Ctx, type Operation } from '#kernel/define.ts';
import { nextState } from '#kernel/machine.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import { nameInUse, resourceGroupNotFound, subscriptionNotFound, vaultNameNotValid } from '../errors.ts';
import {
  deletedVault,
  NameQuestion,
  table,
  vaultById,
  vaultByName,
  vaultIdOf,
  type DeletedVaultRow,
  type VaultRow,
} from '../models.ts';
import { vaultBody } from '../vault-body.ts';
import { vaultSoftDeleteMachine } from '../vault-soft-delete.machine.ts';
import { heldVault, validVaultName, vaultPath } from './vault-writes.ts';

const read = 'Microsoft.KeyVault/vaults/read';

const getVault = defineOperation({
  action: read,
  title: 'Get key vault',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: vaultPath,
  requires: ({ params }) => ({ action: read, scope: vaultIdOf(params), plane: 'control' }),
  handle(ctx, input) {
    const held = heldVault(ctx, input);
    return 'ok' in held ? held : ok({ status: 200, body: vaultBody(held) });
  },
});

const deleteVault = defineOperation({
  action: 'Microsoft.KeyVault/vaults/delete',
  title: 'Delete key vault',
  surface: 'arm',
  plane: 'control',
  method: 'DELETE',
  path: vaultPath,
  requires: ({ params }) => ({
    action: 'Microsoft.KeyVault/vaults/delete',
    scope: vaultIdOf(params),
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const held = vaultById(ctx.view, vaultIdOf(params));
    if (!held) return ok({ status: 204 });
    const next = nextState(vaultSoftDeleteMachine, 'active', { type: 'delete' });
    ctx.keep({ machine: vaultSoftDeleteMachine.id, path: ['active', String(next)] }, { vault: held.name });
    // The platform takes the role assignments at the vault with it; a recovery does not bring them back.
    const swept = ctx.send('platform', {
      method: 'DELETE',
      url: 'https://platform.internal/authorization/scope',
      body: { scope: held.id },
    });
    if (swept.status >= 400) throw new Error(`authorization did not sweep ${held.id}: ${swept.status}`);
    const gone: DeletedVaultRow = {
      vault: held,
      deletedAt: ctx.now,
      purgeAt: ctx.now + held.properties.softDeleteRetentionInDays * day,
    };
    const key = held.name.toLowerCase();
    return ok({
      status: 200,
      changes: [remove('resources', idKey(held.id)), remove(table.names, key), put(table.deletedVaults, key, gone)],
    });
  },
});

/** The live vaults at or below a scope that the caller may read. */
const vaultsBelow = (ctx: Ctx, scope: string, mayRead: (vault: VaultRow) => boolean): unknown[] =>
  ctx.view
    .all<{ id: string }>(table.names)
    .map(({ id }) => vaultById(ctx.view, id))
    .filter((vault): vault is VaultRow => vault !== undefined && covers(scope, vault.id) && mayRead(vault))
    .map(vaultBody);

const listByGroup = defineOperation({
  action: read,
  title: 'List key vaults of a resource group',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults',
  requires: ({ params }) => ({
    action: read,
    scope: `/subscriptions/${params['subscriptionId']}/resourceGroups/${params['resourceGroupName']}/providers/Microsoft.KeyVault`,
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const scope = `/subscriptions/${params['subscriptionId']}/resourceGroups/${params['resourceGroupName']}`;
    if (!ctx.view.get('resourceGroups', idKey(scope)))
      return refuse(resourceGroupNotFound(params['resourceGroupName'] ?? ''));
    return ok({ status: 200, body: { value: vaultsBelow(ctx, scope, () => true) } });
  },
});

const listBySubscription = defineOperation({
  action: read,
  title: 'List key vaults of a subscription',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.KeyVault/vaults',
  // Resource Manager shows of a subscription what the caller may read of it, be it nothing.
  requires: () => undefined,
  handle(ctx, { params }) {
    const subscriptionId = params['subscriptionId'] ?? '';
    if (!ctx.view.get('subscriptions', subscriptionId.toLowerCase()))
      return refuse(subscriptionNotFound(subscriptionId));
    const mayRead = ({ id }: VaultRow) => ctx.decide({ action: read, scope: id, plane: 'control' }, ctx.caller).allowed;
    return ok({
      status: 200,
      body: { value: vaultsBelow(ctx, `/subscriptions/${params['subscriptionId']}`, mayRead) },
    });
  },
});

const checkName = defineOperation({
  action: 'Microsoft.KeyVault/checkNameAvailability/read',
  title: 'Check key vault name',
  surface: 'arm',
  plane: 'control',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.KeyVault/checkNameAvailability',
  reads: true,
  body: NameQuestion,
  requires: ({ params }) => ({
    action: 'Microsoft.KeyVault/checkNameAvailability/read',
    scope: `/subscriptions/${params['subscriptionId']}`,
    plane: 'control',
  }),
  handle(ctx, { body: { name } }) {
    if (!validVaultName(name))
      return ok({
        status: 200,
        body: { nameAvailable: false, reason: 'AccountNameInvalid', message: vaultNameNotValid(name).message },
      });
    const taken = vaultByName(ctx.view, name) ?? deletedVault(ctx.view, name, ctx.now);
    const body = taken
      ? { nameAvailable: false, reason: 'AlreadyExists', message: nameInUse(name) }
      : { nameAvailable: true };
    return ok({ status: 200, body });
  },
});

export const vaultReads: Operation[] = [getVault, deleteVault, listByGroup, listBySubscription, checkName];
