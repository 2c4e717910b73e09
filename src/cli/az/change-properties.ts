import { CliError } from './errors.ts';
import { isObject, parseJson, type Json, type JsonObject } from './json.ts';

/** The changes of an `update` command: `--set a.b[0]=c`, `--add list value`, `--remove a.b` or `--remove list 0`. */
export interface Changes {
  set?: readonly string[] | undefined;
  add?: readonly string[] | undefined;
  remove?: readonly string[] | undefined;
  forceString?: boolean | undefined;
}

const steps = (path: string): string[] => path.replace(/\[([^\]]*)\]/g, '.$1').split('.');

/** The thing at the end of a path, made on the way where there is none. */
function reach(root: Json, path: readonly string[]): Json {
  let inner = root;
  for (const step of path) {
    if (Array.isArray(inner)) inner = inner[Number(step)] ?? null;
    else if (isObject(inner)) inner = inner[step] ??= {};
    else throw new CliError(`Couldn't find '${step}' in '${path.join('.')}'.`);
  }
  return inner;
}

function put(root: JsonObject, path: string, value: Json): void {
  const way = steps(path);
  const last = way.pop() ?? '';
  const holder = reach(root, way);
  if (Array.isArray(holder)) holder[Number(last)] = value;
  else if (isObject(holder)) holder[last] = value;
}

function take(root: JsonObject, [path = '', index]: readonly string[]): void {
  const way = [...steps(path), ...(index === undefined ? [] : [index])];
  const last = way.pop() ?? '';
  const holder = reach(root, way);
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (isObject(holder)) delete holder[last];
}

function append(root: JsonObject, [path = '', ...values]: readonly string[], read: (source: string) => Json): void {
  const holder = reach(root, steps(path));
  if (!Array.isArray(holder))
    throw new CliError('invalid syntax: `--add property.listProperty <key=value, string or JSON string>`');
  holder.push(...values.map(read));
}

/** A copy of a thing as az shows it with the changes made; values are read as JSON where they are JSON. */
export function changeProperties(thing: JsonObject, { set, add, remove, forceString }: Changes): JsonObject {
  const changed = structuredClone(thing);
  const read = (source: string): Json => (forceString ? source : (parseJson(source) ?? source));
  for (const item of set ?? []) {
    const [path = '', ...rest] = item.split('=');
    put(changed, path, read(rest.join('=')));
  }
  if (add !== undefined) append(changed, add, read);
  if (remove !== undefined) take(changed, remove);
  return changed;
}
