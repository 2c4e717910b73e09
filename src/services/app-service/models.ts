import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

export const siteType = 'Microsoft.Web/sites';
export const planType = 'Microsoft.Web/serverfarms';

/** What runs behind a site; table `webApps`, key idKey of the site. Names of sites are taken worldwide. */
export interface WebAppRow {
  id: string;
  /** `app-web.azurewebsites.net`. */
  host: string;
  state: 'Running' | 'Stopped';
  /** The secret of its identity endpoint; a restart brings another. */
  identityHeader: string;
  instanceId: string;
}

/** The settings of a site; table `appSettings`, key idKey of the site. They are no part of the resource: they hold secrets. */
export interface AppSettingsRow {
  settings: Record<string, string>;
}

/** Which program a site runs; table `deployments`, key idKey of the site. */
export interface DeploymentRow {
  program: string;
}

/** Settable properties of a site, as they were asked for; the rest of what ARM shows is derived. */
export interface SiteProperties {
  serverFarmId: string;
  reserved: boolean;
  httpsOnly: boolean;
  clientAffinityEnabled: boolean;
  siteConfig: Record<string, unknown>;
  [name: string]: unknown;
}

export type Site = ArmResource & { properties: SiteProperties };
export type Plan = ArmResource & {
  sku: { name: string; tier: string; size: string; family: string; capacity: number };
  properties: { reserved: boolean; perSiteScaling: boolean; [name: string]: unknown };
};

export const indexes = {
  webApps: { host: ({ host }: WebAppRow) => [host] },
};

export const hostOf = (name: string): string => `${name.toLowerCase()}.azurewebsites.net`;

export const findSite = (view: View, id: string): Site | undefined => view.get<Site>('resources', idKey(id));
export const findPlan = (view: View, id: string): Plan | undefined => view.get<Plan>('resources', idKey(id));
export const findWebApp = (view: View, id: string): WebAppRow | undefined => view.get<WebAppRow>('webApps', idKey(id));
export const settingsOf = (view: View, id: string): Record<string, string> =>
  view.get<AppSettingsRow>('appSettings', idKey(id))?.settings ?? {};

/** The sites that run on a plan. */
export const sitesOn = (view: View, planId: string): Site[] =>
  view
    .all<Site>('resources')
    .filter((row) => row.type === siteType && idKey(row.properties.serverFarmId) === idKey(planId));
