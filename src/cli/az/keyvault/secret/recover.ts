import { implement } from '../../implement.ts';
import { secretBundle, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretRecover = implement('keyvault secret recover', {
  takes: { name: 'text?', id: 'text?', vaultName: 'text?' },
  run: async (args, az) => {
    const { vault, name } = secretRef(az, args);
    return {
      ...secretBundle(await vault.call('POST', `/deletedsecrets/${name}/recover?api-version=${SECRETS_VERSION}`)),
      value: null,
    };
  },
});
