import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import type { Target } from './connections.ts';
import type { ResolveStatus } from './references.ts';

export const siteType = 'Microsoft.Web/sites';
/** A slot is a site beside its app: own host, own settings, own identities. Its row's name is `app/staging`. */
export const slotType = `${siteType}/slots`;
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

export interface ConnectionString {
  value: string;
  /** `SQLAzure`, `Custom`, …: decides under which name the app finds it. */
  type: string;
}

/** The settings of a site; table `appSettings`, key idKey of the site. They are no part of the resource: they hold secrets. */
export interface SiteSettings {
  settings: Record<string, string>;
  connectionStrings?: Record<string, ConnectionString>;
}

/** A setting that refers to a secret, as it was last read. */
export interface KeyVaultReference {
  reference: string;
  status: ResolveStatus;
  vaultName?: string;
  secretName?: string;
  secretVersion?: string;
  /** `SystemAssigned`, or the ARM id of the identity that reads. */
  identity: string;
  activeVersion?: string;
  value?: string;
}

/** The references in a site's settings; table `keyVaultReferences`, key idKey of the site. */
export interface ReferencesRow {
  siteId: string;
  fetchedAt: number;
  settings: Record<string, KeyVaultReference>;
  connectionStrings: Record<string, KeyVaultReference>;
}

/** Names of settings that stay with their slot when slots are swapped; table `slotConfigNames`, key idKey of the app. */
export interface SlotConfigNames {
  appSettingNames?: string[] | null;
  connectionStringNames?: string[] | null;
  azureStorageConfigNames?: string[] | null;
}

/** A swap that clients ask after; table `siteOperations`, key its id. */
export interface SiteOperationRow {
  id: string;
  /** ARM id of the site that was asked. */
  siteId: string;
}

/** Which program a site runs; table `deployments`, key idKey of the site. */
export interface DeploymentRow {
  program: string;
}

/** How the host of a function app got on; table `functionHosts`, key idKey of the site. */
export interface FunctionHostRow {
  /** The process that it is about: the secret of its endpoint. */
  process: string;
  state: 'Running' | 'Error';
  errors: string[];
  startedAt: number;
}

/** A message that a function works on; table `functionRuns`, key its id. It is taken off the queue when the function succeeds. */
export interface FunctionRunRow {
  id: string;
  siteId: string;
  /** Prefix of the settings that say where the queue is. */
  connection: string;
  target: Target;
  /** Address of the message. */
  url: string;
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

/** `app-web.azurewebsites.net`; a slot adds its name: `app-web-staging.azurewebsites.net`. */
export const hostOf = (name: string): string => `${name.toLowerCase().replace('/', '-')}.azurewebsites.net`;

export const isSite = ({ type }: ArmResource): boolean => type === siteType || type === slotType;
export const isFunctionApp = ({ kind }: Pick<ArmResource, 'kind'>): boolean =>
  /(^|,)functionapp(,|$)/i.test(kind ?? '');
/** The app that a slot belongs to; an app's own id. */
export const appIdOf = (id: string): string => id.replace(/\/slots\/[^/]+$/i, '');

export const findSite = (view: View, id: string): Site | undefined => view.get<Site>('resources', idKey(id));
export const findPlan = (view: View, id: string): Plan | undefined => view.get<Plan>('resources', idKey(id));
export const sites = new ArmType<Site>(siteType);
export const plans = new ArmType<Plan>(planType);
export const findWebApp = (view: View, id: string): WebAppRow | undefined => view.get<WebAppRow>('webApps', idKey(id));
/** The settings as they are written: references as text. */
export const siteSettings = (view: View, id: string): SiteSettings =>
  view.get<SiteSettings>('appSettings', idKey(id)) ?? { settings: {} };
export const settingsOf = (view: View, id: string): Record<string, string> => siteSettings(view, id).settings;
export const findReferences = (view: View, id: string): ReferencesRow | undefined =>
  view.get<ReferencesRow>('keyVaultReferences', idKey(id));
export const stickyNames = (view: View, appId: string): SlotConfigNames =>
  view.get<SlotConfigNames>('slotConfigNames', idKey(appId)) ?? {};

const allSites = (view: View): Site[] => view.all<Site>('resources').filter(isSite);
/** The slots of an app. */
export const slotsOf = (view: View, appId: string): Site[] =>
  allSites(view).filter(({ id, type }) => type === slotType && idKey(appIdOf(id)) === idKey(appId));
/** The sites that run on a plan, without their slots. */
export const sitesOn = (view: View, planId: string): Site[] =>
  allSites(view).filter((row) => row.type === siteType && idKey(row.properties.serverFarmId) === idKey(planId));

/** Every table that holds something of a site under its id. */
export const siteTables = [
  'resources',
  'webApps',
  'appSettings',
  'deployments',
  'keyVaultReferences',
  'slotConfigNames',
  'siteMetadata',
  'functionHosts',
];
