import * as z from 'zod';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** Tables of this service. Live vaults are rows of `resources`; `vaultNames` finds them by their global name. */
export const table = {
  names: 'keyVaultNames',
  deletedVaults: 'keyVaultDeletedVaults',
  secrets: 'keyVaultSecrets',
} as const;

const permissionOnSecrets = ['get', 'list', 'set', 'delete', 'backup', 'restore', 'recover', 'purge', 'all'] as const;
export type SecretPermission = (typeof permissionOnSecrets)[number];

export const AccessPolicySchema = z.object({
  tenantId: z.string().min(1),
  objectId: z.string().min(1),
  applicationId: z.string().min(1).nullish(),
  permissions: z.object({
    keys: z.array(z.string()).nullish(),
    secrets: z.array(z.string().toLowerCase().pipe(z.enum(permissionOnSecrets))).nullish(),
    certificates: z.array(z.string()).nullish(),
    storage: z.array(z.string()).nullish(),
  }),
});
export type AccessPolicy = z.infer<typeof AccessPolicySchema>;

const IpRule = z.object({ value: z.string() });
const VirtualNetworkRule = z.object({ id: z.string(), ignoreMissingVnetServiceEndpoint: z.boolean().nullish() });
const NetworkAcls = z.object({
  bypass: z.enum(['AzureServices', 'None']).nullish(),
  defaultAction: z.enum(['Allow', 'Deny']).nullish(),
  ipRules: z.array(IpRule).nullish(),
  virtualNetworkRules: z.array(VirtualNetworkRule).nullish(),
});
export interface NetworkRules {
  bypass: 'AzureServices' | 'None';
  defaultAction: 'Allow' | 'Deny';
  ipRules: { value: string }[];
  virtualNetworkRules: { id: string }[];
}

const GivenProperties = z.object({
  createMode: z.enum(['default', 'recover']).nullish(),
  tenantId: z.string().nullish(),
  sku: z
    .object({
      family: z.string().nullish(),
      name: z
        .string()
        .toLowerCase()
        .pipe(z.enum(['standard', 'premium'])),
    })
    .nullish(),
  accessPolicies: z.array(AccessPolicySchema).max(1024).nullish(),
  enabledForDeployment: z.boolean().nullish(),
  enabledForDiskEncryption: z.boolean().nullish(),
  enabledForTemplateDeployment: z.boolean().nullish(),
  enableSoftDelete: z.boolean().nullish(),
  softDeleteRetentionInDays: z.number().int().nullish(),
  enableRbacAuthorization: z.boolean().nullish(),
  enablePurgeProtection: z.boolean().nullish(),
  networkAcls: NetworkAcls.nullish(),
  publicNetworkAccess: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['enabled', 'disabled']))
    .nullish(),
});
export type VaultGiven = z.infer<typeof GivenProperties>;

const Tags = z.record(z.string(), z.string());
export const VaultPut = z.object({ location: z.string().nullish(), tags: Tags.nullish(), properties: GivenProperties });
export const VaultPatch = z.object({ tags: Tags.nullish(), properties: GivenProperties.nullish() });
export const PoliciesPut = z.object({
  properties: z.object({ accessPolicies: z.array(AccessPolicySchema).max(1024) }),
});
export const NameQuestion = z.object({ name: z.string(), type: z.string() });

/** What a vault is, as ARM shows it. Times are in the row, not here. */
export type VaultProperties = {
  sku: { family: 'A'; name: 'standard' | 'premium' };
  tenantId: string;
  networkAcls?: NetworkRules;
  accessPolicies: AccessPolicy[];
  enabledForDeployment: boolean;
  enabledForDiskEncryption?: boolean;
  enabledForTemplateDeployment?: boolean;
  enableSoftDelete: true;
  softDeleteRetentionInDays: number;
  enableRbacAuthorization: boolean;
  enablePurgeProtection?: true;
  vaultUri: string;
  provisioningState: 'Succeeded';
  publicNetworkAccess: 'Enabled' | 'Disabled';
};

export interface VaultRow extends ArmResource {
  properties: VaultProperties;
  createdBy: { name: string; type: 'User' | 'Application' };
  changedBy: { name: string; type: 'User' | 'Application' };
}

/** A vault in soft-deleted state, kept under its lower-case name. Times are virtual ms. */
export interface DeletedVaultRow {
  vault: VaultRow;
  deletedAt: number;
  purgeAt: number;
}

export interface SecretVersion {
  /** 32 hexadecimal digits. */
  version: string;
  value: string;
  contentType?: string;
  tags?: Record<string, string>;
  enabled: boolean;
  /** Epoch seconds. */
  nbf?: number;
  exp?: number;
  created: number;
  updated: number;
}

/** A secret with all its versions, oldest first; the last one is current. Deleted ones carry when (virtual ms). */
export interface SecretRow {
  /** idKey of the vault. */
  vault: string;
  name: string;
  versions: SecretVersion[];
  deletedAt?: number;
  purgeAt?: number;
}

/** Epoch seconds, up to the year 9999. */
const epoch = z.number().int().min(0).max(253_402_300_799);
const GivenAttributes = z.object({ enabled: z.boolean().nullish(), nbf: epoch.nullish(), exp: epoch.nullish() });
export const SecretPut = z.object({
  value: z.string(),
  contentType: z.string().nullish(),
  tags: Tags.nullish(),
  attributes: GivenAttributes.nullish(),
});
export const SecretPatch = SecretPut.omit({ value: true });
export type SecretGiven = z.infer<typeof SecretPatch>;

/** The ids that ARM shows. */
export const vaultIdOf = (p: { subscriptionId?: string; resourceGroupName?: string; vaultName?: string }): string =>
  `/subscriptions/${p.subscriptionId}/resourceGroups/${p.resourceGroupName}/providers/Microsoft.KeyVault/vaults/${p.vaultName}`;

export const secretKey = (vaultId: string, name: string): string => idKey(`${vaultId}/secrets/${name}`);

/** The live vault with this ARM id, or undefined. */
export const vaultById = (view: View, id: string): VaultRow | undefined => view.get<VaultRow>('resources', idKey(id));

/** The live vault with this global name, or undefined. */
export function vaultByName(view: View, name: string): VaultRow | undefined {
  const found = view.get<{ id: string }>(table.names, name.toLowerCase());
  return found && vaultById(view, found.id);
}

/** The soft-deleted vault with this name, unless its retention has ended. */
export function deletedVault(view: View, name: string, now: number): DeletedVaultRow | undefined {
  const found = view.get<DeletedVaultRow>(table.deletedVaults, name.toLowerCase());
  return found && found.purgeAt > now ? found : undefined;
}

export type SecretState = 'active' | 'softDeleted' | 'purged';

/** Where a secret stands: time may have ended what nobody purged. */
export function stateOf(secret: SecretRow | undefined, now: number): SecretState {
  if (!secret) return 'purged';
  if (secret.purgeAt === undefined) return 'active';
  return secret.purgeAt > now ? 'softDeleted' : 'purged';
}
