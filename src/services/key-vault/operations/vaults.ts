import { day } from '#kernel/clock.ts';
import { armOperation, nameCheck } from '#kernel/arm-type.ts';
import type { Operation } from '#kernel/define.ts';
import { nextState } from '#kernel/machine.ts';
import { ok, put, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { nameInUse, vaultNameNotValid } from '../errors.ts';
import { deletedVault, NameQuestion, table, vaultByName, vaults, type DeletedVaultRow } from '../models.ts';
import { vaultBody } from '../vault-body.ts';
import { vaultSoftDeleteMachine } from '../vault-soft-delete.machine.ts';
import { validVaultName } from './vault-writes.ts';

const deleteVault = armOperation({
  action: 'Microsoft.KeyVault/vaults/delete',
  title: 'Delete key vault',
  method: 'DELETE',
  path: vaults.path,
  requires: ({ params }) => ({
    action: 'Microsoft.KeyVault/vaults/delete',
    scope: vaults.idOf(params),
    plane: 'control',
  }),
  handle(ctx, { params }) {
    const { row: held } = vaults.at(ctx, params);
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

const checkName = nameCheck(
  {
    action: 'Microsoft.KeyVault/checkNameAvailability/read',
    title: 'Check key vault name',
    path: 'Microsoft.KeyVault/checkNameAvailability',
  },
  NameQuestion,
  (ctx, name) => {
    const no = (reason: string, message: string) => ({ nameAvailable: false, reason, message });
    if (!validVaultName(name)) return no('AccountNameInvalid', vaultNameNotValid(name).message);
    const taken = vaultByName(ctx.view, name) ?? deletedVault(ctx.view, name, ctx.now);
    return taken ? no('AlreadyExists', nameInUse(name)) : { nameAvailable: true };
  },
);

export const vaultReads: Operation[] = [
  ...vaults.reads({ one: 'key vault', many: 'key vaults', apart: true }, (_view, vault) => vaultBody(vault)),
  deleteVault,
  checkName,
];
