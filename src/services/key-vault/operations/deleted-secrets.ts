import type { Ctx, Operation } from '#kernel/define.ts';
import { nextState } from '#kernel/machine.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { deletedSecretNotFound, purgeProtected } from '../errors.ts';
import { secretKey, stateOf, table, type SecretRow, type VaultRow } from '../models.ts';
import { currentOf, deletedItem, pageOf, secretItem } from '../secret-bundle.ts';
import { vaultSoftDeleteMachine } from '../vault-soft-delete.machine.ts';
import { secretOperation } from './object-operation.ts';
import { rowOf, secretsIn } from './secrets.ts';

const deletedRow = (ctx: Ctx, vault: VaultRow, name: string): SecretRow | undefined => {
  const secret = rowOf(ctx, vault, name);
  return stateOf(secret, ctx.now) === 'softDeleted' ? secret : undefined;
};

const listDeleted = secretOperation({
  title: 'List deleted secrets',
  method: 'GET',
  path: '/deletedsecrets',
  action: 'readMetadata/action',
  policy: 'list',
  handle: (ctx, input, { vault }) =>
    pageOf(vault, input, secretsIn(ctx, vault, 'softDeleted'), (secret) => deletedItem(vault, secret, false)),
});

const getDeleted = secretOperation({
  title: 'Get deleted secret',
  method: 'GET',
  path: '/deletedsecrets/{secretName}',
  action: 'readMetadata/action',
  policy: 'get',
  handle(ctx, _input, { vault, name }) {
    const secret = deletedRow(ctx, vault, name);
    return secret ? ok({ status: 200, body: deletedItem(vault, secret, true) }) : refuse(deletedSecretNotFound(name));
  },
});

const recover = secretOperation({
  title: 'Recover deleted secret',
  method: 'POST',
  path: '/deletedsecrets/{secretName}/recover',
  action: 'recover/action',
  policy: 'recover',
  handle(ctx, _input, { vault, name }) {
    const held = deletedRow(ctx, vault, name);
    if (!held) return refuse(deletedSecretNotFound(name));
    ctx.keep({ machine: vaultSoftDeleteMachine.id, path: ['softDeleted', 'active'] }, { secret: held.name });
    const { deletedAt: _since, purgeAt: _until, ...secret } = held;
    return ok({
      status: 200,
      body: secretItem(vault, secret, currentOf(secret), true),
      changes: [put(table.secrets, secretKey(vault.id, name), secret)],
    });
  },
});

const purge = secretOperation({
  title: 'Purge deleted secret',
  method: 'DELETE',
  path: '/deletedsecrets/{secretName}',
  action: 'purge/action',
  policy: 'purge',
  handle(ctx, _input, { vault, name }) {
    const held = deletedRow(ctx, vault, name);
    if (!held) return refuse(deletedSecretNotFound(name));
    const context = { purgeProtected: vault.properties.enablePurgeProtection === true };
    const next = nextState(vaultSoftDeleteMachine, 'softDeleted', { type: 'purge' }, context);
    if (!next) return refuse(purgeProtected(vault));
    ctx.keep({ machine: vaultSoftDeleteMachine.id, path: ['softDeleted', next] }, { secret: held.name });
    return ok({ status: 204, changes: [remove(table.secrets, secretKey(vault.id, name))] });
  },
});

export const deletedSecretOperations: Operation[] = [listDeleted, getDeleted, recover, purge];
