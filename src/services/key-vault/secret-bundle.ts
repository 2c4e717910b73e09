import type * as z from 'zod/mini';
import { epochSeconds } from '#kernel/clock.ts';
import type { Input } from '#kernel/define.ts';
import { ok, refuse, type Outcome } from '#kernel/result.ts';
import { badParameter } from './errors.ts';
import type { ObjectAttributes, ObjectVersion, SecretRow, SecretVersion, VaultRow } from './models.ts';

export const addressOf = (vault: VaultRow): string => vault.properties.vaultUri.replace(/\/$/, '');

/** What the vault says of how deleted things can be brought back. */
function recovery({ properties }: VaultRow): { recoveryLevel: string; recoverableDays: number } {
  const days = properties.softDeleteRetentionInDays;
  const level = days < 90 ? 'CustomizedRecoverable' : 'Recoverable';
  return { recoveryLevel: properties.enablePurgeProtection ? level : `${level}+Purgeable`, recoverableDays: days };
}

/** When an object counts, and how it can be brought back. */
export const attributesOf = (vault: VaultRow, at: ObjectVersion): Record<string, unknown> => ({
  enabled: at.enabled,
  ...(at.nbf !== undefined && { nbf: at.nbf }),
  ...(at.exp !== undefined && { exp: at.exp }),
  created: at.created,
  updated: at.updated,
  ...recovery(vault),
});

/** The attributes that a body names. */
export const givenAttributes = (
  given: z.infer<typeof ObjectAttributes> | null | undefined,
): Partial<ObjectVersion> => ({
  ...(typeof given?.enabled === 'boolean' && { enabled: given.enabled }),
  ...(typeof given?.nbf === 'number' && { nbf: given.nbf }),
  ...(typeof given?.exp === 'number' && { exp: given.exp }),
});

/** The latest version of a secret. */
export function currentOf(secret: SecretRow): SecretVersion {
  const current = secret.versions.at(-1);
  if (!current) throw new Error(`secret ${secret.name} has no version`);
  return current;
}

/** A secret as the vault shows it, without its value. Lists of secrets leave the version out of the id. */
export function secretItem(
  vault: VaultRow,
  secret: SecretRow,
  at: SecretVersion,
  withVersion: boolean,
): Record<string, unknown> {
  return {
    id: `${addressOf(vault)}/secrets/${secret.name}${withVersion ? `/${at.version}` : ''}`,
    attributes: attributesOf(vault, at),
    ...(at.contentType !== undefined && { contentType: at.contentType }),
    ...(at.tags && { tags: at.tags }),
    ...(at.managed && { kid: `${addressOf(vault)}/keys/${secret.name}/${at.version}`, managed: true }),
  };
}

export const secretBundle = (vault: VaultRow, secret: SecretRow, at: SecretVersion): Record<string, unknown> => ({
  value: at.value,
  ...secretItem(vault, secret, at, true),
});

/** A secret in deleted state: where to recover it, since when, until when (epoch seconds). */
export const deletedItem = (vault: VaultRow, secret: SecretRow, withVersion: boolean): Record<string, unknown> => ({
  recoveryId: `${addressOf(vault)}/deletedsecrets/${secret.name}`,
  deletedDate: epochSeconds(secret.deletedAt ?? 0),
  scheduledPurgeDate: epochSeconds(secret.purgeAt ?? 0),
  ...secretItem(vault, secret, currentOf(secret), withVersion),
});

/**
 * One page of a list: at most 25 items (`maxresults` asks for fewer), and the address of the next page or null.
 * Refuses a `maxresults` outside 1 to 25 and a `$skiptoken` that this vault did not write.
 */
export function pageOf<Item>(vault: VaultRow, input: Input, items: Item[], show: (item: Item) => unknown): Outcome {
  const asked = input.query('maxresults') ?? '25';
  const size = Number(asked);
  if (!/^\d+$/.test(asked) || size < 1 || size > 25)
    return refuse(badParameter('Invalid maxresults, it must be an integer between 1 and 25.'));
  const token = input.query('$skiptoken');
  const start = token === undefined ? 0 : Number(/^page-(\d{1,9})$/.exec(token)?.[1] ?? NaN);
  if (Number.isNaN(start)) return refuse(badParameter('Invalid skiptoken.'));
  const next = start + size;
  const more = `${addressOf(vault)}:443${input.url.path}?api-version=${encodeURIComponent(input.query('api-version') ?? '')}&$skiptoken=page-${next}&maxresults=${size}`;
  const value = items.slice(start, next).map((item) => show(item));
  return ok({ status: 200, body: { value, nextLink: next < items.length ? more : null } });
}
