import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { deletedVaultPath, findDeletedVault } from './deleted.ts';
import { VAULTS_VERSION } from './find.ts';

export const keyvaultShowDeleted = implement('keyvault show-deleted', {
  takes: { location: 'text?', name: 'text?', hsmName: 'text?' },
  run: async ({ name, hsmName, location }, az) => {
    const vault = await findDeletedVault(az, name, hsmName, location);
    const path = `${await deletedVaultPath(az, vault.location, vault.name)}?api-version=${VAULTS_VERSION}`;
    return shape('DeletedVault', await az.arm.get(path));
  },
});
