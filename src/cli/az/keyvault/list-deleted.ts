import { defineCommand } from '../define.ts';
import type { Az } from '../context.ts';
import { CliError, ServiceError } from '../errors.ts';
import type { Json } from '../json.ts';
import { shapes } from '../shape.ts';
import { deletedVaults } from './deleted.ts';

/** Managed HSMs are asked for as well, and left out where the tenant has none of them. */
async function deletedHsms(az: Az): Promise<Json[]> {
  try {
    return await az.arm.list(
      `${await az.root()}/providers/Microsoft.KeyVault/deletedManagedHSMs?api-version=2024-11-01`,
    );
  } catch (error) {
    if (error instanceof ServiceError && error.status === 501) return [];
    throw error;
  }
}

export const keyvaultListDeleted = defineCommand({
  words: 'keyvault list-deleted',
  summary: 'Get information about the deleted Vaults or HSMs in a subscription.',
  parameters: {
    resourceType: {
      help: 'When --resource-type is not present the command will list all deleted Vaults and HSMs. Possible values for --resource-type are vault and hsm.',
    },
  },
  run: async ({ resourceType }, az) => {
    if (resourceType !== undefined && !['vault', 'hsm'].includes(resourceType))
      throw new CliError(`Unsupported resource type: ${resourceType}`);
    const vaults = resourceType === 'hsm' ? [] : shapes('DeletedVault', await deletedVaults(az));
    return resourceType === 'vault' ? vaults : [...vaults, ...(await deletedHsms(az))];
  },
});
