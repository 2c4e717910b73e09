import { at, isObject, type Json, type JsonObject } from './json.ts';
import models from './models.json' with { type: 'json' };

/**
 * The attributes that az's SDK models know, per model: a result shows all of them, absent ones as null. `.name` is read from `properties.name`, `a=b.c` from `b.c`, `name@` is a time, `name:Model` is nested.
 */
export type ModelName = keyof typeof models;

interface Attribute {
  name: string;
  path: string[];
  isTime: boolean;
  model: string | undefined;
}

const parsed = new Map<string, Attribute[]>();

function attributes(model: string): Attribute[] {
  const known = parsed.get(model);
  if (known) return known;
  const spec: string = models[model as ModelName];
  const fresh = spec.split(' ').map((word): Attribute => {
    const [left = '', nested] = word.split(':');
    const isTime = left.endsWith('@');
    const [name = '', path] = left.replace(/@$/, '').split('=');
    const bare = name.replace(/^\./, '');
    const where = path ?? (name.startsWith('.') ? `properties.${bare}` : bare);
    return { name: bare, path: where.split('.'), isTime, model: nested };
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
