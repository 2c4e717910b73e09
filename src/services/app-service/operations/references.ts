import type { Ctx } from '#kernel/define.ts';
import { regionTitle } from '#kernel/regions.ts';
import { ok, put, refuse } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as errors from '../errors.ts';
import { findReferences, siteSettings, type KeyVaultReference, type ReferencesRow, type Site } from '../models.ts';
import { details, readReferences } from '../references.ts';
import * as at from './web-operation.ts';

type Kind = 'appsettings' | 'connectionstrings';

const of = (row: ReferencesRow | undefined, kind: Kind): Record<string, KeyVaultReference> =>
  (kind === 'appsettings' ? row?.settings : row?.connectionStrings) ?? {};

/** A reference as ARM shows it: how it stands and who reads it, never what was read. */
function shape(site: Site, kind: Kind, name: string, { identity, value: _, ...shown }: KeyVaultReference): object {
  const system = identity === 'SystemAssigned';
  return {
    id: `${site.id}/config/configreferences/${kind}/${name}`,
    name,
    type: `${site.type}/config`,
    location: regionTitle(site.location),
    properties: {
      ...shown,
      secretVersion: shown.secretVersion ?? null,
      identityType: system
        ? { type: 'SystemAssigned' }
        : { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
      details: details[shown.status],
      source: 'KeyVault',
    },
  };
}

const page = (site: Site, kind: Kind, row: ReferencesRow | undefined) =>
  ok({
    status: 200,
    body: {
      value: Object.entries(of(row, kind)).map(([name, reference]) => shape(site, kind, name, reference)),
      nextLink: null,
      id: null,
    },
  });

const stored = (ctx: Ctx, { id }: Site): ReferencesRow | undefined => findReferences(ctx.view, id);

/**
 * What became of the references in a site's settings, and the order to read them again.
 * Source: REST API "Web Apps - Get App Settings Key Vault References"; the order: "Use Key Vault references", rotation.
 */
const ofKind = (kind: Kind) => [
  ...at.onSite('config/read', `/config/configreferences/${kind}`, {
    title: 'List Key Vault references',
    method: 'GET',
    handle: (ctx, { params }) => at.withSite(ctx, params, (site) => page(site, kind, stored(ctx, site))),
  }),
  ...at.onSite('config/read', `/config/configreferences/${kind}/{setting}`, {
    title: 'Get Key Vault reference',
    method: 'GET',
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) => {
        const found = Object.entries(of(stored(ctx, site), kind)).find(
          ([name]) => name.toLowerCase() === params['setting']?.toLowerCase(),
        );
        if (!found) return refuse(errors.referenceNotFound(params['setting'] ?? ''));
        return ok({ status: 200, body: shape(site, kind, ...found) });
      }),
  }),
  ...at.onSite('config/refresh/action', `/config/configreferences/${kind}/refresh`, {
    title: 'Refresh Key Vault references',
    method: 'POST',
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) => {
        const row = readReferences(ctx, site, siteSettings(ctx.view, site.id));
        const changes = row ? [put('keyVaultReferences', idKey(site.id), row)] : [];
        return { ...page(site, kind, row), changes };
      }),
  }),
];

export const referenceOperations = [...ofKind('appsettings'), ...ofKind('connectionstrings')];
