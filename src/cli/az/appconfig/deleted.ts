import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { at, text, type Json } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';
import { shape, shapes, unshape } from '../shape.ts';
import { appConfigPath, cell, rowsOf, storePath, storeResult, storeRows, timeCell } from './store.ts';

const deletedRows = rowsOf((item) => ({
  'DELETION DATE': timeCell(at(item, 'deletionDate')),
  LOCATION: cell(at(item, 'location')),
  NAME: cell(at(item, 'name')),
  'PURGE PROTECTION': at(item, 'purgeProtectionEnabled') === true ? 'ENABLED' : 'DISABLED',
  'SCHEDULED PURGE DATE': timeCell(at(item, 'scheduledPurgeDate')),
}));

const deletedStores = async (az: Az): Promise<Json[]> =>
  az.arm.list(await appConfigPath(az, 'deletedConfigurationStores'));

/** The group and region of a deleted store, found in the list of all. */
async function findDeleted(
  az: Az,
  name: string,
  given: { resourceGroup?: string | undefined; location?: string | undefined } = {},
): Promise<{ resourceGroup: string; location: string }> {
  for (const store of await deletedStores(az)) {
    const location = String(at(store, 'properties', 'location') ?? '');
    const id = String(at(store, 'properties', 'configurationStoreId') ?? '');
    const resourceGroup = parseResourceId(id)?.resourceGroup ?? '';
    const fits =
      text(store, 'name').toLowerCase() === name.toLowerCase() &&
      (given.resourceGroup === undefined || given.resourceGroup.toLowerCase() === resourceGroup.toLowerCase()) &&
      (given.location === undefined || given.location === location);
    if (fits) return { resourceGroup, location };
  }
  throw new CliError(
    `Failed to find the deleted App Configuration store '${name}'. If you think that the store name is correct, please validate all your input parameters again.`,
    { exit: 3 },
  );
}

const deletedPath = (az: Az, location: string, name: string, action = ''): Promise<string> =>
  appConfigPath(az, `locations/${location}/deletedConfigurationStores/${name}${action}`);

export const appconfigListDeleted = implement('appconfig list-deleted', {
  takes: {},
  run: async (_, az) => shapes('AppConfigDeletedConfigurationStore', await deletedStores(az)),
  table: deletedRows,
});

export const appconfigShowDeleted = implement('appconfig show-deleted', {
  takes: { name: 'text', location: 'text?' },
  run: async ({ name, location }, az) => {
    const where = location ?? (await findDeleted(az, name)).location;
    return shape('AppConfigDeletedConfigurationStore', await az.arm.get(await deletedPath(az, where, name)));
  },
  table: deletedRows,
});

export const appconfigPurge = implement('appconfig purge', {
  takes: { name: 'text', location: 'text?' },
  run: async ({ name, location }, az) => {
    const where = location ?? (await findDeleted(az, name)).location;
    await az.arm.finish('POST', await deletedPath(az, where, name, '/purge'));
    return undefined;
  },
});

export const appconfigRecover = implement('appconfig recover', {
  takes: { name: 'text', resourceGroup: 'text?', location: 'text?' },
  run: async ({ name, ...given }, az) => {
    const known = given.resourceGroup !== undefined && given.location !== undefined;
    const found = known ? undefined : await findDeleted(az, name, given);
    const location = (given.location ?? found?.location ?? '').toLowerCase();
    // The library's own values, which az leaves as they are here.
    const usual = { disableLocalAuth: false, enablePurgeProtection: false, softDeleteRetentionInDays: 7 };
    const wanted = { ...usual, location, sku: { name: 'Standard' }, createMode: 'Recover' };
    const path = await storePath(az, { name, resourceGroup: given.resourceGroup ?? found?.resourceGroup });
    return storeResult(await az.arm.finish('PUT', path, unshape('AppConfigConfigurationStore', wanted)));
  },
  table: storeRows,
});
