import type { Service } from '#kernel/define.ts';
import { table, type DeletedRow, type SettingRow } from './models.ts';
import { deletedStoreOperations } from './operations/deleted-stores.ts';
import { listOperations } from './operations/lists.ts';
import { settingOperations } from './operations/settings.ts';
import { storeKeyOperations } from './operations/store-keys.ts';
import { storeOperations } from './operations/stores.ts';
import { recordRequests } from './record-requests.ts';
import { appConfigurationSurface } from './surface.ts';

/**
 * Azure App Configuration: stores as ARM resources, and their settings at `{store}.azconfig.io`.
 * Behaviour: https://learn.microsoft.com/azure/azure-app-configuration/rest-api
 */
export const appConfiguration: Service = {
  namespace: 'Microsoft.AppConfiguration',
  surfaces: [appConfigurationSurface],
  operations: [
    ...storeOperations,
    ...storeKeyOperations,
    ...deletedStoreOperations,
    ...settingOperations,
    ...listOperations,
  ],
  indexes: { [table.settings]: { store: (row: SettingRow) => [row.store] } },
  observers: [recordRequests],
  upcoming: (view, now) =>
    view
      .all<DeletedRow>(table.deleted)
      .filter(({ purgeAt }) => purgeAt > now)
      .map(({ store, purgeAt }) => ({ at: purgeAt, what: `The deleted configuration store ${store.name} is purged` })),
};
