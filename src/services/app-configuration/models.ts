import * as z from 'zod/mini';
import { ArmType } from '#kernel/arm-type.ts';
import { WantedIdentity } from '#kernel/host-identity.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** Tables of this service. Stores are rows of `resources`; `names` finds them by their global name. */
export const table = {
  names: 'appConfigNames',
  keys: 'appConfigKeys',
  settings: 'appConfigSettings',
  deleted: 'appConfigDeleted',
} as const;

export const storeType = 'Microsoft.AppConfiguration/configurationStores';

const Tags = z.nullish(z.record(z.string(), z.string()));
const Sku = z.object({ name: z.string().check(z.regex(/^(?:free|developer|standard|premium)$/i)) });
const GivenProperties = z.looseObject({
  createMode: z.nullish(z.enum(['Default', 'Recover'])),
  disableLocalAuth: z.nullish(z.boolean()),
  enablePurgeProtection: z.nullish(z.boolean()),
  publicNetworkAccess: z.nullish(z.enum(['Enabled', 'Disabled'])),
  softDeleteRetentionInDays: z.nullish(z.int().check(z.gte(0), z.lte(7))),
});
export type StoreGiven = z.infer<typeof GivenProperties>;

const Common = { tags: Tags, identity: WantedIdentity, properties: z.nullish(GivenProperties) };
export const StorePut = z.looseObject({ ...Common, location: z.nullish(z.string()), sku: Sku });
export const StorePatch = z.looseObject({ ...Common, sku: z.nullish(Sku) });
export type StorePut = z.infer<typeof StorePut>;
export type StorePatch = z.infer<typeof StorePatch>;
export const NameQuestion = z.object({ name: z.string(), type: z.string() });
export const KeyId = z.object({ id: z.string() });
/** What a client may say of a setting; whatever else it sends of it (its key, its ETag) is not heeded. */
export const SettingPut = z.looseObject({
  value: z.nullish(z.string()),
  content_type: z.nullish(z.string()),
  description: z.nullish(z.string()),
  tags: z.nullish(z.record(z.string(), z.nullable(z.string()))),
});

export type StoreProperties = {
  disableLocalAuth: boolean;
  enablePurgeProtection: boolean;
  publicNetworkAccess?: 'Enabled' | 'Disabled';
  softDeleteRetentionInDays: number;
};

export interface StoreRow extends ArmResource {
  sku: { name: string };
  properties: StoreProperties;
}

export interface AccessKey {
  id: string;
  name: string;
  value: string;
  readOnly: boolean;
  changedAt: number;
}

/** The access keys of a store; none while local authentication is off. */
export interface KeysRow {
  keys: AccessKey[];
}

/** A setting as it was from `at` (virtual ms) on. */
export interface Version {
  at: number;
  etag: string;
  value: string | null;
  contentType: string | null;
  description?: string;
  tags: Record<string, string | null>;
  locked: boolean;
  /** From here on the setting is not there. */
  gone?: true;
}

/** A setting is named by its key and its label, which may be none. Oldest version first. */
export interface SettingRow {
  /** idKey of the store. */
  store: string;
  key: string;
  label: string | null;
  versions: Version[];
}

export interface DeletedRow {
  store: StoreRow;
  deletedAt: number;
  purgeAt: number;
}

export const stores = new ArmType<StoreRow>(storeType);

export const settingKey = (storeId: string, key: string, label: string | null): string =>
  `${idKey(storeId)} ${key}\n${label ?? ''}`;

export const storeById = (view: View, id: string): StoreRow | undefined => view.get<StoreRow>('resources', idKey(id));

/** The store with this global name, or undefined. */
export function storeByName(view: View, name: string): StoreRow | undefined {
  const found = view.get<{ id: string }>(table.names, name.toLowerCase());
  return found && storeById(view, found.id);
}

/** The store that a place on the data plane stands for; a place without one is a bug. */
export function storeAt(view: View, params: Record<string, string>): StoreRow {
  const store = storeById(view, params['storeId'] ?? '');
  if (!store) throw new Error(`no configuration store at ${params['storeId']}`);
  return store;
}

export const keysOf = (view: View, storeId: string): AccessKey[] =>
  view.get<KeysRow>(table.keys, idKey(storeId))?.keys ?? [];

/** The soft-deleted store of this name, if its retention has not ended. */
export function deletedStore(view: View, name: string, now: number): DeletedRow | undefined {
  const found = view.get<DeletedRow>(table.deleted, name.toLowerCase());
  return found && found.purgeAt > now ? found : undefined;
}

/** A setting as it is at the time, or undefined where it is not. */
export function versionAt(row: SettingRow | undefined, at: number): Version | undefined {
  const found = row?.versions.findLast((version) => version.at <= at);
  return found?.gone ? undefined : found;
}
