import { implement } from '../../implement.ts';
import { deletedItem, SECRETS_VERSION, vaultOf } from './secret.ts';

export const keyvaultSecretListDeleted = implement('keyvault secret list-deleted', {
  takes: { id: 'text?', vaultName: 'text?', maxresults: 'int?' },
  run: async ({ id, vaultName, maxresults }, az) => {
    const page = maxresults === undefined ? '' : `&maxresults=${maxresults}`;
    const raw = await vaultOf(az, { id, vaultName }).list(`/deletedsecrets?api-version=${SECRETS_VERSION}${page}`);
    return raw.slice(0, maxresults).map(deletedItem);
  },
});
