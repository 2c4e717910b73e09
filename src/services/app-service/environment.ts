import type { Ctx } from '#kernel/define.ts';
import { connectEndpoint, disconnectEndpoint, endpointVariables } from '#kernel/identity-endpoint.ts';
import { regionTitle } from '#kernel/regions.ts';
import { nameOf, parseResourceId } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import {
  appIdOf,
  findPlan,
  findReferences,
  findSite,
  findWebApp,
  siteSettings,
  slotType,
  type KeyVaultReference,
  type Site,
  type SiteSettings,
  type WebAppRow,
} from './models.ts';

/** `rg-shop-WestEuropewebspace`. */
export const webSpaceOf = (site: Site): string => {
  const group = parseResourceId(site.id)?.resourceGroup ?? '';
  return `${group}-${regionTitle(site.location).replaceAll(' ', '')}webspace${site.properties.reserved ? '-Linux' : ''}`;
};

/**
 * Tells the platform whether the app finds an identity endpoint: it runs, an identity is on, and no setting switches the
 * endpoint off. The setting touches nothing else: the identity stays.
 */
export function announce(ctx: Ctx, site: Site, app: WebAppRow, settings: Record<string, string>): void {
  const off = ['true', '1'].includes(settings['WEBSITE_DISABLE_MSI']?.toLowerCase() ?? '');
  const { id, identity } = site;
  if (app.state !== 'Running' || off || !identity || identity.type === 'None') disconnectEndpoint(ctx, id);
  else connectEndpoint(ctx, { host: id, holder: id, identity, header: app.identityHeader, kind: 'app-service' });
}

type Texts = Record<string, string>;

/** The settings as the app finds them: a reference to a secret shows the secret, or itself where it was not resolved. */
export function effectiveSettings(view: View, siteId: string): Required<SiteSettings> {
  const { settings, connectionStrings = {} } = siteSettings(view, siteId);
  const read = findReferences(view, siteId);
  const shown = (references: Record<string, KeyVaultReference> | undefined, name: string, text: string): string =>
    references?.[name]?.value ?? text;
  const each = <T>(record: Record<string, T>, to: (name: string, value: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(name, value)]));
  return {
    settings: each(settings, (name, text) => shown(read?.settings, name, text)),
    connectionStrings: each(connectionStrings, (name, { value, type }) => ({
      type,
      value: shown(read?.connectionStrings, name, value),
    })),
  };
}

/** `SQLAZURECONNSTR_main`; SQL Server's own prefix leaves the word out. */
const connectionVariable = (type: string, name: string): string =>
  `${type.toLowerCase() === 'sqlserver' ? 'SQL' : type.toUpperCase()}CONNSTR_${name}`;

/**
 * The environment that the program of a web app finds: its settings (also under `APPSETTING_`), what App Service says
 * about the site, and the identity endpoint while an identity is on. Undefined when there is no such site.
 * Source: "Environment variables and app settings reference", "How to use managed identities for App Service".
 */
export function environmentOf(view: View, siteId: string): Record<string, string> | undefined {
  const site = findSite(view, siteId);
  const app = findWebApp(view, siteId);
  if (!site || !app) return undefined;
  const { settings, connectionStrings } = effectiveSettings(view, siteId);
  const connections: Texts = Object.fromEntries(
    Object.entries(connectionStrings).map(([name, { value, type }]) => [connectionVariable(type, name), value]),
  );
  const appName = nameOf(appIdOf(site.id));
  const slotName = site.type === slotType ? nameOf(site.id) : 'Production';
  const parsed = parseResourceId(site.id);
  const plan = findPlan(view, site.properties.serverFarmId);
  const prefixed = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`APPSETTING_${name}`, value]));
  return {
    ...prefixed,
    APPSETTING_WEBSITE_SITE_NAME: appName,
    REGION_NAME: regionTitle(site.location),
    WEBSITE_DEPLOYMENT_ID: site.name.replace('/', '__'),
    WEBSITE_HOSTNAME: app.host,
    WEBSITE_INSTANCE_ID: app.instanceId,
    WEBSITE_OWNER_NAME: `${parsed?.subscriptionId ?? ''}+${webSpaceOf(site)}`,
    WEBSITE_RESOURCE_GROUP: parsed?.resourceGroup ?? '',
    WEBSITE_SITE_NAME: appName,
    WEBSITE_SKU: plan?.sku.tier ?? '',
    WEBSITE_SLOT_NAME: slotName,
    ...connections,
    ...settings,
    ...endpointVariables(view, siteId),
  };
}
