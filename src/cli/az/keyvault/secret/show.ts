import { defineCommand } from '../../define.ts';
import { secretId, secretName, secretVault } from '../../parameters.ts';
import { secretBundle, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretShow = defineCommand({
  words: 'keyvault secret show',
  summary: 'Get a specified secret from a given key vault.',
  detail:
    'The GET operation is applicable to any secret stored in Azure Key Vault. This operation requires the secrets/get permission.',
  parameters: {
    name: secretName,
    version: { short: 'v', group: 'Id', help: 'The secret version. If omitted, uses the latest version.' },
    id: secretId,
    vaultName: secretVault,
  },
  run: async (args, az) => {
    const { vault, name, version } = secretRef(az, args);
    return secretBundle(await vault.call('GET', `/secrets/${name}/${version}?api-version=${SECRETS_VERSION}`));
  },
});
