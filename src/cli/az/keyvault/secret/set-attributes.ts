import { implement } from '../../implement.ts';
import { compact } from '../../json.ts';
import { parseDate } from '../../values.ts';
import { secretBundle, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretSetAttributes = implement('keyvault secret set-attributes', {
  takes: {
    name: 'text?',
    version: 'text?',
    enabled: 'bool?',
    tags: 'tags?',
    contentType: 'text?',
    notBefore: 'text?',
    expires: 'text?',
    id: 'text?',
    vaultName: 'text?',
  },
  run: async (args, az) => {
    const { vault, name, version } = secretRef(az, args);
    const { enabled, tags, contentType, notBefore, expires } = args;
    const attributes = compact({
      enabled,
      nbf: notBefore === undefined ? undefined : parseDate(notBefore),
      exp: expires === undefined ? undefined : parseDate(expires),
    });
    const body = compact({
      contentType,
      attributes: Object.keys(attributes).length > 0 ? attributes : undefined,
      tags,
    });
    const path = `/secrets/${name}/${version}?api-version=${SECRETS_VERSION}`;
    return { ...secretBundle(await vault.call('PATCH', path, body)), value: null };
  },
});
