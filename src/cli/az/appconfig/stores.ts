import { CliError } from '../errors.ts';
import { implement } from '../implement.ts';
import { unshape } from '../shape.ts';
import { requireIdentities, identityOf } from './identity.ts';
import { appConfigPath, STORE, storePath, storeResult, storeRows } from './store.ts';

/** What making and updating a store share, as its model has it. */
function common(args: {
  enablePublicNetwork?: boolean | undefined;
  disableLocalAuth?: boolean | undefined;
  enablePurgeProtection?: boolean | undefined;
}) {
  const open = args.enablePublicNetwork;
  return {
    publicNetworkAccess: open === undefined ? null : open ? 'Enabled' : 'Disabled',
    disableLocalAuth: args.disableLocalAuth ?? null,
    enablePurgeProtection: args.enablePurgeProtection ?? null,
    dataPlaneProxy: {},
  };
}

const SETTINGS = {
  tags: 'tags?',
  enablePublicNetwork: 'bool?',
  disableLocalAuth: 'bool?',
  enablePurgeProtection: 'bool?',
} as const;

const IGNORED: Record<string, string> = {
  free: "Options '--enable-purge-protection', '--replica-name', '--replica-location' , '--no-replica' , 'enable-arm-private-network-access' and '--retention-days' will be ignored when creating a free store.",
  developer:
    "Options '--enable-purge-protection', '--replica-name', '--replica-location' , '--no-replica' and '--retention-days' will be ignored when creating a developer store.",
};

export const appconfigCreate = implement('appconfig create', {
  takes: {
    ...SETTINGS,
    resourceGroup: 'text',
    name: 'text',
    location: 'text',
    sku: 'text',
    assignIdentity: 'texts?',
    retentionDays: 'int?',
    noReplica: 'flag',
  },
  run: async ({ resourceGroup, name, location, sku, tags, ...args }, az) => {
    requireIdentities(args.assignIdentity, false);
    const ignored = IGNORED[sku.toLowerCase()];
    const plain = ignored !== undefined;
    if (plain && (args.enablePurgeProtection || args.retentionDays !== undefined || args.noReplica)) az.warn(ignored);
    if (sku.toLowerCase() === 'premium' && !args.noReplica)
      throw new CliError(
        "Options '--replica-name' and '--replica-location' are required when creating a premium tier store. To avoid creating replica please provide explicit argument '--no-replica'.",
        { exit: 1 },
      );
    const wanted = {
      ...common(plain ? { ...args, enablePurgeProtection: undefined } : args),
      location: location.toLowerCase(),
      identity: args.assignIdentity === undefined ? null : identityOf(args.assignIdentity),
      sku: { name: sku },
      tags: tags ?? null,
      softDeleteRetentionInDays: plain ? null : (args.retentionDays ?? null),
      createMode: 'Default',
    };
    const path = await storePath(az, { name, resourceGroup });
    return storeResult(await az.arm.finish('PUT', path, unshape('AppConfigConfigurationStore', wanted)));
  },
  table: storeRows,
});

export const appconfigUpdate = implement('appconfig update', {
  takes: { ...STORE, ...SETTINGS, sku: 'text?' },
  run: async ({ name, resourceGroup, sku, tags, ...args }, az) => {
    const wanted = { ...common(args), sku: sku === undefined ? null : { name: sku }, tags: tags ?? null };
    const path = await storePath(az, { name, resourceGroup });
    const body = unshape('AppConfigConfigurationStoreUpdateParameters', wanted);
    return storeResult(await az.arm.finish('PATCH', path, body));
  },
  table: storeRows,
});

export const appconfigShow = implement('appconfig show', {
  takes: STORE,
  run: async (args, az) => storeResult(await az.arm.get(await storePath(az, args))),
  table: storeRows,
});

export const appconfigList = implement('appconfig list', {
  takes: { resourceGroup: 'text?' },
  run: async ({ resourceGroup }, az) =>
    (await az.arm.list(await appConfigPath(az, 'configurationStores', resourceGroup))).map(storeResult),
  table: storeRows,
});

export const appconfigDelete = implement('appconfig delete', {
  takes: STORE,
  run: async (args, az) => {
    await az.arm.finish('DELETE', await storePath(az, args));
    return undefined;
  },
});
