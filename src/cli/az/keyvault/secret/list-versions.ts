import { implement } from '../../implement.ts';
import { secretItem, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretListVersions = implement('keyvault secret list-versions', {
  takes: { name: 'text?', id: 'text?', vaultName: 'text?', maxresults: 'int?' },
  run: async (args, az) => {
    const { vault, name } = secretRef(az, args);
    const { maxresults } = args;
    const page = maxresults === undefined ? '' : `&maxresults=${maxresults}`;
    const raw = await vault.list(`/secrets/${name}/versions?api-version=${SECRETS_VERSION}${page}`);
    return raw.slice(0, maxresults).map(secretItem);
  },
});
