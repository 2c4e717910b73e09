import type { Ctx } from '#kernel/define.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { put, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { announce } from './environment.ts';
import { findReferences, hostOf, siteSettings, type Site, type SiteSettings, type WebAppRow } from './models.ts';
import { isStale, readReferences } from './references.ts';

/** What runs behind a new site. */
export const newApp = (ctx: Ctx, { id, name }: Site): WebAppRow => ({
  id,
  host: hostOf(name),
  state: 'Running',
  identityHeader: ctx.newId('identity-header', id).toUpperCase(),
  instanceId: sha256Hex(`${ctx.seed} instance ${idKey(id)}`),
});

/** A new process: the endpoint's secret is another one. */
const restarted = (ctx: Ctx, app: WebAppRow): WebAppRow => ({
  ...app,
  identityHeader: ctx.newId('identity-header', app.id).toUpperCase(),
});

const write = (table: string, id: string, row: object | undefined): Change =>
  row ? put(table, idKey(id), row) : remove(table, idKey(id));

/** The site runs, is stopped or begins again; settings, references and tokens that the platform keeps are as they were. */
export function power(ctx: Ctx, site: Site, app: WebAppRow, state: WebAppRow['state']): Change[] {
  const next = { ...(state === 'Stopped' ? app : restarted(ctx, app)), state };
  announce(ctx, site, next, siteSettings(ctx.view, site.id).settings);
  return [put('webApps', idKey(site.id), next)];
}

/**
 * A site's configuration comes into force: a new process, which finds its endpoint as the settings say, and every
 * reference to a secret read again, also those that named no secret before.
 * Source: "Use Key Vault references as app settings in Azure App Service", rotation.
 */
export function configure(
  ctx: Ctx,
  site: Site,
  running: WebAppRow | undefined,
  wanted: SiteSettings,
): { app: WebAppRow; changes: Change[] } {
  const app = running ? restarted(ctx, running) : newApp(ctx, site);
  announce(ctx, site, app, wanted.settings);
  const references = readReferences(ctx, site, wanted);
  const kept = findReferences(ctx.view, site.id);
  return {
    app,
    changes: [
      put('webApps', idKey(site.id), app),
      put('appSettings', idKey(site.id), wanted),
      ...(references || kept ? [write('keyVaultReferences', site.id, references)] : []),
    ],
  };
}

/** Values of references that are a day old are read again, before the app is next asked for something. */
export function refreshed(ctx: Ctx, site: Site): Change[] {
  const row = findReferences(ctx.view, site.id);
  if (!isStale(row, ctx.now)) return [];
  return [write('keyVaultReferences', site.id, readReferences(ctx, site, siteSettings(ctx.view, site.id), row))];
}
