import * as z from 'zod/mini';
import { armOperation } from '#kernel/arm-type.ts';
import type { Ctx, Operation } from '#kernel/define.ts';
import { regionTitle } from '#kernel/regions.ts';
import { ok, put, refuse, type Outcome } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { findWebApp, siteSettings, sites, siteType, stickyNames, type Site, type SiteSettings } from '../models.ts';
import { configure } from '../process.ts';
import { configDefaults } from '../site-shape.ts';
import { SiteBody, writeSite } from '../site-write.ts';
import * as at from './web-operation.ts';

const shape = (site: Site, name: string, properties: unknown): Outcome =>
  ok({
    status: 200,
    body: {
      id: `${site.id}/config/${name}`,
      name,
      type: `${site.type}/config`,
      location: regionTitle(site.location),
      properties,
    },
  });

/** New settings come with a new process, and with references that are read again. */
function settle(ctx: Ctx, site: Site, wanted: Partial<SiteSettings>) {
  const before = siteSettings(ctx.view, site.id);
  return configure(ctx, site, findWebApp(ctx.view, site.id), { ...before, ...wanted }).changes;
}

/** A list of settings that is written whole. Its values are secrets: to see them takes an action that Reader does not hold. */
const settingsList = <Value, Kept>(
  name: 'appsettings' | 'connectionstrings',
  title: string,
  value: z.ZodMiniType<Value>,
  kept: (value: Value) => Kept,
  parts: { of(settings: SiteSettings): object; with(values: Record<string, Kept>): Partial<SiteSettings> },
): Operation[] => [
  ...at.onSite('config/list/action', `/config/${name}/list`, {
    title: `List web app ${title}`,
    method: 'POST',
    reads: true,
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) => shape(site, name, parts.of(siteSettings(ctx.view, site.id)))),
  }),
  ...at.onSite('config/write', `/config/${name}`, {
    title: `Update web app ${title}`,
    method: 'PUT',
    body: z.looseObject({ properties: z.record(z.string(), value) }),
    handle: (ctx, { params, body }) =>
      at.withSite(ctx, params, (site) => {
        const values = Object.fromEntries(
          Object.entries(body.properties).map(([key, one]) => [key, kept(one as Value)]),
        );
        const changes = settle(ctx, site, parts.with(values));
        return { ...shape(site, name, values), changes };
      }),
  }),
];

const ConnectionPair = z.looseObject({ value: z.nullish(z.string()), type: z.string() });

const Names = z.nullish(z.array(z.string()));
const SlotNames = z.looseObject({
  properties: z.looseObject({
    appSettingNames: Names,
    connectionStringNames: Names,
    azureStorageConfigNames: Names,
  }),
});
const noNames = { connectionStringNames: null, appSettingNames: null, azureStorageConfigNames: null };
const slotNamesPath = `${sites.path}/config/slotConfigNames`;

/** Which settings stay with their slot is a matter of the whole app. */
const slotNames = [
  armOperation({
    action: `${siteType}/config/read`,
    title: 'List slot configuration names',
    method: 'GET',
    path: slotNamesPath,
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) =>
        shape(site, 'slotConfigNames', { ...noNames, ...stickyNames(ctx.view, site.id) }),
      ),
  }),
  armOperation({
    action: `${siteType}/config/write`,
    title: 'Update slot configuration names',
    method: 'PUT',
    path: slotNamesPath,
    body: SlotNames,
    handle: (ctx, { params, body }) =>
      at.withSite(ctx, params, (site) => {
        const {
          appSettingNames = null,
          connectionStringNames = null,
          azureStorageConfigNames = null,
        } = body.properties;
        const names = { appSettingNames, connectionStringNames, azureStorageConfigNames };
        return {
          ...shape(site, 'slotConfigNames', names),
          changes: [put('slotConfigNames', idKey(site.id), names)],
        };
      }),
  }),
];

const webConfig = ({ properties }: Site): object => ({ ...configDefaults, ...properties.siteConfig });
const WebConfig = z.looseObject({ properties: z.optional(z.looseObject({})) });

const web = [
  ...at.onSite('config/read', '/config/web', {
    title: 'Get web app configuration',
    method: 'GET',
    handle: (ctx, { params }) => at.withSite(ctx, params, (site) => shape(site, 'web', webConfig(site))),
  }),
  ...['PUT', 'PATCH'].flatMap((method) =>
    at.onSite('config/write', '/config/web', {
      title: 'Update web app configuration',
      method,
      body: WebConfig,
      handle: (ctx, { params, body }) =>
        at.withSite(ctx, params, ({ id }) => {
          const parsed = SiteBody.safeParse({ properties: { siteConfig: body.properties ?? {} } });
          if (!parsed.success) {
            const [issue] = parsed.error.issues;
            return refuse({
              status: 400,
              code: 'BadRequest',
              message: issue?.message ?? 'The configuration is invalid.',
            });
          }
          const written = writeSite(ctx, id, parsed.data, 'merge');
          if ('refusal' in written) return refuse(written.refusal);
          return { ...shape(written.site, 'web', webConfig(written.site)), changes: written.changes };
        }),
    }),
  ),
];

/**
 * What tools remember of an app, such as the language that the portal shows of an app on Windows. Table `siteMetadata`, key
 * idKey of the site. Source: "Web Apps - Update Metadata".
 */
const metadata = [
  ...at.onSite('config/list/action', '/config/metadata/list', {
    title: 'List web app metadata',
    method: 'POST',
    reads: true,
    handle: (ctx, { params }) =>
      at.withSite(ctx, params, (site) => shape(site, 'metadata', ctx.view.get('siteMetadata', idKey(site.id)) ?? {})),
  }),
  ...at.onSite('config/write', '/config/metadata', {
    title: 'Update web app metadata',
    method: 'PUT',
    body: z.looseObject({ properties: z.record(z.string(), z.nullable(z.string())) }),
    handle: (ctx, { params, body }) =>
      at.withSite(ctx, params, (site) => ({
        ...shape(site, 'metadata', body.properties),
        changes: [put('siteMetadata', idKey(site.id), body.properties)],
      })),
  }),
];

export const configOperations = [
  ...settingsList('appsettings', 'settings', z.nullable(z.string()), (text) => text ?? '', {
    of: ({ settings }) => settings,
    with: (settings) => ({ settings }),
  }),
  ...settingsList(
    'connectionstrings',
    'connection strings',
    ConnectionPair,
    ({ value, type }) => ({ value: value ?? '', type }),
    {
      of: ({ connectionStrings = {} }) => connectionStrings,
      with: (connectionStrings) => ({ connectionStrings }),
    },
  ),
  ...metadata,
  ...slotNames,
  ...web,
];
