import { implement } from '../../implement.ts';
import { secretBundle, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretShow = implement('keyvault secret show', {
  takes: { name: 'text?', version: 'text?', id: 'text?', vaultName: 'text?' },
  run: async (args, az) => {
    const { vault, name, version } = secretRef(az, args);
    return secretBundle(await vault.call('GET', `/secrets/${name}/${version}?api-version=${SECRETS_VERSION}`));
  },
});
