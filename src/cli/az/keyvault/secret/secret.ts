import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { member, text, type Json, type JsonObject } from '../../json.ts';
import { pythonTime } from '../../shape.ts';
import type { VaultClient } from '../../vault.ts';

export const SECRETS_VERSION = '7.4';

export function time(seconds: Json | undefined): Json {
  return typeof seconds === 'number' ? pythonTime(new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')) : null;
}

export function attributes(raw: Json | undefined): JsonObject {
  const plain = member(raw, 'attributes');
  return {
    created: time(member(plain, 'created')),
    enabled: member(plain, 'enabled') ?? null,
    expires: time(member(plain, 'exp')),
    notBefore: time(member(plain, 'nbf')),
    recoverableDays: member(plain, 'recoverableDays') ?? null,
    recoveryLevel: member(plain, 'recoveryLevel') ?? null,
    updated: time(member(plain, 'updated')),
  };
}

/** A secret of a list, as az prints it: without its value. */
export function secretItem(raw: Json | undefined): JsonObject {
  const id = text(raw, 'id');
  return {
    attributes: attributes(raw),
    contentType: member(raw, 'contentType') ?? null,
    id: id || null,
    managed: member(raw, 'managed') ?? null,
    name: id.split('/')[4] ?? null,
    tags: member(raw, 'tags') ?? null,
  };
}

/** A secret with its value, as `set` and `show` print it. */
export function secretBundle(raw: Json | undefined): JsonObject {
  return { ...secretItem(raw), kid: member(raw, 'kid') ?? null, value: member(raw, 'value') ?? null };
}

/** A deleted secret of a list. */
export function deletedItem(raw: Json | undefined): JsonObject {
  return {
    ...secretItem(raw),
    deletedDate: time(member(raw, 'deletedDate')),
    recoveryId: member(raw, 'recoveryId') ?? null,
    scheduledPurgeDate: time(member(raw, 'scheduledPurgeDate')),
  };
}

/** A secret in the soft-deleted state. */
export function deletedSecret(raw: Json | undefined): JsonObject {
  return {
    ...secretBundle(raw),
    value: null,
    deletedDate: time(member(raw, 'deletedDate')),
    recoveryId: member(raw, 'recoveryId') ?? null,
    scheduledPurgeDate: time(member(raw, 'scheduledPurgeDate')),
  };
}

export interface SecretRef {
  vault: VaultClient;
  name: string;
  version: string;
}

interface Given {
  id?: string | undefined;
  vaultName?: string | undefined;
  name?: string | undefined;
  version?: string | undefined;
}

/** The secret meant by `--id`, or by `--vault-name` and `--name`. */
export function secretRef(az: Az, { id, vaultName, name, version }: Given): SecretRef {
  if (id) {
    if (vaultName !== undefined) throw new CliError('--vault-name and --id are mutually exclusive.');
    const found = /^(https:\/\/[^/]+)\/\w+\/([^/]+)(?:\/([^/]+))?\/?$/i.exec(id);
    if (!found) throw new CliError(`'${id}' is not a valid ID`, { exit: 2 });
    return { vault: az.vault(found[1] ?? ''), name: found[2] ?? '', version: found[3] ?? version ?? '' };
  }
  if (!name || !vaultName)
    throw new CliError(
      'incorrect usage: --id ID | --vault-name/--hsm-name VAULT/HSM --name/-n NAME [--version VERSION]',
    );
  return { vault: az.vault(vaultName), name, version: version ?? '' };
}

/** The vault meant by `--id` (any address in it) or by `--vault-name`. */
export function vaultOf(az: Az, { id, vaultName }: Given): VaultClient {
  if (id) {
    if (vaultName !== undefined) throw new CliError('--vault-name and --id are mutually exclusive.');
    const parts = id.split('/');
    if (parts.length < 3) throw new CliError('Invalid id for Vault or HSM.');
    return az.vault(parts.slice(0, 3).join('/'));
  }
  if (vaultName === undefined) throw new CliError('Please specify --vault-name or --hsm-name.');
  return az.vault(vaultName);
}
