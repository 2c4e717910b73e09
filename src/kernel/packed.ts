import type { Row } from './tables.ts';

/** A state as plain data: table, then key, then row. */
export type State = Record<string, Record<string, Row>>;

/**
 * A value that stands once, whatever holds it: a number, a truth or null as itself, a text without a slash as itself, a text
 * with one as the numbers of what stands before the last slash and behind it, a list as `l` and the numbers of its items,
 * a record as `r`, the number of its shape and the numbers of its members.
 */
type Packed = string | number | boolean | null | [before: number, behind: number] | { l: number[] } | { r: number[] };

interface PackedState {
  values: Packed[];
  /** The names of the members of records. */
  shapes: string[][];
  /** By table the numbers of its rows, and of their keys where no member tells them. */
  tables: Record<string, { key?: string; lower?: true; keys?: number[]; rows: number[] }>;
}

/** Longer texts are not ids, and a slash in them says nothing. */
const longestPath = 1000;

class Packer {
  readonly values: Packed[] = [];
  readonly shapes: string[][] = [];
  readonly #numbers = new Map<string, number>();
  readonly #shapeNumbers = new Map<string, number>();

  #number(key: string, value: () => Packed): number {
    let number = this.#numbers.get(key);
    if (number === undefined) this.#numbers.set(key, (number = this.values.push(value()) - 1));
    return number;
  }

  #shape(names: string[]): number {
    const key = JSON.stringify(names);
    let number = this.#shapeNumbers.get(key);
    if (number === undefined) this.#shapeNumbers.set(key, (number = this.shapes.push(names) - 1));
    return number;
  }

  text(text: string): number {
    const known = this.#numbers.get(`"${text}`);
    if (known !== undefined) return known;
    const slash = text.length > longestPath ? -1 : text.lastIndexOf('/');
    if (slash < 0) return this.#number(`"${text}`, () => text);
    const path: Packed = [this.text(text.slice(0, slash)), this.text(text.slice(slash + 1))];
    return this.#number(`"${text}`, () => path);
  }

  value(value: unknown): number {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) {
      const l = value.map((item) => this.value(item ?? null));
      return this.#number(`l${l.join()}`, () => ({ l }));
    }
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).filter(([, member]) => member !== undefined);
      const r = [this.#shape(members.map(([name]) => name)), ...members.map(([, member]) => this.value(member))];
      return this.#number(`r${r.join()}`, () => ({ r }));
    }
    return this.#number(String(value), () => value as number | boolean | null);
  }
}

/** The member that is the key of every row, in its own or in lower case. */
function keyMember(rows: [key: string, row: Row][]): { key: string; lower?: true } | undefined {
  const [first] = rows;
  const textOf = (row: Row, name: string): unknown => (row as Record<string, unknown>)[name];
  for (const name of Object.keys(first?.[1] ?? {})) {
    if (rows.every(([key, row]) => textOf(row, name) === key)) return { key: name };
    if (rows.every(([key, row]) => String(textOf(row, name)).toLowerCase() === key)) return { key: name, lower: true };
  }
  return undefined;
}

/**
 * A state as a short text: every text, list and record stands once, ids of resources are made of the ids above them, and
 * keys that a member repeats are left out. Nothing is lost. It depends on the state alone.
 */
export function packState(state: State): string {
  const packer = new Packer();
  const tables: PackedState['tables'] = {};
  for (const [table, byKey] of Object.entries(state)) {
    const entries = Object.entries(byKey);
    const member = keyMember(entries);
    const keys = member ?? { keys: entries.map(([key]) => packer.text(key)) };
    tables[table] = { ...keys, rows: entries.map(([, row]) => packer.value(row)) };
  }
  return JSON.stringify({ values: packer.values, shapes: packer.shapes, tables } satisfies PackedState);
}

/** The state again, from a text that `packState` wrote. Every row is a record of its own. */
export function unpackState(text: string): State {
  const { values, shapes, tables } = JSON.parse(text) as PackedState;
  const texts: (string | undefined)[] = [];
  const valueOf = (number: number): unknown => {
    const packed = values[number];
    if (typeof packed !== 'object' || packed === null) return packed;
    if (Array.isArray(packed)) return (texts[number] ??= `${String(valueOf(packed[0]))}/${String(valueOf(packed[1]))}`);
    if ('l' in packed) return packed.l.map(valueOf);
    const [shape = 0, ...members] = packed.r;
    return Object.fromEntries(members.map((member, at) => [shapes[shape]?.[at], valueOf(member)]));
  };
  const state: State = {};
  for (const [table, { key, lower, keys, rows }] of Object.entries(tables)) {
    const entries = rows.map((number, at): [string, Row] => {
      const row = valueOf(number) as Record<string, unknown>;
      if (key === undefined) return [String(valueOf(keys?.[at] ?? 0)), row];
      const text = String(row[key]);
      return [lower ? text.toLowerCase() : text, row];
    });
    state[table] = Object.fromEntries(entries);
  }
  return state;
}
