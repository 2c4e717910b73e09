import { at, isObject, member, type Json, type JsonObject } from './json.ts';
import models from './models.json' with { type: 'json' };

/**
 * The attributes that az's SDK models know, per model: a result shows all of them, absent ones as null. `.name` is read from `properties.name`, `a=b.c` from `b.c`, `name@` is a time, `name!` is never sent, `name:Model` is nested.
 */
export type ModelName = keyof typeof models;

interface Attribute {
  name: string;
  path: string[];
  isTime: boolean;
  isReadOnly: boolean;
  model: string | undefined;
}

const parsed = new Map<string, Attribute[]>();

function attributes(model: string): Attribute[] {
  const known = parsed.get(model);
  if (known) return known;
  const spec: string = models[model as ModelName];
  const fresh = spec.split(' ').map((word): Attribute => {
    const [left = '', nested] = word.split(':');
    const marks = /[@!]*$/.exec(left)?.[0] ?? '';
    const [name = '', path] = left.slice(0, left.length - marks.length).split('=');
    const bare = name.replace(/^\./, '');
    const where = path ?? (name.startsWith('.') ? `properties.${bare}` : bare);
    const [isTime, isReadOnly] = [marks.includes('@'), marks.includes('!')];
    return { name: bare, path: where.split('.'), isTime, isReadOnly, model: nested };
  });
  parsed.set(model, fresh);
  return fresh;
}

/** A time as Python's `isoformat` prints what the SDK parsed: microseconds, and the offset in full. */
export function pythonTime(text: string): string {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z?)$/.exec(text);
  if (!found) return text;
  const micros = (found[2] ?? '').slice(0, 6).padEnd(6, '0');
  return `${found[1]}${Number(micros) === 0 ? '' : `.${micros}`}${found[3] ? '+00:00' : ''}`;
}

function value(raw: Json | undefined, { isTime, model }: Attribute): Json {
  if (raw === undefined || raw === null) return null;
  if (isTime) return typeof raw === 'string' ? pythonTime(raw) : raw;
  if (model === undefined) return raw;
  const inner = model.replace(/[[\]{}]/g, '');
  if (model.startsWith('[')) return Array.isArray(raw) ? raw.map((item) => shapeAs(inner, item)) : raw;
  if (model.startsWith('{')) {
    if (!isObject(raw)) return raw;
    return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, shapeAs(inner, item)]));
  }
  return shapeAs(inner, raw);
}

function shapeAs(model: string, raw: Json): Json {
  if (!isObject(raw)) return raw;
  const result: JsonObject = {};
  const known = new Set(attributes(model).map(({ path }) => path[0]));
  // The SDK keeps members that its model does not know, and az prints them beside the others.
  for (const [key, unknown] of Object.entries(raw)) if (!known.has(key)) result[key] = unknown;
  for (const attribute of attributes(model)) result[attribute.name] = value(at(raw, ...attribute.path), attribute);
  return result;
}

/** A service's answer as az's SDK model of it, ready to print. */
export function shape(model: ModelName, raw: Json | undefined): JsonObject {
  return shapeAs(model, raw ?? {}) as JsonObject;
}

/** A list of answers, each as the model. */
export function shapes(model: ModelName, raw: readonly Json[]): JsonObject[] {
  return raw.map((item) => shape(model, item));
}

/** Whether az's SDK model has an attribute of the name. */
export function hasAttribute(model: ModelName, name: string): boolean {
  return attributes(model).some((attribute) => attribute.name === name);
}

function unshapeAs(model: string, shown: Json): Json {
  if (!isObject(shown)) return shown;
  const body: JsonObject = {};
  for (const attribute of attributes(model)) {
    const given = member(shown, attribute.name);
    if (attribute.isReadOnly || given === undefined || given === null) continue;
    const last = attribute.path.at(-1) ?? '';
    let holder = body;
    for (const key of attribute.path.slice(0, -1)) {
      const next = holder[key];
      const inner: JsonObject = isObject(next) ? next : {};
      holder[key] = inner;
      holder = inner;
    }
    holder[last] = sent(given, attribute);
  }
  return body;
}

function sent(given: Json, { model }: Attribute): Json {
  if (model === undefined) return given;
  const inner = model.replace(/[[\]{}]/g, '');
  if (model.startsWith('[')) return Array.isArray(given) ? given.map((item) => unshapeAs(inner, item)) : given;
  if (!model.startsWith('{')) return unshapeAs(inner, given);
  if (!isObject(given)) return given;
  return Object.fromEntries(Object.entries(given).map(([key, item]) => [key, unshapeAs(inner, item)]));
}

/** The body that az's SDK sends for its model of a thing: what `shape` showed, put back in place, without what is null or read-only. */
export function unshape(model: ModelName, shown: JsonObject): JsonObject {
  return unshapeAs(model, shown) as JsonObject;
}
