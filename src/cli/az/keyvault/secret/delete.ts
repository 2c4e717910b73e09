import { implement } from '../../implement.ts';
import { deletedSecret, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretDelete = implement('keyvault secret delete', {
  takes: { name: 'text?', id: 'text?', vaultName: 'text?' },
  run: async (args, az) => {
    const { vault, name } = secretRef(az, args);
    return deletedSecret(await vault.call('DELETE', `/secrets/${name}?api-version=${SECRETS_VERSION}`));
  },
});
