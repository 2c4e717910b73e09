import { implement } from '../../implement.ts';
import { secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretPurge = implement('keyvault secret purge', {
  takes: { name: 'text?', id: 'text?', vaultName: 'text?' },
  run: async (args, az) => {
    const { vault, name } = secretRef(az, args);
    await vault.call('DELETE', `/deletedsecrets/${name}?api-version=${SECRETS_VERSION}`);
    return undefined;
  },
});
