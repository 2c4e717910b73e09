import type { Service } from '#kernel/define.ts';

/**
 * Azure Key Vault: vaults as ARM resources, and their secrets at `{vault}.vault.azure.net`.
 * Behaviour: https://learn.microsoft.com/rest/api/keyvault/
 */
export const keyVault: Service = {
  namespace: 'Microsoft.KeyVault',
  surfaces: [],
  operations: [],
};
