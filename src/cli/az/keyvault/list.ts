import { implement } from '../implement.ts';
import { quote } from '../arm.ts';
import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import type { Json } from '../json.ts';
import { shapes } from '../shape.ts';
import { VAULTS_VERSION } from './find.ts';

async function listVaults(az: Az, resourceGroup: string | undefined): Promise<Json[]> {
  if (resourceGroup !== undefined) {
    const path = `${await az.group(resourceGroup)}/providers/Microsoft.KeyVault/vaults?api-version=${VAULTS_VERSION}`;
    return shapes('Vault', await az.arm.list(path));
  }
  const filter = quote("resourceType eq 'Microsoft.KeyVault/vaults'");
  const path = `${await az.root()}/resources?$filter=${filter}&api-version=2015-11-01`;
  return shapes('KeyVaultResource', await az.arm.list(path));
}

async function listHsms(az: Az, resourceGroup: string | undefined): Promise<Json[]> {
  const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
  return az.arm.list(`${scope}/providers/Microsoft.KeyVault/managedHSMs?api-version=2024-11-01`);
}

export const keyvaultList = implement('keyvault list', {
  takes: { resourceGroup: 'text?', resourceType: 'text?' },
  run: async ({ resourceGroup, resourceType }, az) => {
    if (resourceType === 'vault') return listVaults(az, resourceGroup);
    if (resourceType === 'hsm') return listHsms(az, resourceGroup);
    if (resourceType !== undefined) throw new CliError(`Unsupported resource type: ${resourceType}`);
    const found: Json[] = [];
    // The real az keeps silent about any refusal here: whoever may read nothing sees an empty list.
    try {
      found.push(...(await listVaults(az, resourceGroup)));
      found.push(...(await listHsms(az, resourceGroup)));
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
    }
    return found;
  },
});
