import { defineCommand } from '../define.ts';
import { shape } from '../shape.ts';
import { deletedVaultPath, findDeletedVault } from './deleted.ts';
import { VAULTS_VERSION } from './find.ts';

export const keyvaultShowDeleted = defineCommand({
  words: 'keyvault show-deleted',
  summary: 'Show details of a deleted Vault or HSM.',
  parameters: {
    location: { short: 'l', kind: 'location', help: 'Location of the deleted Vault or HSM.' },
    name: { short: 'n', help: 'Name of the deleted Vault.' },
    hsmName: {
      help: 'Name of the deleted HSM. (--hsm-name and --name/-n are mutually exclusive, please specify just one of them).',
    },
  },
  examples: [{ says: 'Show details of a deleted key vault.', line: 'az keyvault show-deleted --name MyKeyVault\n' }],
  run: async ({ name, hsmName, location }, az) => {
    const vault = await findDeletedVault(az, name, hsmName, location);
    const path = `${await deletedVaultPath(az, vault.location, vault.name)}?api-version=${VAULTS_VERSION}`;
    return shape('DeletedVault', await az.arm.get(path));
  },
});
