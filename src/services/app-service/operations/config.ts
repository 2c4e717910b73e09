import * as z from 'zod/mini';
import { regionTitle } from '#kernel/regions.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Ctx } from '#kernel/define.ts';
import { announce } from '../environment.ts';
import * as errors from '../errors.ts';
import { findSite, findWebApp, settingsOf, siteType, type Site } from '../models.ts';
import { configDefaults } from '../site-shape.ts';
import { restarted } from '../site-write.ts';
import * as at from './web-operation.ts';

const type = `${siteType}/config`;

const shape = (site: Site, name: string, properties: unknown): Record<string, unknown> => ({
  id: `${site.id}/config/${name}`,
  name,
  type,
  location: regionTitle(site.location),
  properties,
});

/** Carries on with the site of the path, or says that there is none. */
function withSite(ctx: Ctx, params: at.Params, then: (site: Site) => Outcome): Outcome {
  const id = at.idIn(ctx, siteType, params);
  const site = findSite(ctx.view, id);
  return site ? then(site) : refuse(errors.notFound(siteType, id));
}

/** Values of settings are secrets: to see them takes an action of its own, which Reader does not hold. */
const listSettings = at.webOperation({
  action: `${type}/list/action`,
  title: 'List web app settings',
  method: 'POST',
  path: `${at.sitePath}/config/appsettings/list`,
  reads: true,
  requires: ({ url }) => ({
    action: `${type}/list/action`,
    scope: url.path.replace(/\/list$/i, ''),
    plane: 'control',
  }),
  handle: (ctx, { params }) =>
    withSite(ctx, params, (site) =>
      ok({ status: 200, body: shape(site, 'appsettings', settingsOf(ctx.view, site.id)) }),
    ),
});

const Settings = z.looseObject({ properties: z.record(z.string(), z.nullable(z.string())) });

const setSettings = at.webOperation({
  action: `${type}/write`,
  title: 'Update web app settings',
  method: 'PUT',
  path: `${at.sitePath}/config/appsettings`,
  body: Settings,
  handle: (ctx, { params, body }) =>
    withSite(ctx, params, (site) => {
      const settings = Object.fromEntries(Object.entries(body.properties).map(([name, value]) => [name, value ?? '']));
      const running = findWebApp(ctx.view, site.id);
      // New settings come with a new process.
      const app = running && restarted(ctx, running);
      if (app) announce(ctx, site, app, settings);
      const key = idKey(site.id);
      return ok({
        status: 200,
        body: shape(site, 'appsettings', settings),
        changes: [put('appSettings', key, { settings }), ...(app ? [put('webApps', key, app)] : [])],
      });
    }),
});

const read = (name: string, title: string, properties: (site: Site) => unknown) =>
  at.webOperation({
    action: `${type}/read`,
    title,
    method: 'GET',
    path: `${at.sitePath}/config/${name}`,
    handle: (ctx, { params }) =>
      withSite(ctx, params, (site) => ok({ status: 200, body: shape(site, name, properties(site)) })),
  });

export const configOperations = [
  listSettings,
  setSettings,
  // Slots are not simulated, so that no setting can be sticky to one.
  read('slotConfigNames', 'List slot configuration names', () => ({
    connectionStringNames: null,
    appSettingNames: null,
    azureStorageConfigNames: null,
  })),
  read('web', 'Get web app configuration', (site) => ({ ...configDefaults, ...site.properties.siteConfig })),
];
