import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { text, type JsonObject } from '../../json.ts';
import { parseResourceId } from '../../resource-id.ts';

export interface Registry {
  entry: JsonObject;
  /** The password, kept as a secret of the app. */
  secret?: JsonObject;
}

export interface RegistryArguments {
  registryServer: string | undefined;
  registryIdentity: string | undefined;
  registryUsername: string | undefined;
  registryPassword: string | undefined;
}

export const isSystem = (identity: string | undefined): boolean => identity?.toLowerCase() === 'system';

/** Says no where a registry outside Azure lacks its name, user or password; az does so before it looks at anything else. */
export function checkTogether({ registryServer, registryUsername, registryPassword }: RegistryArguments): void {
  const given = [registryServer, registryUsername, registryPassword];
  if (given.every((value) => value === undefined) || registryServer?.includes('.azurecr.io')) return;
  if (given.some((value) => value === undefined))
    throw new CliError(
      'Usage error: --registry-server, --registry-password and --registry-username are required together if not using Azure Container Registry',
    );
}

/** Says no to a registry identity that az would refuse, before anything is sent. */
export function checkRegistry({ registryServer, registryIdentity, ...by }: RegistryArguments): void {
  if (registryIdentity === undefined) return;
  if (by.registryUsername !== undefined || by.registryPassword !== undefined)
    throw new CliError('Cannot provide both registry identity and username/password');
  if (!isSystem(registryIdentity) && parseResourceId(registryIdentity) === undefined)
    throw new CliError("--registry-identity must be an identity resource ID or 'system'");
  if (!registryServer?.includes('.azurecr.io'))
    throw new CliError('--registry-identity: expected an ACR registry (*.azurecr.io) for --registry-server');
}

/** The entry of a registry that an identity asks. */
export const registryOf = (server: string, identity: string): Registry => ({
  entry: { server, username: null, passwordSecretRef: null, identity },
});

/** The entry of a registry that a name and a password open; the password becomes a secret. */
export function registryWithPassword(az: Az, server: string, username: string, password: string): Registry {
  const name = `${server.replace(/^https?:\/\//, '').replaceAll('.', '')}-${username.toLowerCase()}`;
  az.warn(`Adding registry password as a secret with name "${name}"`);
  return { entry: { server, username, passwordSecretRef: name }, secret: { name, value: password } };
}

/** The registry that a new app begins with; one that is asked by the system-assigned identity comes in a second step. */
export function firstRegistry(az: Az, given: RegistryArguments): Registry | undefined {
  const { registryServer, registryIdentity, registryUsername, registryPassword } = given;
  if (registryServer === undefined || isSystem(registryIdentity)) return undefined;
  if (registryIdentity !== undefined) return registryOf(registryServer, registryIdentity);
  if (registryUsername !== undefined && registryPassword !== undefined)
    return registryWithPassword(az, registryServer, registryUsername, registryPassword);
  throw new CliError(
    registryServer.includes('.azurecr.io')
      ? 'Failed to retrieve credentials for container registry. Please provide the registry username and password'
      : 'Registry username and password are required if you are not using Azure Container Registry.',
  );
}

/** The name of a registry, from its server. */
export const registryName = (server: string): string => server.split('.azurecr.io')[0] ?? '';

/** Whether the list's entry is the registry of the name. */
export const isNamed = (name: string) => (item: JsonObject) => text(item, 'name').toLowerCase() === name.toLowerCase();
