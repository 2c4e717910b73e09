import type { Az } from '../context.ts';
import { CliError, ServiceError } from '../errors.ts';
import { at, list, text, type Json, type JsonObject } from '../json.ts';
import type { TableRow } from '../output/table.ts';
import { repr } from '../python-text.ts';
import { parseResourceId } from '../resource-id.ts';
import { shape } from '../shape.ts';

const APPCONFIG_VERSION = '2024-05-01';
const PROVIDER = 'providers/Microsoft.AppConfiguration';

/** The arguments that name one store. */
export const STORE = { name: 'text', resourceGroup: 'text?' } as const;

/** `…/Microsoft.AppConfiguration/{rest}?api-version=…` in the subscription, or in a group. */
export async function appConfigPath(az: Az, rest: string, resourceGroup?: string): Promise<string> {
  const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
  return `${scope}/${PROVIDER}/${rest}?api-version=${APPCONFIG_VERSION}`;
}

/** Where a store is that is known by name alone, found in the list of all. */
export async function findStore(az: Az, name: string): Promise<{ resourceGroup: string; endpoint: string }> {
  const stores = await az.arm.list(await appConfigPath(az, 'configurationStores')).catch((error: unknown) => {
    if (!(error instanceof ServiceError)) throw error;
    throw new CliError(
      `Failed to get the list of App Configuration stores for the current user. Make sure that the account that logged in has sufficient permissions to access the App Configuration store.\n${error.message}`,
    );
  });
  const store = stores.find((one) => text(one, 'name').toLowerCase() === name.toLowerCase());
  const resourceGroup = parseResourceId(text(store, 'id'))?.resourceGroup;
  if (resourceGroup === undefined)
    throw new CliError(`Failed to find the App Configuration store '${name}'.`, { exit: 3 });
  return { resourceGroup, endpoint: String(at(store, 'properties', 'endpoint') ?? '') };
}

/** The path of a store, looked up when its group is not given. */
export async function storePath(
  az: Az,
  { name, resourceGroup }: { name: string; resourceGroup?: string | undefined },
): Promise<string> {
  const group = resourceGroup ?? (await findStore(az, name)).resourceGroup;
  return appConfigPath(az, `configurationStores/${name.replaceAll('!', '%21')}`, group);
}

/** A store as az prints it. */
export const storeResult = (raw: Json | undefined): JsonObject => shape('AppConfigConfigurationStore', raw);

/** How wide a cell of these tables is before it is broken. */
const LADDER = /[\s\S]{1,70}/g;
const LADDER_WIDTH = 70;

/** A value in a cell of az's tables for App Configuration. */
export function cell(value: Json | undefined): string {
  if (value === undefined || value === null) return ' ';
  const said = typeof value === 'string' ? value : repr(value);
  return said.length < LADDER_WIDTH ? said : said.replace(LADDER, '$&\n');
}

/** A time in such a cell. */
export function timeCell(value: Json | undefined): string {
  const ms = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? cell(value) : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** One thing or several as rows. */
export const rowsOf = (row: (item: Json) => TableRow) => (result: Json) =>
  (Array.isArray(result) ? list(result) : [result]).map(row);

export const storeRows = rowsOf((item) => ({
  'CREATION DATE': timeCell(at(item, 'creationDate')),
  ENDPOINT: cell(at(item, 'endpoint')),
  LOCATION: cell(at(item, 'location')),
  NAME: cell(at(item, 'name')),
  'PROVISIONING STATE': cell(at(item, 'provisioningState')),
  'RESOURCE GROUP': cell(at(item, 'resourceGroup')),
  SKU: cell(at(item, 'sku', 'name')),
  'PURGE PROTECTION': at(item, 'enablePurgeProtection') === true ? 'ENABLED' : 'DISABLED',
  'SOFT DELETE RETENTION PERIOD': `${cell(at(item, 'softDeleteRetentionInDays'))} DAYS`,
}));
