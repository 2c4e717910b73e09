import { implement } from '../../implement.ts';
import { deletedSecret, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretShowDeleted = implement('keyvault secret show-deleted', {
  takes: { name: 'text?', id: 'text?', vaultName: 'text?' },
  run: async (args, az) => {
    const { vault, name } = secretRef(az, args);
    return deletedSecret(await vault.call('GET', `/deletedsecrets/${name}?api-version=${SECRETS_VERSION}`));
  },
});
