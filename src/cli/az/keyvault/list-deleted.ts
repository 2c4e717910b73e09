import { implement } from '../implement.ts';
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

export const keyvaultListDeleted = implement('keyvault list-deleted', {
  takes: { resourceType: 'text?' },
  run: async ({ resourceType }, az) => {
    if (resourceType !== undefined && !['vault', 'hsm'].includes(resourceType))
      throw new CliError(`Unsupported resource type: ${resourceType}`);
    const vaults = resourceType === 'hsm' ? [] : shapes('DeletedVault', await deletedVaults(az));
    return resourceType === 'vault' ? vaults : [...vaults, ...(await deletedHsms(az))];
  },
});
