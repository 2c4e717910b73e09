import { defineCommand } from '../../define.ts';
import { secretId, secretName, secretVault } from '../../parameters.ts';
import { secretItem, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretListVersions = defineCommand({
  words: 'keyvault secret list-versions',
  summary: 'List all versions of the specified secret.',
  detail:
    'The full secret identifier and attributes are provided in the response. No values are returned for the secrets. This operations requires the secrets/list permission.',
  parameters: {
    name: secretName,
    id: secretId,
    vaultName: secretVault,
    maxresults: {
      kind: 'int',
      help: 'Maximum number of results to return in a page. If not specified, the service will return up to 25 results.',
    },
  },
  run: async (args, az) => {
    const { vault, name } = secretRef(az, args);
    const { maxresults } = args;
    const page = maxresults === undefined ? '' : `&maxresults=${maxresults}`;
    const raw = await vault.list(`/secrets/${name}/versions?api-version=${SECRETS_VERSION}${page}`);
    return raw.slice(0, maxresults).map(secretItem);
  },
});
