import type { Az } from '../context.ts';
import { at, isObject, member, text, type Json, type JsonObject } from '../json.ts';
import type { TableRow } from '../output/table.ts';
import { shape } from '../shape.ts';

export const WEB_VERSION = '2023-01-01';

/** The path of a web app or of one of its slots. */
export async function sitePath(az: Az, resourceGroup: string, name: string, slot?: string): Promise<string> {
  const site = `${await az.group(resourceGroup)}/providers/Microsoft.Web/sites/${name}`;
  return slot === undefined ? site : `${site}/slots/${slot}`;
}

/** A site as az prints it: the plan under its own name, times and nulls as the SDK has them. */
export function siteResult(raw: Json | undefined): JsonObject {
  const { serverFarmId = null, ...site } = shape('Site', raw);
  return { ...site, appServicePlanId: serverFarmId };
}

/** Whether a site is a plain web app, which `az webapp list` keeps: function apps and sites without a kind are not. */
export function isWebApp(site: JsonObject): boolean {
  const kind = member(site, 'kind');
  return typeof kind === 'string' && !kind.toLowerCase().includes('function');
}

const COLUMNS = [
  'name',
  'state',
  'location',
  'resourceGroup',
  'defaultHostName',
  'appServicePlanId',
  'ftpPublishingUrl',
];

/** The row of a site in `-o table`. */
export function siteRow(site: Json): TableRow {
  const row: TableRow = {};
  for (const key of Object.keys(isObject(site) ? site : {})) {
    if (COLUMNS.includes(key) && key !== 'appServicePlanId') row[key] = member(site, key) ?? null;
  }
  row['appServicePlan'] = text(site, 'appServicePlanId').split('/').at(-1) ?? '';
  return row;
}

/** The members of a site that a later PUT of the whole site has to carry, as the SDK's model sends them back. */
export function writableSite(raw: Json | undefined): JsonObject {
  const body: JsonObject = {};
  for (const key of ['kind', 'location', 'tags', 'identity', 'extendedLocation']) {
    const found = member(raw, key);
    if (found !== undefined && found !== null) body[key] = found;
  }
  const properties: JsonObject = {};
  for (const key of WRITABLE) {
    const found = at(raw, 'properties', key);
    if (found !== undefined && found !== null) properties[key] = found;
  }
  return { ...body, properties };
}

const WRITABLE = [
  'enabled',
  'hostNameSslStates',
  'serverFarmId',
  'reserved',
  'isXenon',
  'hyperV',
  'vnetRouteAllEnabled',
  'vnetImagePullEnabled',
  'vnetContentShareEnabled',
  'dnsConfiguration',
  'siteConfig',
  'scmSiteAlsoStopped',
  'hostingEnvironmentProfile',
  'clientAffinityEnabled',
  'clientCertEnabled',
  'clientCertMode',
  'clientCertExclusionPaths',
  'hostNamesDisabled',
  'customDomainVerificationId',
  'containerSize',
  'dailyMemoryTimeQuota',
  'httpsOnly',
  'redundancyMode',
  'publicNetworkAccess',
  'storageAccountRequired',
  'keyVaultReferenceIdentity',
  'virtualNetworkSubnetId',
  'managedEnvironmentId',
];
