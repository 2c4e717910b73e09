import { defineCommand } from '../define.ts';
import { noWait } from '../parameters.ts';
import { deletedVaultPath, findDeletedVault } from './deleted.ts';
import { VAULTS_VERSION } from './find.ts';

export const keyvaultPurge = defineCommand({
  words: 'keyvault purge',
  summary: 'Permanently delete the specified Vault or HSM. Aka Purges the deleted Vault or HSM.',
  parameters: {
    location: { short: 'l', kind: 'location', help: 'Location of the deleted Vault or HSM.' },
    name: { short: 'n', help: 'Name of the deleted Vault.' },
    hsmName: {
      help: 'Name of the deleted HSM. (--hsm-name and --name/-n are mutually exclusive, please specify just one of them).',
    },
    noWait,
  },
  run: async ({ name, hsmName, location, noWait }, az) => {
    const vault = await findDeletedVault(az, name, hsmName, location);
    const path = `${await deletedVaultPath(az, vault.location, vault.name)}/purge?api-version=${VAULTS_VERSION}`;
    if (noWait) await az.arm.call('POST', path);
    else await az.arm.finish('POST', path);
    return undefined;
  },
});
