import { defineCommand } from '../../define.ts';
import { secretId, secretName, secretVault, tags } from '../../parameters.ts';
import { compact } from '../../json.ts';
import { parseDate } from '../../values.ts';
import { secretBundle, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretSetAttributes = defineCommand({
  words: 'keyvault secret set-attributes',
  summary: 'Updates the attributes associated with a specified secret in a given key vault.',
  detail:
    'The UPDATE operation changes specified attributes of an existing stored secret. Attributes that are not specified in the request are left unchanged. The value of a secret itself cannot be changed. This operation requires the secrets/set permission.',
  parameters: {
    name: secretName,
    version: { short: 'v', group: 'Id', help: 'The secret version. If omitted, uses the latest version.' },
    enabled: { kind: 'bool', help: 'Enable the secret.' },
    tags,
    contentType: { help: 'Type of the secret value such as a password.' },
    notBefore: { kind: 'date', help: "Secret not usable before the provided UTC datetime (Y-m-d'T'H:M:S'Z')." },
    expires: { kind: 'date', help: "Expiration UTC datetime (Y-m-d'T'H:M:S'Z')." },
    id: secretId,
    vaultName: secretVault,
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
