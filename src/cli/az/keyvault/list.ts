import { defineCommand } from '../define.ts';
import { resourceGroup } from '../parameters.ts';
import { quote } from '../arm.ts';
import type { Az } from '../context.ts';
import { CliError, ServiceError } from '../errors.ts';
import type { Json } from '../json.ts';
import { shapes } from '../shape.ts';
import { VAULTS_VERSION } from './find.ts';

/** az asks for managed HSMs as well, and goes on without them when it is refused. */
async function managedHsms(az: Az, scope: string): Promise<Json[]> {
  try {
    return await az.arm.list(`${scope}/providers/Microsoft.KeyVault/managedHSMs?api-version=2024-11-01`);
  } catch (error) {
    if (error instanceof ServiceError) return [];
    throw error;
  }
}

export const keyvaultList = defineCommand({
  words: 'keyvault list',
  summary: 'List Vaults and/or HSMs.',
  parameters: {
    resourceGroup,
    resourceType: {
      help: 'When --resource-type is not present the command will list all Vaults and HSMs. Possible values for --resource-type are vault and hsm.',
    },
  },
  run: async ({ resourceGroup, resourceType }, az) => {
    const root = await az.root();
    const scope = resourceGroup === undefined ? root : await az.group(resourceGroup);
    if (resourceType !== undefined && !['vault', 'hsm'].includes(resourceType))
      throw new CliError('Unsupported resource type. Only vault and hsm are supported.');
    const vaults: Json[] = [];
    if (resourceType !== 'hsm') {
      const filter = quote("resourceType eq 'Microsoft.KeyVault/vaults'");
      const path =
        resourceGroup === undefined
          ? `${root}/resources?$filter=${filter}&api-version=2015-11-01`
          : `${scope}/providers/Microsoft.KeyVault/vaults?api-version=${VAULTS_VERSION}`;
      vaults.push(...shapes(resourceGroup === undefined ? 'KeyVaultResource' : 'Vault', await az.arm.list(path)));
    }
    if (resourceType !== 'vault') vaults.push(...(await managedHsms(az, scope)));
    return vaults;
  },
});
