import { day } from '#kernel/clock.ts';
import type { Ctx } from '#kernel/define.ts';
import { nameOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { identityOf, tokenFor, withId } from './host-token.ts';
import type { KeyVaultReference, ReferencesRow, Site, SiteSettings } from './models.ts';

/** Why a reference gives no value, and what the platform then says of it. */
export const details = {
  Resolved: 'Reference has been successfully resolved.',
  InvalidSyntax: 'Key Vault reference was not able to be resolved because its syntax is invalid.',
  MSINotEnabled: 'Reference was not able to be resolved because site Managed Identity not enabled.',
  UnauthorizedClient: 'Key Vault reference was not able to be resolved because site Managed Identity got no token.',
  VaultNotFound: 'Key Vault reference was not able to be resolved because the vault was not found.',
  SecretNotFound: 'Key Vault reference was not able to be resolved because the secret was not found.',
  SecretVersionNotFound: 'Key Vault reference was not able to be resolved because the secret version was not found.',
  AccessToKeyVaultDenied:
    "Key Vault reference was not able to be resolved because site was denied access to Key Vault reference's vault.",
  OtherReasons: 'Key Vault reference was not able to be resolved.',
} as const;
export type ResolveStatus = keyof typeof details;

interface Named {
  vaultName: string;
  secretName: string;
  secretVersion?: string;
}

const name = /^[0-9a-z-]{1,127}$/i;

/**
 * What a setting refers to; undefined when it is no reference, `invalid` when it begins as one and goes wrong.
 * Source: "Use Key Vault references as app settings in Azure App Service".
 */
export function parseReference(text: string): Named | 'invalid' | undefined {
  const inner = /^@Microsoft\.KeyVault\((.*)$/is.exec(text.trim())?.[1];
  if (inner === undefined) return undefined;
  if (!inner.endsWith(')')) return 'invalid';
  const parts = new Map(
    inner
      .slice(0, -1)
      .split(';')
      .filter((part) => part.trim())
      .map((part): [string, string] => {
        const at = part.indexOf('=');
        return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()];
      }),
  );
  const uri = /^https:\/\/([^./]+)\.vault\.azure\.net\/secrets\/([^/]+)(?:\/([^/]*))?\/?$/i.exec(
    parts.get('secreturi') ?? '',
  );
  const [vaultName = '', secretName = '', secretVersion = ''] = uri
    ? uri.slice(1)
    : [parts.get('vaultname'), parts.get('secretname'), parts.get('secretversion')];
  if (!name.test(vaultName) || !name.test(secretName) || (secretVersion && !name.test(secretVersion))) return 'invalid';
  return { vaultName, secretName, ...(secretVersion && { secretVersion }) };
}

/** How the answer of a vault is told: the vault's own words stay with the vault. */
function told(status: number, versioned: boolean): ResolveStatus {
  if (status === 0) return 'VaultNotFound';
  if (status === 404) return versioned ? 'SecretVersionNotFound' : 'SecretNotFound';
  return status === 401 || status === 403 ? 'AccessToKeyVaultDenied' : 'OtherReasons';
}

/** Reads one secret as the site's identity, by a request of its own to the vault's front door. */
function resolve(ctx: Ctx, site: Site, reference: string, named: Named | 'invalid'): KeyVaultReference {
  const given = site.properties['keyVaultReferenceIdentity'];
  const chosen = typeof given === 'string' && given.toLowerCase() !== 'systemassigned' ? given : undefined;
  const start = { reference, identity: chosen ?? 'SystemAssigned', ...(named !== 'invalid' && named) };
  const ended = (status: ResolveStatus): KeyVaultReference => ({ ...start, status });
  if (named === 'invalid') return ended('InvalidSyntax');
  const identity = identityOf(site, chosen === undefined ? undefined : withId(chosen));
  if (!identity) return ended('MSINotEnabled');
  const token = tokenFor(ctx, site, identity, 'https://vault.azure.net');
  if ('fault' in token) return ended('UnauthorizedClient');
  const { vaultName, secretName, secretVersion } = named;
  const version = secretVersion ? `/${secretVersion}` : '';
  const url = `https://${vaultName}.vault.azure.net/secrets/${secretName}${version}?api-version=7.4`;
  const headers = { authorization: `Bearer ${token.ref}` };
  const { status, body } = ctx.send({ host: site.id }, { method: 'GET', url, headers });
  if (status !== 200) return ended(told(status, secretVersion !== undefined));
  const { value, id } = body as { value: string; id: string };
  return { ...ended('Resolved'), activeVersion: id.slice(id.lastIndexOf('/') + 1), value };
}

/** A version that was named and read stays what it is. */
const pinned = (kept: KeyVaultReference | undefined): boolean =>
  kept?.status === 'Resolved' && kept.secretVersion !== undefined;

type Texts = Record<string, string>;

function resolveAll(ctx: Ctx, site: Site, texts: Texts, before: Record<string, KeyVaultReference> = {}) {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([setting, text]): [string, KeyVaultReference][] => {
      const named = parseReference(text);
      if (named === undefined) return [];
      const kept = before[setting];
      return [[setting, kept && pinned(kept) ? kept : resolve(ctx, site, text, named)]];
    }),
  );
}

/** The references in a site's settings, read now; undefined when there are none. With `before`, pinned ones are kept. */
export function readReferences(
  ctx: Ctx,
  site: Site,
  { settings, connectionStrings = {} }: SiteSettings,
  before?: ReferencesRow,
): ReferencesRow | undefined {
  const texts = Object.fromEntries(Object.entries(connectionStrings).map(([key, { value }]) => [key, value]));
  const row: ReferencesRow = {
    siteId: site.id,
    fetchedAt: ctx.now,
    settings: resolveAll(ctx, site, settings, before?.settings),
    connectionStrings: resolveAll(ctx, site, texts, before?.connectionStrings),
  };
  return Object.keys(row.settings).length + Object.keys(row.connectionStrings).length > 0 ? row : undefined;
}

/** Values of references are kept for a day. */
export const isStale = (row: ReferencesRow | undefined, now: number): boolean =>
  row !== undefined && now - row.fetchedAt >= day;

/** When values that follow their secret are read again, once the app is asked for something. */
export const upcoming = (view: View): { at: number; what: string }[] =>
  view
    .all<ReferencesRow>('keyVaultReferences')
    .filter((row) => ![...Object.values(row.settings), ...Object.values(row.connectionStrings)].every(pinned))
    .map(({ siteId, fetchedAt }) => ({
      at: fetchedAt + day,
      what: `App Service reads the Key Vault references of ${nameOf(siteId)} again`,
    }));
