import { subscriptionOf } from '#kernel/scope.ts';
import type { AccessKey, DeletedRow, StoreGiven, StoreProperties, StoreRow } from './models.ts';

const time = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');

export const endpointOf = ({ name }: StoreRow): string => `https://${name.toLowerCase()}.azconfig.io`;

/** The properties of a store after a PUT or PATCH: what is not given stays. Soft delete is not for the free tier. */
export function storeProperties(held: StoreProperties | undefined, given: StoreGiven, sku: string): StoreProperties {
  const network = given.publicNetworkAccess ?? held?.publicNetworkAccess;
  return {
    disableLocalAuth: given.disableLocalAuth ?? held?.disableLocalAuth ?? false,
    enablePurgeProtection: given.enablePurgeProtection ?? held?.enablePurgeProtection ?? false,
    softDeleteRetentionInDays:
      held?.softDeleteRetentionInDays ?? (sku === 'free' ? 0 : (given.softDeleteRetentionInDays ?? 7)),
    ...(network && { publicNetworkAccess: network }),
  };
}

/** A store as ARM shows it. */
export function storeBody(store: StoreRow): Record<string, unknown> {
  const { type, location, properties, sku, id, name, tags, identity, createdAt } = store;
  return {
    type,
    location,
    properties: {
      provisioningState: 'Succeeded',
      creationDate: time(createdAt),
      endpoint: endpointOf(store),
      encryption: { keyVaultProperties: null },
      privateEndpointConnections: null,
      ...properties,
      dataPlaneProxy: { authenticationMode: 'Pass-through', privateLinkDelegation: 'Disabled' },
    },
    sku,
    ...(identity && { identity }),
    id,
    name,
    tags: tags ?? {},
  };
}

export const keyBody = (store: StoreRow, { id, name, value, readOnly, changedAt }: AccessKey) => ({
  id,
  name,
  value,
  connectionString: `Endpoint=${endpointOf(store)};Id=${id};Secret=${value}`,
  lastModified: time(changedAt),
  readOnly,
});

export const deletedId = ({ id, location, name }: StoreRow): string =>
  `${subscriptionOf(id)}/providers/Microsoft.AppConfiguration/locations/${location}/deletedConfigurationStores/${name}`;

const seconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** A store in soft-deleted state as ARM shows it. */
export const deletedBody = ({ store, deletedAt, purgeAt }: DeletedRow): Record<string, unknown> => ({
  id: deletedId(store),
  name: store.name,
  type: 'Microsoft.AppConfiguration/deletedConfigurationStores',
  properties: {
    configurationStoreId: store.id,
    location: store.location,
    tags: store.tags ?? {},
    deletionDate: seconds(deletedAt),
    scheduledPurgeDate: seconds(purgeAt),
    purgeProtectionEnabled: store.properties.enablePurgeProtection,
  },
});
