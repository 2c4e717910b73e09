import type { Json, JsonObject } from '../json.ts';
import { byCodePoint } from '../output/json.ts';
import { pythonTypeName, queryError, typeError, typeName } from './types.ts';

/** An `&expression`, to be evaluated once for each item. */
export class ExpressionRef {
  readonly evaluate: (item: Json) => Json;
  constructor(evaluate: (item: Json) => Json) {
    this.evaluate = evaluate;
  }
}

export type Argument = Json | ExpressionRef;

interface FunctionSpec {
  /** The types allowed for each argument; an empty list allows any. `array-string` restricts the items too. */
  signature: readonly (readonly string[])[];
  variadic?: boolean;
  call(...args: never[]): Json;
}

function compare(a: Json, b: Json): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : byCodePoint(String(a), String(b));
}

function keyOf(name: string, ref: ExpressionRef, allowed: readonly string[]): (item: Json) => Json {
  return (item) => {
    const key = ref.evaluate(item);
    if (!allowed.includes(typeName(key))) throw typeError(name, key, typeName(key), allowed);
    return key;
  };
}

function extreme(items: readonly Json[], key: (item: Json) => Json, sign: 1 | -1): Json {
  let best: { item: Json; key: Json } | undefined;
  for (const item of items) {
    const found = key(item);
    if (best === undefined || compare(found, best.key) * sign > 0) best = { item, key: found };
  }
  return best?.item ?? null;
}

function sortBy(items: readonly Json[], ref: ExpressionRef): Json {
  const [first] = items;
  if (first === undefined) return [];
  const type = typeName(ref.evaluate(first));
  if (type !== 'number' && type !== 'string') throw typeError('sort_by', first, type, ['string', 'number']);
  const key = keyOf('sort_by', ref, [type]);
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}

function contains(subject: Json[] | string, search: Json): boolean {
  if (typeof subject === 'string') return typeof search === 'string' && subject.includes(search);
  const wanted = JSON.stringify(search);
  return subject.some((item) => JSON.stringify(item) === wanted);
}

function toNumber(value: Json): Json {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(value)
    ? Number(value)
    : null;
}

const sum = (items: readonly number[]) => items.reduce((total, item) => total + item, 0);
const identity = (item: Json) => item;
const ORDERED = ['number', 'string'];

/** The functions of jmespath.py 1.0.1, which az uses. */
export const FUNCTIONS: Record<string, FunctionSpec> = {
  abs: { signature: [['number']], call: (value: number) => Math.abs(value) },
  avg: {
    signature: [['array-number']],
    call: (items: number[]) => (items.length > 0 ? sum(items) / items.length : null),
  },
  ceil: { signature: [['number']], call: (value: number) => Math.ceil(value) },
  contains: { signature: [['array', 'string'], []], call: contains },
  ends_with: { signature: [['string'], ['string']], call: (text: string, end: string) => text.endsWith(end) },
  floor: { signature: [['number']], call: (value: number) => Math.floor(value) },
  join: { signature: [['string'], ['array-string']], call: (glue: string, items: string[]) => items.join(glue) },
  keys: { signature: [['object']], call: (value: JsonObject) => Object.keys(value) },
  length: {
    signature: [['string', 'array', 'object']],
    call: (value: string | Json[] | JsonObject) =>
      typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : Object.keys(value).length,
  },
  map: { signature: [['expref'], ['array']], call: (ref: ExpressionRef, items: Json[]) => items.map(ref.evaluate) },
  max: { signature: [['array-number', 'array-string']], call: (items: Json[]) => extreme(items, identity, 1) },
  max_by: {
    signature: [['array'], ['expref']],
    call: (items: Json[], ref: ExpressionRef) => extreme(items, keyOf('max_by', ref, ORDERED), 1),
  },
  merge: {
    signature: [['object']],
    variadic: true,
    call: (...values: JsonObject[]) => Object.assign({}, ...values) as JsonObject,
  },
  min: { signature: [['array-number', 'array-string']], call: (items: Json[]) => extreme(items, identity, -1) },
  min_by: {
    signature: [['array'], ['expref']],
    call: (items: Json[], ref: ExpressionRef) => extreme(items, keyOf('min_by', ref, ORDERED), -1),
  },
  not_null: {
    signature: [[]],
    variadic: true,
    call: (...values: Json[]) => values.find((value) => value !== null) ?? null,
  },
  reverse: {
    signature: [['array', 'string']],
    call: (value: string | Json[]) => (typeof value === 'string' ? [...value].reverse().join('') : value.toReversed()),
  },
  sort: { signature: [['array-string', 'array-number']], call: (items: Json[]) => items.toSorted(compare) },
  sort_by: { signature: [['array'], ['expref']], call: sortBy },
  starts_with: { signature: [['string'], ['string']], call: (text: string, start: string) => text.startsWith(start) },
  sum: { signature: [['array-number']], call: sum },
  to_array: { signature: [[]], call: (value: Json) => (Array.isArray(value) ? value : [value]) },
  to_number: { signature: [[]], call: toNumber },
  to_string: { signature: [[]], call: (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value)) },
  type: { signature: [[]], call: (value: Json) => typeName(value) },
  values: { signature: [['object']], call: (value: JsonObject) => Object.values(value) },
};

function checkArity(name: string, { signature, variadic }: FunctionSpec, received: number): void {
  const expected = signature.length;
  if (variadic ? received >= expected : received === expected) return;
  const lead = variadic ? 'Expected at least' : 'Expected';
  const plural = expected === 1 ? '' : 's';
  throw queryError(`${lead} ${expected} argument${plural} for function ${name}(), received ${received}`);
}

function checkItems(
  name: string,
  items: readonly Json[],
  subtypes: readonly string[],
  allowed: readonly string[],
): void {
  const [first] = items;
  if (first === undefined) return;
  const wanted = subtypes.length === 1 ? subtypes[0] : subtypes.find((type) => type === typeName(first));
  const stranger = wanted === undefined ? first : items.find((item) => typeName(item) !== wanted);
  if (stranger !== undefined) throw typeError(name, stranger, pythonTypeName(stranger), allowed);
}

function checkType(name: string, argument: Argument, allowed: readonly string[]): void {
  if (allowed.length === 0) return;
  const type = argument instanceof ExpressionRef ? 'expref' : typeName(argument);
  const plain = argument instanceof ExpressionRef ? null : argument;
  if (!allowed.some((word) => word.split('-')[0] === type)) throw typeError(name, plain, type, allowed);
  const subtypes = allowed.flatMap((word) => word.split('-')[1] ?? []);
  if (subtypes.length > 0 && Array.isArray(plain)) checkItems(name, plain, subtypes, allowed);
}

/** Calls a function by name; throws jmespath.py's sentences for unknown names, wrong counts and wrong types. */
export function callFunction(name: string, args: readonly Argument[]): Json {
  const spec = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (spec === undefined) throw queryError(`Unknown function: ${name}()`);
  checkArity(name, spec, args.length);
  spec.signature.forEach((allowed, i) => checkType(name, args[i] as Argument, allowed));
  return (spec.call as (...given: readonly Argument[]) => Json)(...args);
}
