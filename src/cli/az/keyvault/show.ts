import { implement } from '../implement.ts';
import { shape } from '../shape.ts';
import { vaultGroup, vaultPath, VAULTS_VERSION } from './find.ts';

export const keyvaultShow = implement('keyvault show', {
  takes: { resourceGroup: 'text?', name: 'text?', hsmName: 'text?' },
  run: async ({ resourceGroup, name, hsmName }, az) => {
    const group = await vaultGroup(az, resourceGroup, name, hsmName);
    const path = `${await vaultPath(az, group, name ?? '')}?api-version=${VAULTS_VERSION}`;
    return shape('Vault', await az.arm.get(path));
  },
});
