import { defineCommand } from '../../define.ts';
import { secretName } from '../../parameters.ts';
import { secretBundle, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretRecover = defineCommand({
  words: 'keyvault secret recover',
  summary: 'Recovers the deleted secret to the latest version.',
  detail:
    'Recovers the deleted secret in the specified vault. This operation can only be performed on a soft-delete enabled vault. This operation requires the secrets/recover permission.',
  parameters: {
    name: secretName,
    id: {
      group: 'Id',
      help: "The recovery id of the secret. If specified all other 'Id' arguments should be omitted.",
    },
    vaultName: { kind: 'vault', group: 'Id', help: 'Name of the Vault. Required if --id is not specified.' },
  },
  run: async (args, az) => {
    const { vault, name } = secretRef(az, args);
    return {
      ...secretBundle(await vault.call('POST', `/deletedsecrets/${name}/recover?api-version=${SECRETS_VERSION}`)),
      value: null,
    };
  },
});
