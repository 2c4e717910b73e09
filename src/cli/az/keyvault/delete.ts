import { implement } from '../implement.ts';
import { vaultGroup, vaultPath, VAULTS_VERSION } from './find.ts';

const SOFT_DELETE_WARNING =
  'Warning! If you have soft-delete protection enabled on this key vault, you will not be able to reuse this key vault name until the key vault has been purged from the soft deleted state. Please see the following documentation for additional guidance.\nhttps://learn.microsoft.com/azure/key-vault/general/soft-delete-overview';

export const keyvaultDelete = implement('keyvault delete', {
  takes: { resourceGroup: 'text?', name: 'text?', hsmName: 'text?', noWait: 'flag' },
  run: async ({ resourceGroup, name, hsmName }, az) => {
    az.warn(SOFT_DELETE_WARNING);
    const group = await vaultGroup(az, resourceGroup, name, hsmName);
    await az.arm.call('DELETE', `${await vaultPath(az, group, name ?? '')}?api-version=${VAULTS_VERSION}`);
    return undefined;
  },
});
