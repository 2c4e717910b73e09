import { defineOperation, type Ctx, type Operation } from '#kernel/define.ts';
import { nextState } from '#kernel/machine.ts';
import { ok, refuse } from '#kernel/result.ts';
import { covers, idKey } from '#kernel/scope.ts';
import { deletedVaultNotFound, vaultPurgeNotAllowed } from '../errors.ts';
import { deletedVault, table, type DeletedVaultRow } from '../models.ts';
import { deletedVaultBody, deletedVaultId } from '../vault-body.ts';
import { vaultSoftDeleteMachine } from '../vault-soft-delete.machine.ts';
import { purgeChanges } from './vault-writes.ts';

const deletedPath =
  '/subscriptions/{subscriptionId}/providers/Microsoft.KeyVault/locations/{location}/deletedVaults/{vaultName}';

type Params = Record<string, string>;
const scopeOf = (params: Params): string =>
  `/subscriptions/${params['subscriptionId']}/providers/Microsoft.KeyVault/locations/${params['location']}/deletedVaults/${params['vaultName']}`;

/** The soft-deleted vault of this name, if it lay in the subscription and location that the path names. */
function held(ctx: Ctx, params: Params): DeletedVaultRow | undefined {
  const found = deletedVault(ctx.view, params['vaultName'] ?? '', ctx.now);
  return found && idKey(deletedVaultId(found.vault)) === idKey(scopeOf(params)) ? found : undefined;
}

const listDeleted = defineOperation({
  action: 'Microsoft.KeyVault/deletedVaults/read',
  title: 'List deleted key vaults',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/providers/Microsoft.KeyVault/deletedVaults',
  requires: ({ params }) => ({
    action: 'Microsoft.KeyVault/deletedVaults/read',
    scope: `/subscriptions/${params['subscriptionId']}`,
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const rows = ctx.view
      .all<DeletedVaultRow>(table.deletedVaults)
      .filter(
        ({ vault, purgeAt }) => purgeAt > ctx.now && covers(`/subscriptions/${params['subscriptionId']}`, vault.id),
      );
    return ok({ status: 200, body: { value: rows.map(deletedVaultBody) } });
  },
});

const getDeleted = defineOperation({
  action: 'Microsoft.KeyVault/locations/deletedVaults/read',
  title: 'Get deleted key vault',
  surface: 'arm',
  plane: 'control',
  method: 'GET',
  path: deletedPath,
  requires: ({ params }) => ({
    action: 'Microsoft.KeyVault/locations/deletedVaults/read',
    scope: scopeOf(params),
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const found = held(ctx, params);
    return found
      ? ok({ status: 200, body: deletedVaultBody(found) })
      : refuse(deletedVaultNotFound(params['vaultName'] ?? ''));
  },
});

const purge = defineOperation({
  action: 'Microsoft.KeyVault/locations/deletedVaults/purge/action',
  title: 'Purge deleted key vault',
  surface: 'arm',
  plane: 'control',
  method: 'POST',
  path: `${deletedPath}/purge`,
  requires: ({ params }) => ({
    action: 'Microsoft.KeyVault/locations/deletedVaults/purge/action',
    scope: scopeOf(params),
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const found = held(ctx, params);
    if (!found) return refuse(deletedVaultNotFound(params['vaultName'] ?? ''));
    const context = { purgeProtected: found.vault.properties.enablePurgeProtection === true };
    const next = nextState(vaultSoftDeleteMachine, 'softDeleted', { type: 'purge' }, context);
    if (!next) return refuse(vaultPurgeNotAllowed);
    ctx.keep({ machine: vaultSoftDeleteMachine.id, path: ['softDeleted', next] }, { vault: found.vault.name });
    return ok({ status: 200, changes: purgeChanges(ctx.view, found.vault) });
  },
});

export const deletedVaultOperations: Operation[] = [listDeleted, getDeleted, purge];
