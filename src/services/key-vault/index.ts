import type { Service } from '#kernel/define.ts';
import { stateOf, table, type CertificateRow, type DeletedVaultRow, type KeyRow, type SecretRow } from './models.ts';
import { certificateOperations } from './operations/certificates.ts';
import { deletedSecretOperations } from './operations/deleted-secrets.ts';
import { deletedVaultOperations } from './operations/deleted-vaults.ts';
import { keyOperations } from './operations/keys.ts';
import { secretOperations } from './operations/secrets.ts';
import { vaultReads } from './operations/vaults.ts';
import { vaultWrites } from './operations/vault-writes.ts';
import { recordAudit } from './record-audit.ts';
import { keyVaultSurface } from './surface.ts';

/**
 * Azure Key Vault: vaults as ARM resources, and their secrets at `{vault}.vault.azure.net`.
 * Behaviour: https://learn.microsoft.com/rest/api/keyvault/
 */
export const keyVault: Service = {
  namespace: 'Microsoft.KeyVault',
  surfaces: [keyVaultSurface],
  operations: [
    ...vaultReads,
    ...vaultWrites,
    ...deletedVaultOperations,
    ...secretOperations,
    ...deletedSecretOperations,
    ...keyOperations,
    ...certificateOperations,
  ],
  observers: [recordAudit],
  indexes: {
    [table.secrets]: { vault: (row: SecretRow) => [row.vault] },
    [table.keys]: { vault: (row: KeyRow) => [row.vault] },
    [table.certificates]: { vault: (row: CertificateRow) => [row.vault] },
  },
  upcoming: (view, now) => [
    ...view
      .all<DeletedVaultRow>(table.deletedVaults)
      .map(({ vault, purgeAt }) => ({ at: purgeAt, what: `The deleted vault ${vault.name} is purged` })),
    ...view.all<SecretRow>(table.secrets).flatMap((secret) => {
      if (secret.purgeAt !== undefined)
        return [{ at: secret.purgeAt, what: `The deleted secret ${secret.name} is purged` }];
      const { exp } = secret.versions.at(-1) ?? {};
      return exp !== undefined && stateOf(secret, now) === 'active'
        ? [{ at: exp * 1000, what: `The secret ${secret.name} reaches its expiry date` }]
        : [];
    }),
  ],
};

export { appServiceAddress, learnerAddress } from './network.ts';
