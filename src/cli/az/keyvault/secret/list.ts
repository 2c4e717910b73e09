import { defineCommand } from '../../define.ts';
import { secretVault } from '../../parameters.ts';
import { at, list, member, text } from '../../json.ts';
import { secretItem, SECRETS_VERSION, vaultOf } from './secret.ts';

export const keyvaultSecretList = defineCommand({
  words: 'keyvault secret list',
  summary: 'List secrets in a specified key vault.',
  detail:
    'The Get Secrets operation is applicable to the entire vault. However, only the base secret identifier and its attributes are provided in the response. Individual secret versions are not listed in the response. This operation requires the secrets/list permission.',
  parameters: {
    id: { group: 'Id', help: "Full URI of the Vault. If specified all other 'Id' arguments should be omitted." },
    vaultName: secretVault,
    maxresults: {
      kind: 'int',
      help: 'Maximum number of results to return in a page. If not specified, the service will return up to 25 results.',
    },
    includeManaged: { kind: 'bool', help: 'Include managed secrets. Default: false.' },
  },
  run: async ({ id, vaultName, maxresults, includeManaged }, az) => {
    const page = maxresults === undefined ? '' : `&maxresults=${maxresults}`;
    const raw = await vaultOf(az, { id, vaultName }).list(`/secrets?api-version=${SECRETS_VERSION}${page}`);
    const shown = includeManaged ? raw : raw.filter((item) => member(item, 'managed') !== true);
    return shown.slice(0, maxresults).map(secretItem);
  },
  table: (result) =>
    list(result).map((item) => ({
      Name: text(item, 'name'),
      Id: text(item, 'id'),
      ContentType: text(item, 'contentType'),
      Enabled: at(item, 'attributes', 'enabled') ?? null,
      Expires: at(item, 'attributes', 'expires') ?? '',
    })),
});
