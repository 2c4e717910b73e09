import * as z from 'zod/mini';
import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** Tables of this service. Accounts are rows of `resources`; `names` finds them by their global name. */
export const table = {
  names: 'storageNames',
  keys: 'storageKeys',
  delegationKeys: 'storageDelegationKeys',
  containers: 'storageContainers',
  blobs: 'storageBlobs',
  queues: 'storageQueues',
  messages: 'storageMessages',
} as const;

const skus = [
  'Standard_LRS',
  'Standard_GRS',
  'Standard_RAGRS',
  'Standard_ZRS',
  'Standard_GZRS',
  'Standard_RAGZRS',
  'Premium_LRS',
  'Premium_ZRS',
] as const;
const kinds = ['Storage', 'StorageV2', 'BlobStorage', 'FileStorage', 'BlockBlobStorage'] as const;

const NetworkAcls = z.object({
  bypass: z.nullish(z.string()),
  defaultAction: z.nullish(z.enum(['Allow', 'Deny'])),
  ipRules: z.nullish(z.array(z.object({ value: z.string(), action: z.nullish(z.string()) }))),
  virtualNetworkRules: z.nullish(z.array(z.object({ id: z.string(), action: z.nullish(z.string()) }))),
});

const GivenProperties = z.object({
  accessTier: z.nullish(z.enum(['Hot', 'Cool', 'Cold', 'Premium'])),
  allowBlobPublicAccess: z.nullish(z.boolean()),
  allowSharedKeyAccess: z.nullish(z.boolean()),
  defaultToOAuthAuthentication: z.nullish(z.boolean()),
  minimumTlsVersion: z.nullish(z.enum(['TLS1_0', 'TLS1_1', 'TLS1_2', 'TLS1_3'])),
  networkAcls: z.nullish(NetworkAcls),
  publicNetworkAccess: z.nullish(z.enum(['Enabled', 'Disabled', 'SecuredByPerimeter'])),
  supportsHttpsTrafficOnly: z.nullish(z.boolean()),
});
export type AccountGiven = z.infer<typeof GivenProperties>;

const Tags = z.record(z.string(), z.string());
export const AccountPut = z.object({
  location: z.nullish(z.string()),
  sku: z.object({ name: z.enum(skus) }),
  kind: z.enum(kinds),
  tags: z.nullish(Tags),
  properties: z.nullish(GivenProperties),
});
export const AccountPatch = z.object({
  sku: z.nullish(z.object({ name: z.enum(skus) })),
  kind: z.nullish(z.enum(kinds)),
  tags: z.nullish(Tags),
  properties: z.nullish(GivenProperties),
});
export const NameQuestion = z.object({ name: z.string(), type: z.string() });
export const KeyName = z.object({ keyName: z.string() });
export const ContainerPut = z.nullish(
  z.object({
    properties: z.nullish(
      z.object({
        publicAccess: z.nullish(z.enum(['None', 'Blob', 'Container'])),
        metadata: z.nullish(z.record(z.string(), z.string())),
      }),
    ),
  }),
);

export interface NetworkRules {
  bypass: string;
  virtualNetworkRules: { id: string; action: 'Allow' }[];
  ipRules: { value: string; action: 'Allow' }[];
  defaultAction: 'Allow' | 'Deny';
}

/** What an account is, as far as requests change it. A switch that nobody has set is not there, as in ARM. */
export type AccountProperties = {
  accessTier: string;
  allowBlobPublicAccess: boolean;
  allowSharedKeyAccess?: boolean;
  defaultToOAuthAuthentication?: boolean;
  minimumTlsVersion: string;
  networkAcls: NetworkRules;
  publicNetworkAccess?: 'Enabled' | 'Disabled' | 'SecuredByPerimeter';
  supportsHttpsTrafficOnly: boolean;
};

export interface AccountRow extends ArmResource {
  sku: { name: string; tier: string };
  kind: string;
  properties: AccountProperties;
}

/** The keys of an account; `delegation` is the secret from which user delegation keys are made. Times: virtual ms. */
export interface KeysRow {
  account: string;
  keys: { keyName: 'key1' | 'key2'; value: string; createdAt: number }[];
  delegation: string;
}

/** A user delegation key that somebody has asked for: whose right it hands on, with the groups of that moment. */
export interface DelegationKeyRow {
  /** Its own key in the table, and idKey of the account. */
  key: string;
  account: string;
  objectId: string;
  principalType: 'User' | 'ServicePrincipal';
  name: string;
  groupIds: string[];
  value: string;
}

export type PublicAccess = 'container' | 'blob';

export interface ContainerRow {
  /** idKey of the account. */
  account: string;
  name: string;
  publicAccess?: PublicAccess;
  metadata: Record<string, string>;
  etag: string;
  changedAt: number;
}

export interface BlobRow {
  /** Key of the container. */
  container: string;
  name: string;
  /** Text: this tenant keeps no binary data. */
  content: string;
  contentType: string;
  contentEncoding?: string;
  contentLanguage?: string;
  contentDisposition?: string;
  cacheControl?: string;
  md5: string;
  metadata: Record<string, string>;
  etag: string;
  createdAt: number;
  changedAt: number;
}

export interface QueueRow {
  account: string;
  name: string;
  metadata: Record<string, string>;
  /** How many messages were ever put: the next one's place. */
  put: number;
}

export interface MessageRow {
  /** Key of the queue. */
  queue: string;
  id: string;
  order: number;
  text: string;
  insertedAt: number;
  /** Virtual ms; absent: never. */
  expiresAt?: number;
  visibleAt: number;
  popReceipt: string;
  dequeueCount: number;
}

export const accountType = 'Microsoft.Storage/storageAccounts';

export const accounts = new ArmType<AccountRow>(accountType);

/** `/` stands in no name of an account, container or queue; a blob's own name is the rest. */
export const containerKey = (accountId: string, name: string): string => `${idKey(accountId)} ${name}`;
export const blobKey = (accountId: string, container: string, name: string): string =>
  `${containerKey(accountId, container)} ${name}`;
export const queueKey = containerKey;
export const messageKey = (accountId: string, queue: string, id: string): string =>
  `${queueKey(accountId, queue)} ${id}`;

export const containerScope = (accountId: string, name: string): string =>
  `${accountId}/blobServices/default/containers/${name}`;
export const queueScope = (accountId: string, name: string): string =>
  `${accountId}/queueServices/default/queues/${name}`;

/** The account with this ARM id, or undefined. */
export const accountById = (view: View, id: string): AccountRow | undefined =>
  view.get<AccountRow>('resources', idKey(id));

/** The account with this global name, or undefined. */
export function accountByName(view: View, name: string): AccountRow | undefined {
  const found = view.get<{ id: string }>(table.names, name.toLowerCase());
  return found && accountById(view, found.id);
}

/** The account that a place on a data surface stands for; a place without one is a bug. */
export function accountAt(view: View, params: Record<string, string>): AccountRow {
  const account = accountById(view, params['accountId'] ?? '');
  if (!account) throw new Error(`no storage account at ${params['accountId']}`);
  return account;
}

export const keysOf = (view: View, accountId: string): KeysRow => {
  const keys = view.get<KeysRow>(table.keys, idKey(accountId));
  if (!keys) throw new Error(`${accountId} has no keys`);
  return keys;
};
