import * as z from 'zod/mini';
import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** Tables of this service. Live vaults are rows of `resources`; `vaultNames` finds them by their global name. */
export const table = {
  names: 'keyVaultNames',
  deletedVaults: 'keyVaultDeletedVaults',
  secrets: 'keyVaultSecrets',
  keys: 'keyVaultKeys',
  certificates: 'keyVaultCertificates',
} as const;

const permissionOnSecrets = ['get', 'list', 'set', 'delete', 'backup', 'restore', 'recover', 'purge', 'all'] as const;
export type SecretPermission = (typeof permissionOnSecrets)[number];

export const AccessPolicySchema = z.object({
  tenantId: z.string().check(z.minLength(1)),
  objectId: z.string().check(z.minLength(1)),
  applicationId: z.nullish(z.string().check(z.minLength(1))),
  permissions: z.object({
    keys: z.nullish(z.array(z.string())),
    secrets: z.nullish(z.array(z.pipe(z.string().check(z.toLowerCase()), z.enum(permissionOnSecrets)))),
    certificates: z.nullish(z.array(z.string())),
    storage: z.nullish(z.array(z.string())),
  }),
});
export type AccessPolicy = z.infer<typeof AccessPolicySchema>;

const IpRule = z.object({ value: z.string() });
const VirtualNetworkRule = z.object({ id: z.string(), ignoreMissingVnetServiceEndpoint: z.nullish(z.boolean()) });
const NetworkAcls = z.object({
  bypass: z.nullish(z.enum(['AzureServices', 'None'])),
  defaultAction: z.nullish(z.enum(['Allow', 'Deny'])),
  ipRules: z.nullish(z.array(IpRule)),
  virtualNetworkRules: z.nullish(z.array(VirtualNetworkRule)),
});
export interface NetworkRules {
  bypass: 'AzureServices' | 'None';
  defaultAction: 'Allow' | 'Deny';
  ipRules: { value: string }[];
  virtualNetworkRules: { id: string }[];
}

const GivenProperties = z.object({
  createMode: z.nullish(z.enum(['default', 'recover'])),
  tenantId: z.nullish(z.string()),
  sku: z.nullish(
    z.object({
      family: z.nullish(z.string()),
      name: z.pipe(z.string().check(z.toLowerCase()), z.enum(['standard', 'premium'])),
    }),
  ),
  accessPolicies: z.nullish(z.array(AccessPolicySchema).check(z.maxLength(1024))),
  enabledForDeployment: z.nullish(z.boolean()),
  enabledForDiskEncryption: z.nullish(z.boolean()),
  enabledForTemplateDeployment: z.nullish(z.boolean()),
  enableSoftDelete: z.nullish(z.boolean()),
  softDeleteRetentionInDays: z.nullish(z.int()),
  enableRbacAuthorization: z.nullish(z.boolean()),
  enablePurgeProtection: z.nullish(z.boolean()),
  networkAcls: z.nullish(NetworkAcls),
  publicNetworkAccess: z.nullish(z.pipe(z.string().check(z.toLowerCase()), z.enum(['enabled', 'disabled']))),
});
export type VaultGiven = z.infer<typeof GivenProperties>;

const Tags = z.record(z.string(), z.string());
export const VaultPut = z.object({
  location: z.nullish(z.string()),
  tags: z.nullish(Tags),
  properties: GivenProperties,
});
export const VaultPatch = z.object({ tags: z.nullish(Tags), properties: z.nullish(GivenProperties) });
export const PoliciesPut = z.object({
  properties: z.object({ accessPolicies: z.array(AccessPolicySchema).check(z.maxLength(1024)) }),
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

/** What every version of an object says. Epoch seconds. */
export interface ObjectVersion {
  /** 32 hexadecimal digits. */
  version: string;
  enabled: boolean;
  nbf?: number;
  exp?: number;
  created: number;
  updated: number;
  tags?: Record<string, string>;
  /** It belongs to a certificate of the same name. */
  managed?: true;
}

export interface SecretVersion extends ObjectVersion {
  value: string;
  contentType?: string;
}

export interface KeyVersion extends ObjectVersion {
  /** The public part. */
  jwk: { kty: string; key_ops: string[]; [member: string]: string | string[] };
}

/** A key or a certificate with all its versions, oldest first; the last one is current. */
export interface KeyRow {
  /** idKey of the vault. */
  vault: string;
  name: string;
  versions: KeyVersion[];
}

export interface CertificateVersion extends ObjectVersion {
  /** Base64 of the DER form. */
  der: string;
  /** SHA-1 of the DER form, base64url. */
  thumbprint: string;
  subject: string;
  /** Bits of the RSA key. */
  keySize: number;
}

export interface CertificateRow {
  vault: string;
  name: string;
  versions: CertificateVersion[];
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
const epoch = z.int().check(z.gte(0), z.lte(253_402_300_799));
export const ObjectAttributes = z.object({
  enabled: z.nullish(z.boolean()),
  nbf: z.nullish(epoch),
  exp: z.nullish(epoch),
});
export const SecretPut = z.object({
  value: z.string(),
  contentType: z.nullish(z.string()),
  tags: z.nullish(Tags),
  attributes: z.nullish(ObjectAttributes),
});
export const SecretPatch = z.omit(SecretPut, { value: true });
export type SecretGiven = z.infer<typeof SecretPatch>;

export const vaults = new ArmType<VaultRow>('Microsoft.KeyVault/vaults');

export const secretKey = (vaultId: string, name: string): string => idKey(`${vaultId}/secrets/${name}`);

export const keyKey = (vaultId: string, name: string): string => idKey(`${vaultId}/keys/${name}`);
export const certificateKey = (vaultId: string, name: string): string => idKey(`${vaultId}/certificates/${name}`);

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
