import { implement } from '../implement.ts';
import { CliError } from '../errors.ts';
import { shape } from '../shape.ts';
import { findDeletedVault } from './deleted.ts';
import { vaultPath, VAULTS_VERSION } from './find.ts';

export const keyvaultRecover = implement('keyvault recover', {
  takes: { resourceGroup: 'text?', location: 'text?', name: 'text?', hsmName: 'text?', noWait: 'flag' },
  run: async ({ resourceGroup, name, hsmName, location, noWait }, az) => {
    const vault = await findDeletedVault(az, name, hsmName, location);
    if (resourceGroup !== undefined && resourceGroup !== vault.resourceGroup)
      throw new CliError(
        `The specified resource group does not match that of the deleted vault or hsm ${name}. The vault or hsm must be recovered to the original resource group ${vault.resourceGroup}.`,
      );
    const { tenantId } = await az.subscription();
    const properties = {
      tenantId,
      sku: { family: 'A', name: 'standard' },
      createMode: 'recover',
    };
    const path = `${await vaultPath(az, vault.resourceGroup, vault.name)}?api-version=${VAULTS_VERSION}`;
    const body = { location: vault.location, properties };
    if (noWait) {
      await az.arm.put(path, body);
      return undefined;
    }
    return shape('Vault', await az.arm.finish('PUT', path, body));
  },
});
