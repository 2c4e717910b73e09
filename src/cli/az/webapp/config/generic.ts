import { CliError } from '../../errors.ts';
import { isObject, parseJson, type JsonObject } from '../../json.ts';

/** `min_tls_version` as the model's `minTlsVersion`; a name of another form stays. */
function fromSnake(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * What `--generic-configurations` says: JSON, whose names are those of the API, or `name=value` with the SDK's names in
 * snake case. A name in another case sets nothing there, as in the real az.
 */
export function genericConfigurations(given: readonly string[]): JsonObject {
  const said: JsonObject = {};
  for (const item of given) {
    const json = parseJson(item);
    if (isObject(json)) {
      for (const [name, value] of Object.entries(json)) said[fromSnake(name)] = value;
      continue;
    }
    const cut = item.indexOf('=');
    if (cut < 0) throw new CliError('not enough values to unpack (expected 2, got 1)');
    const name = item.slice(0, cut);
    if (name === name.toLowerCase()) said[fromSnake(name)] = item.slice(cut + 1);
  }
  return said;
}
