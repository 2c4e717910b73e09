import type { Az } from '../context.ts';
import { isObject, member, text, type Json, type JsonObject } from '../json.ts';
import type { TableRow } from '../output/table.ts';
import { shape, unshape } from '../shape.ts';

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

/** The body of a PUT of the whole site, as the SDK's model sends back what it read, with what is changed by az's names. */
export function writableSite(raw: Json | undefined, changed: JsonObject = {}): JsonObject {
  return unshape('Site', { ...shape('Site', raw), ...changed });
}
