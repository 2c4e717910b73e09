import { defineCommand } from '../../define.ts';
import { secretName } from '../../parameters.ts';
import { secretRef, SECRETS_VERSION } from './secret.ts';

export const keyvaultSecretPurge = defineCommand({
  words: 'keyvault secret purge',
  summary: 'Permanently deletes the specified secret.',
  detail:
    'The purge deleted secret operation removes the secret permanently, without the possibility of recovery. This operation can only be enabled on a soft-delete enabled vault. This operation requires the secrets/purge permission.',
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
    await vault.call('DELETE', `/deletedsecrets/${name}?api-version=${SECRETS_VERSION}`);
    return undefined;
  },
});
