import { normalRange } from '#kernel/addresses.ts';
import { armTime } from '#kernel/clock.ts';
import type { Refusal } from '#kernel/result.ts';
import { addressNotValid } from './errors.ts';
import type { AccountGiven, AccountProperties, AccountRow, ContainerRow, KeysRow, NetworkRules } from './models.ts';

/** The network rules that result, or the address that is none. Addresses stay as they are written. */
function rules(held: NetworkRules | undefined, given: NonNullable<AccountGiven['networkAcls']>): NetworkRules | string {
  const odd = (given.ipRules ?? []).find(({ value }) => !normalRange(value) || /\/3[12]$/.test(value));
  if (odd) return odd.value;
  return {
    bypass: given.bypass ?? held?.bypass ?? 'AzureServices',
    virtualNetworkRules:
      given.virtualNetworkRules?.map(({ id }) => ({ id, action: 'Allow' as const })) ?? held?.virtualNetworkRules ?? [],
    ipRules: given.ipRules?.map(({ value }) => ({ value, action: 'Allow' as const })) ?? held?.ipRules ?? [],
    defaultAction: given.defaultAction ?? held?.defaultAction ?? 'Allow',
  };
}

/**
 * The properties of an account after a PUT or PATCH: what is not given stays, or takes the default of the current API
 * versions. Refuses firewall addresses that Storage does not take (`/31` and `/32` among them).
 */
export function accountProperties(
  held: AccountProperties | undefined,
  given: AccountGiven,
): { properties: AccountProperties } | { refusal: Refusal } {
  const networkAcls = rules(held?.networkAcls, given.networkAcls ?? {});
  if (typeof networkAcls === 'string') return { refusal: addressNotValid(networkAcls) };
  const keys = given.allowSharedKeyAccess ?? held?.allowSharedKeyAccess;
  const oauth = given.defaultToOAuthAuthentication ?? held?.defaultToOAuthAuthentication;
  const network = given.publicNetworkAccess ?? held?.publicNetworkAccess;
  return {
    properties: {
      ...(keys !== undefined && { allowSharedKeyAccess: keys }),
      ...(oauth !== undefined && { defaultToOAuthAuthentication: oauth }),
      ...(network && { publicNetworkAccess: network }),
      minimumTlsVersion: given.minimumTlsVersion ?? held?.minimumTlsVersion ?? 'TLS1_0',
      allowBlobPublicAccess: given.allowBlobPublicAccess ?? held?.allowBlobPublicAccess ?? false,
      networkAcls,
      supportsHttpsTrafficOnly: given.supportsHttpsTrafficOnly ?? held?.supportsHttpsTrafficOnly ?? true,
      accessTier: given.accessTier ?? held?.accessTier ?? 'Hot',
    },
  };
}

const endpoints = (name: string): Record<string, string> =>
  Object.fromEntries(
    ['dfs', 'blob', 'queue', 'table', 'file'].map((service) => [
      service,
      `https://${name}.${service}.core.windows.net/`,
    ]),
  );

/** An account as ARM shows it. */
export function accountBody(account: AccountRow): Record<string, unknown> {
  const { sku, kind, id, name, type, location, tags, properties, createdAt } = account;
  const enabled = { keyType: 'Account', enabled: true, lastEnabledTime: armTime(createdAt) };
  return {
    sku,
    kind,
    id,
    name,
    type,
    location,
    tags: tags ?? {},
    properties: {
      keyCreationTime: { key1: armTime(createdAt), key2: armTime(createdAt) },
      privateEndpointConnections: [],
      ...properties,
      encryption: { services: { file: enabled, blob: enabled }, keySource: 'Microsoft.Storage' },
      provisioningState: 'Succeeded',
      creationTime: armTime(createdAt),
      primaryEndpoints: endpoints(name),
      primaryLocation: location,
      statusOfPrimary: 'available',
    },
  };
}

export const keysBody = ({ keys }: KeysRow): Record<string, unknown> => ({
  keys: keys.map(({ keyName, value, createdAt }) => ({
    creationTime: armTime(createdAt),
    keyName,
    value,
    permissions: 'FULL',
  })),
});

const levels = { container: 'Container', blob: 'Blob' } as const;

/** A container as ARM shows it. */
export function containerBody(account: AccountRow, held: ContainerRow): Record<string, unknown> {
  const { name, etag, changedAt, publicAccess, metadata } = held;
  return {
    id: `${account.id}/blobServices/default/containers/${name}`,
    name,
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    etag,
    properties: {
      deleted: false,
      remainingRetentionDays: 0,
      defaultEncryptionScope: '$account-encryption-key',
      denyEncryptionScopeOverride: false,
      publicAccess: publicAccess ? levels[publicAccess] : 'None',
      leaseStatus: 'Unlocked',
      leaseState: 'Available',
      lastModifiedTime: armTime(changedAt),
      ...(Object.keys(metadata).length > 0 && { metadata }),
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
    },
  };
}
