import { day, epochSeconds } from '#kernel/clock.ts';
import type { Ctx, Operation } from '#kernel/define.ts';
import { nextState } from '#kernel/machine.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { badParameter, secretDisabled, secretIsDeleted, secretNotFound } from '../errors.ts';
import {
  secretKey,
  SecretPatch,
  SecretPut,
  stateOf,
  table,
  type SecretGiven,
  type SecretRow,
  type SecretVersion,
  type VaultRow,
} from '../models.ts';
import { currentOf, deletedItem, givenAttributes, pageOf, secretBundle, secretItem } from '../secret-bundle.ts';
import { vaultSoftDeleteMachine } from '../vault-soft-delete.machine.ts';
import { secretOperation } from './object-operation.ts';

/** The row of a secret, in whatever state it is. */
export const rowOf = (ctx: Ctx, vault: VaultRow, name: string): SecretRow | undefined =>
  ctx.view.get<SecretRow>(table.secrets, secretKey(vault.id, name));

/** The secrets of a vault in one state, in the order of their names. */
export const secretsIn = (ctx: Ctx, vault: VaultRow, state: 'active' | 'softDeleted'): SecretRow[] =>
  ctx.view
    .by<SecretRow>(table.secrets, 'vault', idKey(vault.id))
    .filter((secret) => stateOf(secret, ctx.now) === state);

/** What a PUT or PATCH says about a version, over what it was. */
const described = (given: SecretGiven): Partial<SecretVersion> => ({
  ...(typeof given.contentType === 'string' && { contentType: given.contentType }),
  ...(given.tags && { tags: given.tags }),
  ...givenAttributes(given.attributes),
});

const setSecret = secretOperation({
  title: 'Set secret',
  method: 'PUT',
  path: '/secrets/{secretName}',
  action: 'setSecret/action',
  policy: 'set',
  body: SecretPut,
  handle(ctx, { body }, { vault, name }) {
    if (body.value.length > 25_600)
      return refuse(badParameter('Property value exceeds the maximum length of 25600 characters.'));
    const held = rowOf(ctx, vault, name);
    const state = stateOf(held, ctx.now);
    if (state === 'softDeleted') return refuse(secretIsDeleted(held?.name ?? name));
    const at = epochSeconds(ctx.now);
    const version = ctx.newId('secretVersion', `${vault.id}/${name}`).replaceAll('-', '');
    const made: SecretVersion = {
      version,
      value: body.value,
      enabled: true,
      created: at,
      updated: at,
      ...described(body),
    };
    const secret: SecretRow =
      held && state === 'active'
        ? { ...held, versions: [...held.versions, made] }
        : { vault: idKey(vault.id), name, versions: [made] };
    return ok({
      status: 200,
      body: secretBundle(vault, secret, made),
      changes: [put(table.secrets, secretKey(vault.id, name), secret)],
    });
  },
});

/** Finds an active secret and the version asked for (none: the latest), or says 404. */
function found(
  ctx: Ctx,
  vault: VaultRow,
  name: string,
  version = '',
): { secret: SecretRow; at: SecretVersion } | Outcome {
  const secret = rowOf(ctx, vault, name);
  if (!secret || stateOf(secret, ctx.now) !== 'active')
    return refuse(secretNotFound(version ? `${name}/${version}` : name));
  const at = version ? secret.versions.find((one) => one.version === version.toLowerCase()) : currentOf(secret);
  return at ? { secret, at } : refuse(secretNotFound(`${name}/${version}`));
}

const getSecret = (path: string): Operation =>
  secretOperation({
    title: 'Get secret',
    method: 'GET',
    path,
    action: 'getSecret/action',
    policy: 'get',
    handle(ctx, { params }, { vault, name }) {
      const answer = found(ctx, vault, name, params['secretVersion']);
      if ('ok' in answer) return answer;
      // nbf and exp only inform; `enabled: false` alone refuses.
      if (!answer.at.enabled) return refuse(secretDisabled);
      return ok({ status: 200, body: secretBundle(vault, answer.secret, answer.at) });
    },
  });

const updateSecret = (path: string): Operation =>
  secretOperation({
    title: 'Update secret attributes',
    method: 'PATCH',
    path,
    action: 'update/action',
    policy: 'set',
    body: SecretPatch,
    handle(ctx, { params, body }, { vault, name }) {
      const answer = found(ctx, vault, name, params['secretVersion']);
      if ('ok' in answer) return answer;
      const changed: SecretVersion = { ...answer.at, ...described(body), updated: epochSeconds(ctx.now) };
      const versions = answer.secret.versions.map((one) => (one.version === changed.version ? changed : one));
      const secret: SecretRow = { ...answer.secret, versions };
      return ok({
        status: 200,
        body: secretItem(vault, secret, changed, true),
        changes: [put(table.secrets, secretKey(vault.id, name), secret)],
      });
    },
  });

const listSecrets = secretOperation({
  title: 'List secrets',
  method: 'GET',
  path: '/secrets',
  action: 'readMetadata/action',
  policy: 'list',
  handle: (ctx, input, { vault }) =>
    pageOf(vault, input, secretsIn(ctx, vault, 'active'), (secret) =>
      secretItem(vault, secret, currentOf(secret), false),
    ),
});

const listVersions = secretOperation({
  title: 'List secret versions',
  method: 'GET',
  path: '/secrets/{secretName}/versions',
  action: 'readMetadata/action',
  policy: 'list',
  handle(ctx, input, { vault, name }) {
    const secret = rowOf(ctx, vault, name);
    const versions = secret && stateOf(secret, ctx.now) === 'active' ? secret.versions : [];
    return pageOf(vault, input, versions, (version) => secret && secretItem(vault, secret, version, true));
  },
});

const deleteSecret = secretOperation({
  title: 'Delete secret',
  method: 'DELETE',
  path: '/secrets/{secretName}',
  action: 'delete',
  policy: 'delete',
  handle(ctx, _input, { vault, name }) {
    const held = rowOf(ctx, vault, name);
    const state = stateOf(held, ctx.now);
    const next = nextState(vaultSoftDeleteMachine, state, { type: 'delete' });
    if (!held || !next) return refuse(secretNotFound(name));
    ctx.keep({ machine: vaultSoftDeleteMachine.id, path: [state, next] }, { secret: held.name });
    const purgeAt = ctx.now + vault.properties.softDeleteRetentionInDays * day;
    const secret: SecretRow = { ...held, deletedAt: ctx.now, purgeAt };
    return ok({
      status: 200,
      body: deletedItem(vault, secret, true),
      changes: [put(table.secrets, secretKey(vault.id, name), secret)],
    });
  },
});

export const secretOperations: Operation[] = [
  setSecret,
  getSecret('/secrets/{secretName}'),
  getSecret('/secrets/{secretName}/{secretVersion}'),
  updateSecret('/secrets/{secretName}'),
  updateSecret('/secrets/{secretName}/{secretVersion}'),
  listSecrets,
  listVersions,
  deleteSecret,
];
