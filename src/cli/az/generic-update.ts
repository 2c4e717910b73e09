import { CliError } from './errors.ts';
import { isObject, parseJson, type Json, type JsonObject } from './json.ts';

export interface GenericUpdate {
  set: string[] | undefined;
  add: string[] | undefined;
  remove: string[] | undefined;
  forceString: boolean;
}

/** az 2.74 still takes `--add` and `--remove` here, and then refuses them. */
export function refuseRemovedOptions({ add, remove }: GenericUpdate): void {
  const given = add !== undefined ? 'properties_to_add' : remove !== undefined ? 'properties_to_remove' : undefined;
  if (given !== undefined) throw new CliError(`Unexpected '${given}' was not empty.`);
}

function holder(root: JsonObject, path: readonly string[]): JsonObject {
  let inner: JsonObject = root;
  for (const key of path) {
    const next = inner[key];
    const object: JsonObject = isObject(next) ? next : {};
    inner[key] = object;
    inner = object;
  }
  return inner;
}

function asValue(source: string, forceString: boolean): Json {
  if (forceString) return source;
  const parsed = parseJson(source);
  return parsed === undefined ? source : parsed;
}

/** `--set a.b=c` applied to a resource's own JSON; values are read as JSON where they are JSON. */
export function applyGenericUpdate(resource: JsonObject, { set, forceString }: GenericUpdate): JsonObject {
  const changed = structuredClone(resource);
  for (const item of set ?? []) {
    const cut = item.indexOf('=');
    if (cut < 0) throw new CliError('usage error: --set KEY=VALUE');
    const path = item.slice(0, cut).split('.');
    const last = path.pop() ?? '';
    holder(changed, path)[last] = asValue(item.slice(cut + 1), forceString);
  }
  return changed;
}
