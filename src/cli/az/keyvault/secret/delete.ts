import { defineCommand } from '../../define.ts';
import { secretId, secretName, secretVault } from '../../parameters.ts';
import { deletedSecret, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretDelete = defineCommand({
  words: 'keyvault secret delete',
  summary: 'Delete all versions of a secret.',
  detail:
    'Requires secrets/delete permission.  When this method returns Key Vault has begun deleting the secret. Deletion may take several seconds in a vault with soft-delete enabled. This method therefore returns a poller enabling you to wait for deletion to complete.',
  status: {
    tag: '',
    message:
      'WARNING: Warning! If you have soft-delete protection enabled on this key vault, this secret will be moved to the soft deleted state. You will not be able to create a secret with the same name within this key vault until the secret has been purged from the soft-deleted state. Please see the following documentation for additional guidance.\nhttps://learn.microsoft.com/azure/key-vault/general/soft-delete-overview',
  },
  parameters: {
    name: secretName,
    id: secretId,
    vaultName: secretVault,
  },
  run: async (args, az) => {
    const { vault, name } = secretRef(az, args);
    return deletedSecret(await vault.call('DELETE', `/secrets/${name}?api-version=${SECRETS_VERSION}`));
  },
});
