import type { Az } from '../../context.ts';
import { asParserError, CliError } from '../../errors.ts';
import { text, type Json, type JsonObject } from '../../json.ts';
import { parseResourceId } from '../../resource-id.ts';
import { shape } from '../../shape.ts';

const STORAGE_VERSION = '2024-01-01';

/** `…/storageAccounts?api-version=…` of a group, or of the whole subscription. */
export async function accountsPath(az: Az, resourceGroup?: string): Promise<string> {
  const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
  return `${scope}/providers/Microsoft.Storage/storageAccounts?api-version=${STORAGE_VERSION}`;
}

/** The address of an account, or of an action of it: `…/storageAccounts/st1/listKeys?api-version=…`. */
export async function accountPath(az: Az, resourceGroup: string, name: string, action = ''): Promise<string> {
  const group = await az.group(resourceGroup);
  return `${group}/providers/Microsoft.Storage/storageAccounts/${name}${action}?api-version=${STORAGE_VERSION}`;
}

/** The group of an account known by name alone, found in the list of all. Throws when the list has none of the name. */
export async function groupOfAccount(az: Az, name: string): Promise<string> {
  const accounts = await az.arm.list(await accountsPath(az));
  const group = parseResourceId(
    text(
      accounts.find((account) => text(account, 'name') === name),
      'id',
    ),
  )?.resourceGroup;
  if (group === undefined) throw new CliError(`Storage account '${name}' not found.`, { exit: 2 });
  return group;
}

/** The same where az looks while it still checks the options: refusals end as its parser ends. */
export async function givenGroup(az: Az, resourceGroup: string | undefined, name: string): Promise<string> {
  return resourceGroup ?? groupOfAccount(az, name).catch(asParserError);
}

/** The keys of an account as the service lists them. */
export async function listKeys(az: Az, resourceGroup: string, name: string): Promise<Json | undefined> {
  return az.arm.call('POST', `${await accountPath(az, resourceGroup, name, '/listKeys')}&$expand=kerb`);
}

/** Whether a name is free, as the service says. */
export async function nameAvailability(az: Az, name: string): Promise<Json | undefined> {
  const path = `${await az.root()}/providers/Microsoft.Storage/checkNameAvailability?api-version=${STORAGE_VERSION}`;
  return az.arm.call('POST', path, { name, type: 'Microsoft.Storage/storageAccounts' });
}

/** An account as az prints it. */
export function accountResult(raw: Json | undefined): JsonObject {
  return shape('StorageAccount', raw);
}
