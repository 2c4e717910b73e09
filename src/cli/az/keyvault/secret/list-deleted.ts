import { defineCommand } from '../../define.ts';
import { secretVault } from '../../parameters.ts';
import { deletedItem, SECRETS_VERSION, vaultOf } from './secret.ts';

export const keyvaultSecretListDeleted = defineCommand({
  words: 'keyvault secret list-deleted',
  summary: 'Lists deleted secrets for the specified vault.',
  detail:
    'The Get Deleted Secrets operation returns the secrets that have been deleted for a vault enabled for soft-delete. This operation requires the secrets/list permission.',
  parameters: {
    id: { group: 'Id', help: "Full URI of the Vault. If specified all other 'Id' arguments should be omitted." },
    vaultName: secretVault,
    maxresults: {
      kind: 'int',
      help: 'Maximum number of results to return in a page. If not specified, the service will return up to 25 results.',
    },
  },
  run: async ({ id, vaultName, maxresults }, az) => {
    const page = maxresults === undefined ? '' : `&maxresults=${maxresults}`;
    const raw = await vaultOf(az, { id, vaultName }).list(`/deletedsecrets?api-version=${SECRETS_VERSION}${page}`);
    return raw.slice(0, maxresults).map(deletedItem);
  },
});
