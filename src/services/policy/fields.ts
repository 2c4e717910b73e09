import { regionName } from '#kernel/regions.ts';
import type { IdentityBlock } from '#kernel/rows.ts';

/** A resource as a rule sees it: as it is, or as it would be after the write. */
export interface Subject {
  id: string;
  name: string;
  type: string;
  kind?: string;
  location?: string;
  tags?: Record<string, unknown>;
  identity?: Partial<IdentityBlock>;
  sku?: Record<string, unknown>;
  properties: Record<string, unknown>;
}

/** Aliases by type, with the path where it is not `properties.` and the alias's own last part. */
const aliases: Record<string, Record<string, string>> = {
  'Microsoft.Storage/storageAccounts': {
    allowSharedKeyAccess: '',
    allowBlobPublicAccess: '',
    minimumTlsVersion: '',
    supportsHttpsTrafficOnly: '',
    publicNetworkAccess: '',
    'networkAcls.defaultAction': '',
    'sku.name': 'sku.name',
  },
  'Microsoft.KeyVault/vaults': {
    enableRbacAuthorization: '',
    enablePurgeProtection: '',
    enableSoftDelete: '',
    publicNetworkAccess: '',
    createMode: '',
    'networkAcls.defaultAction': '',
  },
  'Microsoft.Sql/servers': { 'administrators.azureADOnlyAuthentication': '', publicNetworkAccess: '' },
  'Microsoft.Web/sites': { httpsOnly: '', publicNetworkAccess: '' },
  'Microsoft.AppConfiguration/configurationStores': { disableLocalAuth: '', publicNetworkAccess: '' },
  'Microsoft.ServiceBus/namespaces': { disableLocalAuth: '' },
  'Microsoft.Compute/virtualMachines': { 'sku.name': 'properties.hardwareProfile.vmSize' },
  'Microsoft.Authorization/roleAssignments': { roleDefinitionId: '', principalId: '', principalType: '' },
};

const paths = new Map(
  Object.entries(aliases).flatMap(([type, own]) =>
    Object.entries(own).map(([alias, path]): [string, { type: string; path: string }] => [
      `${type}/${alias}`.toLowerCase(),
      { type: type.toLowerCase(), path: path || `properties.${alias}` },
    ]),
  ),
);

const plain = new Set(['name', 'fullname', 'kind', 'type', 'location', 'id', 'tags', 'identity.type']);
const tag = /^tags(?:\[\s*'?(.+?)'?\s*\]|\.(.+))$/i;

export const tagIn = (field: string): string | undefined => {
  const found = tag.exec(field);
  return found ? (found[1] ?? found[2]) : undefined;
};

/** Whether a field can be looked up here. */
export const isField = (field: string): boolean =>
  plain.has(field.toLowerCase()) || tagIn(field) !== undefined || paths.has(field.toLowerCase());

/** The path of a field within its resource, as a violation names it. */
export const pathOf = (field: string): string => paths.get(field.toLowerCase())?.path ?? field;

/** A member by its name in any case; own members only. */
export const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
    : undefined;

const at = (value: unknown, path: string): unknown => path.split('.').reduce(member, value);

/** The value of a field; undefined where there is none, and for an alias of another type. */
export function fieldOf(subject: Subject, field: string): unknown {
  const tagName = tagIn(field);
  if (tagName !== undefined) return member(subject.tags, tagName);
  const alias = paths.get(field.toLowerCase());
  if (alias) return alias.type === subject.type.toLowerCase() ? (at(subject, alias.path) ?? undefined) : undefined;
  if (field.toLowerCase() === 'fullname') return subject.name;
  const value = at(subject, field) ?? undefined;
  return field.toLowerCase() === 'location' && typeof value === 'string' ? (regionName(value) ?? value) : value;
}

/** What a request sends to set a field: `{ properties: { a: { b: value } } }`. */
export const settingOf = (field: string, value: unknown): Record<string, unknown> =>
  pathOf(field)
    .split('.')
    .reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Record<string, unknown>;
