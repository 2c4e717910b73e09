import { implement } from '../../implement.ts';
import { at, list, member, text } from '../../json.ts';
import { secretItem, SECRETS_VERSION, vaultOf } from './secret.ts';

export const keyvaultSecretList = implement('keyvault secret list', {
  takes: { id: 'text?', vaultName: 'text?', maxresults: 'int?', includeManaged: 'bool?' },
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
