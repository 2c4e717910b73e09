import { implement } from '../implement.ts';
import { deletedVaultPath, findDeletedVault } from './deleted.ts';
import { VAULTS_VERSION } from './find.ts';

export const keyvaultPurge = implement('keyvault purge', {
  takes: { location: 'text?', name: 'text?', hsmName: 'text?', noWait: 'flag' },
  run: async ({ name, hsmName, location, noWait }, az) => {
    const vault = await findDeletedVault(az, name, hsmName, location);
    const path = `${await deletedVaultPath(az, vault.location, vault.name)}/purge?api-version=${VAULTS_VERSION}`;
    if (noWait) await az.arm.call('POST', path);
    else await az.arm.finish('POST', path);
    return undefined;
  },
});
