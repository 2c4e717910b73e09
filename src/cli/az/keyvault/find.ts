import { quote } from '../arm.ts';
import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { text } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';

export const VAULTS_VERSION = '2023-02-01';

/** The path of a vault in a group. */
export async function vaultPath(az: Az, resourceGroup: string, name: string): Promise<string> {
  return `${await az.group(resourceGroup)}/providers/Microsoft.KeyVault/vaults/${name}`;
}

/** The group of a vault known by name alone, which az finds by listing resources. */
export async function vaultGroup(
  az: Az,
  resourceGroup: string | undefined,
  name: string | undefined,
  hsmName: string | undefined,
): Promise<string> {
  if (name !== undefined && hsmName !== undefined)
    throw new CliError('--name/-n and --hsm-name are mutually exclusive.');
  refuseHsm(hsmName);
  if (resourceGroup !== undefined) return resourceGroup;
  const refusal = () =>
    new CliError(
      `The ${name === undefined ? 'HSM' : 'Vault'} '${name ?? hsmName ?? 'None'}' not found within subscription.`,
    );
  if (name === undefined) throw refusal();
  const filter = quote(`resourceType eq 'Microsoft.KeyVault/vaults' and name eq '${name}'`);
  const found = await az.arm.list(`${await az.root()}/resources?$filter=${filter}&api-version=2015-11-01`);
  const match = found.find((item) => text(item, 'name').toLowerCase() === name.toLowerCase());
  const group = parseResourceId(text(match, 'id'))?.resourceGroup;
  if (group === undefined) throw refusal();
  return group;
}

/** Managed HSMs are not part of this lab. */
export function refuseHsm(hsmName: string | undefined): void {
  if (hsmName !== undefined)
    throw new CliError(`Managed HSMs exist in the real Azure, but this lab does not simulate them yet.`);
}
