import type { ArmResource } from '#kernel/rows.ts';
import { subscriptionOf } from '#kernel/scope.ts';
import type { DeletedVaultRow, VaultRow } from './models.ts';

const by = (
  { name, type }: VaultRow['createdBy'],
  at: number,
  verb: 'created' | 'lastModified',
): Record<string, string> => ({
  [`${verb}By`]: name,
  [`${verb}ByType`]: type,
  [`${verb}At`]: new Date(at).toISOString(),
});

/** A vault as ARM shows it. */
export function vaultBody(vault: VaultRow): Record<string, unknown> {
  const { id, name, type, location, tags, createdBy, createdAt, changedBy, changedAt, properties } = vault;
  return {
    id,
    name,
    type,
    location,
    tags: tags ?? {},
    systemData: { ...by(createdBy, createdAt, 'created'), ...by(changedBy, changedAt, 'lastModified') },
    properties,
  };
}

/** The answer to the PUT that creates a vault: its name is being registered, and its address has no slash yet. */
export function newVaultBody(vault: VaultRow): Record<string, unknown> {
  const { properties } = vault;
  return {
    ...vaultBody(vault),
    properties: {
      ...properties,
      vaultUri: properties.vaultUri.replace(/\/$/, ''),
      provisioningState: 'RegisteringDns',
    },
  };
}

export const deletedVaultId = ({ id, location, name }: ArmResource): string =>
  `${subscriptionOf(id)}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`;

const seconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** A vault in soft-deleted state as ARM shows it. */
export const deletedVaultBody = ({ vault, deletedAt, purgeAt }: DeletedVaultRow): Record<string, unknown> => ({
  id: deletedVaultId(vault),
  name: vault.name,
  type: 'Microsoft.KeyVault/deletedVaults',
  properties: {
    vaultId: vault.id,
    location: vault.location,
    tags: vault.tags ?? {},
    deletionDate: seconds(deletedAt),
    scheduledPurgeDate: seconds(purgeAt),
    ...(vault.properties.enablePurgeProtection && { purgeProtectionEnabled: true }),
  },
});
