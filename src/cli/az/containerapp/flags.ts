import { CliError } from '../errors.ts';
import { text, type JsonObject } from '../json.ts';

const SHAPE =
  'Secrets must be in format "<key>=<value> <key>=<value> ..." or "<key>=<keyvaultref:keyvaulturl,identityref:indentityId> ...".';

/** What `--secrets` names: plain values, and references to a vault that an identity reads. */
export function parseSecrets(given: readonly string[]): JsonObject[] {
  const seen = new Set<string>();
  return given.map((pair) => {
    const cut = pair.indexOf('=');
    if (cut < 0) throw new CliError(SHAPE);
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
    if (seen.has(name)) throw new CliError(`Duplicate secret "${name}" found, secret names must be unique.`);
    seen.add(name);
    const parts = value.split(',');
    const [first = '', second = ''] = parts;
    if (parts.length === 1 && first.startsWith('keyvaultref:')) throw new CliError(`Identityref is missing. ${SHAPE}`);
    if (parts.length === 1 && first.startsWith('identityref:')) throw new CliError(`Keyvaultref is missing. ${SHAPE}`);
    if (parts.length !== 2 || !first.startsWith('keyvaultref:') || !second.startsWith('identityref:'))
      return { name, value, keyVaultUrl: '', identity: '' };
    const [keyVaultUrl, identity] = [first.slice('keyvaultref:'.length), second.slice('identityref:'.length)];
    return { name, value: '', keyVaultUrl, identity };
  });
}

/** What `--env-vars` names: values, and references to the app's secrets. */
export function parseVariables(given: readonly string[]): JsonObject[] {
  const seen = new Set<string>();
  return given.map((pair): JsonObject => {
    const cut = pair.indexOf('=');
    if (cut < 0)
      throw new CliError('Environment variables must be in the format "<key>=<value> <key>=secretref:<value> ...".');
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
    if (seen.has(name))
      throw new CliError(`Duplicate environment variable ${name} found, environment variable names must be unique.`);
    seen.add(name);
    const parts = value.split('secretref:');
    return parts.length === 2 ? { name, secretRef: parts[1] ?? '' } : { name, value: parts[0] ?? '' };
  });
}

/** Puts new ones in the place of those of the same name, in any case of letters, and the others behind them. */
export function mergeByName(
  old: readonly JsonObject[],
  added: readonly JsonObject[],
  replace: (there: JsonObject, by: JsonObject) => JsonObject,
): JsonObject[] {
  const merged = [...old];
  for (const item of added) {
    const at = merged.findIndex((one) => text(one, 'name').toLowerCase() === text(item, 'name').toLowerCase());
    const there = merged[at];
    if (there === undefined) merged.push(item);
    else merged[at] = replace(there, item);
  }
  return merged;
}
