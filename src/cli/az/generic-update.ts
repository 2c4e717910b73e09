import { CliError } from './errors.ts';
import { isObject, parseJson, type Json, type JsonObject } from './json.ts';

export interface GenericUpdate {
  set?: string[] | undefined;
  add?: string[] | undefined;
  remove?: string[] | undefined;
  forceString?: boolean;
}

function parent(root: JsonObject, path: readonly string[]): JsonObject {
  let inner: JsonObject = root;
  for (const key of path) {
    const next = inner[key];
    if (!isObject(next)) {
      const fresh: JsonObject = {};
      inner[key] = fresh;
      inner = fresh;
    } else {
      inner = next;
    }
  }
  return inner;
}

function asValue(source: string, forceString: boolean | undefined): Json {
  if (forceString) return source;
  const parsed = parseJson(source);
  return parsed === undefined ? source : parsed;
}

/** `--set a.b=c`, `--add list value` and `--remove a.b` applied to a resource's own JSON. */
export function applyGenericUpdate(resource: JsonObject, { set, add, remove, forceString }: GenericUpdate): JsonObject {
  const changed = structuredClone(resource);
  for (const item of set ?? []) {
    const cut = item.indexOf('=');
    if (cut < 0) throw new CliError('usage error: --set KEY=VALUE');
    const path = item.slice(0, cut).split('.');
    const last = path.pop() ?? '';
    parent(changed, path)[last] = asValue(item.slice(cut + 1), forceString);
  }
  if (add !== undefined) {
    const [where = '', ...values] = add;
    const path = where.split('.');
    const last = path.pop() ?? '';
    const holder = parent(changed, path);
    const current = holder[last];
    holder[last] = [...(Array.isArray(current) ? current : []), ...values.map((value) => asValue(value, forceString))];
  }
  if (remove !== undefined) {
    const path = (remove[0] ?? '').split('.');
    const last = path.pop() ?? '';
    const holder = parent(changed, path);
    if (!Object.hasOwn(holder, last)) throw new CliError(`Couldn't find '${last}' in '${path.join('.')}'.`);
    delete holder[last];
  }
  return changed;
}
