/**
 * The one text of a value: JSON with sorted keys and without blanks, so that equal values have equal bytes.
 * Keys whose value is undefined are left out, as JSON does. Throws on what JSON cannot say (functions, bigint).
 */
export function canonical(value: unknown): string {
  const sorted = inOrder(value);
  // The engine's own writer is many times faster; it says the same wherever it is given the keys in order.
  return sorted === noOrder ? written(value) : JSON.stringify(sorted);
}

/** Stands for a value with keys that an object will not keep in order: those that look like numbers come first in any. */
const noOrder = Symbol('no order');

const looksLikeNumber = (key: string): boolean => {
  const first = key.charCodeAt(0);
  return first > 47 && first < 58 && /^\d+$/.test(key);
};

function checked(value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value !== 'number') throw new Error(`no canonical text for a ${typeof value}`);
  if (!Number.isFinite(value)) throw new Error(`not a finite number: ${String(value)}`);
  return value;
}

/** Lists of keys that were put in order lately, by their number and ends: most objects have the keys of many others. */
const orders = new Map<string, { keys: readonly string[]; sorted: readonly string[] }>();

function inTurn(keys: readonly string[]): readonly string[] {
  if (keys.length > 40) return [...keys].sort();
  const name = `${keys.length} ${keys[0]} ${keys[1]} ${keys[keys.length - 1]}`;
  const known = orders.get(name);
  if (known?.keys.every((key, at) => key === keys[at])) return known.sorted;
  const order = { keys, sorted: [...keys].sort() };
  if (orders.size > 500) orders.clear();
  orders.set(name, order);
  return order.sorted;
}

/** The value itself where its keys are in order all through, else a copy in which they are. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return checked(value);
  if (Array.isArray(value)) return listInOrder(value);
  const record = value as Record<string, unknown>;
  let keys: readonly string[] = Object.keys(record);
  let copy: Record<string, unknown> | undefined;
  for (let at = 1; at < keys.length; at += 1) {
    if ((keys[at - 1] as string) < (keys[at] as string)) continue;
    keys = inTurn(keys);
    copy = {};
    break;
  }
  if ('toJSON' in record) return noOrder;
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string;
    if (looksLikeNumber(key) || key === '__proto__') return noOrder;
    const member = record[key];
    const ordered = member === undefined ? undefined : inOrder(member);
    if (ordered === noOrder) return noOrder;
    if (ordered !== member && !copy) {
      copy = {};
      for (let before = 0; before < at; before += 1) copy[keys[before] as string] = record[keys[before] as string];
    }
    if (copy) copy[key] = ordered;
  }
  return copy ?? record;
}

function listInOrder(list: readonly unknown[]): unknown {
  let copy: unknown[] | undefined;
  for (let at = 0; at < list.length; at += 1) {
    const sorted = inOrder(list[at] ?? null);
    if (sorted === noOrder) return noOrder;
    if (sorted !== list[at]) copy ??= list.slice(0, at);
    copy?.push(sorted);
  }
  return copy ?? list;
}

/** The same, letter by letter. */
function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(checked(value));
  if (Array.isArray(value)) return `[${value.map((item) => written(item ?? null)).join(',')}]`;
  const record = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const key of Object.keys(record).sort()) {
    if (record[key] !== undefined) parts.push(`${JSON.stringify(key)}:${written(record[key])}`);
  }
  return `{${parts.join(',')}}`;
}
