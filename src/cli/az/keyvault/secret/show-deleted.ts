import { defineCommand } from '../../define.ts';
import { secretName } from '../../parameters.ts';
import { deletedSecret, secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretShowDeleted = defineCommand({
  words: 'keyvault secret show-deleted',
  summary: 'Gets the specified deleted secret.',
  detail:
    'The Get Deleted Secret operation returns the specified deleted secret along with its attributes. This operation requires the secrets/get permission.',
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
    return deletedSecret(await vault.call('GET', `/deletedsecrets/${name}?api-version=${SECRETS_VERSION}`));
  },
});
