import type { Az } from '../context.ts';
import { asParserError, CliError } from '../errors.ts';
import { at, text, type Json } from '../json.ts';
import { parseResourceId } from '../resource-id.ts';
import { refuseHsm, VAULTS_VERSION } from './find.ts';

export interface DeletedVault {
  location: string;
  resourceGroup: string;
  /** Of the vault that it was, as it is spelt in the record of its deletion. */
  name: string;
}

/** Every deleted vault that the subscription still keeps. */
export async function deletedVaults(az: Az): Promise<Json[]> {
  return az.arm.list(`${await az.root()}/providers/Microsoft.KeyVault/deletedVaults?api-version=${VAULTS_VERSION}`);
}

/** `…/locations/{location}/deletedVaults/{name}`. */
export async function deletedVaultPath(az: Az, location: string, name: string): Promise<string> {
  return `${await az.root()}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`;
}

/** The deleted vault of a name: looked up where it was, or found in the list when no location is given. */
export async function findDeletedVault(
  az: Az,
  name: string | undefined,
  hsmName: string | undefined,
  location: string | undefined,
): Promise<DeletedVault> {
  refuseHsm(hsmName);
  if (name === undefined) throw new CliError('Please specify --vault-name or --hsm-name.');
  const idOf = (item: Json | undefined) => parseResourceId(String(at(item, 'properties', 'vaultId') ?? ''));
  if (location !== undefined) {
    // az looks while it still checks the options, so that a refusal ends with the parser's exit code.
    const path = `${await deletedVaultPath(az, location, name)}?api-version=${VAULTS_VERSION}`;
    const found = await az.arm.get(path).catch(asParserError);
    return { location, name, resourceGroup: idOf(found)?.resourceGroup ?? '' };
  }
  for (const item of await deletedVaults(az)) {
    const id = idOf(item);
    if (id?.name.toLowerCase() === name.toLowerCase())
      return { location: text(at(item, 'properties'), 'location'), name, resourceGroup: id.resourceGroup };
  }
  throw new CliError(`No deleted Vault or HSM was found with name ${name}`);
}
