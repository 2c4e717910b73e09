import { CliError } from '../errors.ts';
import { compact, type Json, type JsonObject } from '../json.ts';

function pairs(given: readonly string[] | undefined, what: string): [string, string][] {
  return (given ?? []).map((pair) => {
    const cut = pair.indexOf('=');
    if (cut < 0) throw new CliError(`Incorrectly formatted ${what}. Argument values should be in the format a=b c=d`);
    return [pair.slice(0, cut), pair.slice(cut + 1)];
  });
}

/** The variables of a container: plain ones, then those that are never shown again. */
export function environment(plain?: readonly string[], secure?: readonly string[]): JsonObject[] | undefined {
  const variables = [
    ...pairs(plain, 'environment settings').map(([name, value]) => ({ name, value })),
    ...pairs(secure, 'secure environment settings').map(([name, secureValue]) => ({ name, secureValue })),
  ];
  return plain === undefined && secure === undefined ? undefined : variables;
}

export function configMap(given: readonly string[] | undefined): JsonObject {
  return { keyValuePairs: Object.fromEntries(pairs(given, 'config map key-value pairs')) };
}

/** Splits a command line as Python's `shlex.split` does: blanks, single and double quotes, backslashes. */
export function splitCommand(line: string): string[] {
  const words: string[] = [];
  const part = /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)|(\s+)|([^\s'"\\]+)/gs;
  let word: string | undefined;
  for (const [, single, double, escaped, blank, plain] of line.matchAll(part)) {
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + (single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain ?? '');
  }
  return word === undefined ? words : [...words, word];
}

/** The identity block that `--assign-identity` asks for. */
export function identityBlock(given: readonly string[]): JsonObject {
  const user = given.filter((id) => id !== '[system]');
  const hasSystem = given.length === 0 || given.includes('[system]');
  if (user.length === 0) return { type: 'SystemAssigned' };
  const userAssignedIdentities = Object.fromEntries(user.map((id): [string, Json] => [id, {}]));
  return { type: hasSystem ? 'SystemAssigned, UserAssigned' : 'UserAssigned', userAssignedIdentities };
}

export interface Registry {
  image: string | undefined;
  registryLoginServer: string | undefined;
  registryUsername: string | undefined;
  registryPassword: string | undefined;
  /** The id of the identity that pulls the image. */
  acrIdentity: string | undefined;
}

function need(value: string | undefined, option: string, what: string): string {
  if (value === undefined) throw new CliError(`Please specify --registry-${option} in order to use ${what}.`);
  return value;
}

/** How the image is pulled from a registry that wants to know who asks. */
export function registryCredentials(given: Registry): JsonObject[] | undefined {
  const { image = '', registryLoginServer, registryUsername, registryPassword, acrIdentity } = given;
  const first = image.split('/')[0] ?? '';
  const isAzure = first.includes('.azurecr.io');
  if (acrIdentity !== undefined) {
    const server = registryLoginServer ?? (isAzure ? first : undefined);
    if (server === undefined)
      throw new CliError('Failed to parse login server from image name; please explicitly specify --registry-server.', {
        exit: 2,
      });
    return [compact({ server, username: registryUsername, password: registryPassword, identity: acrIdentity })];
  }
  if (registryLoginServer !== undefined || isAzure) {
    const what = registryLoginServer !== undefined ? 'custom image registry' : 'Azure Container Registry';
    const username = need(registryUsername, 'username', what);
    const password = need(registryPassword, 'password', what);
    return [{ server: registryLoginServer ?? first, username, password }];
  }
  if (!registryUsername || !registryPassword || !first.includes('.')) return undefined;
  return [{ server: first, username: registryUsername, password: registryPassword }];
}
