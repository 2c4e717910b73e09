import { canonical } from './canonical.ts';
import { sha256Hex } from './ids.ts';

/** A row is plain JSON data; what changes with time carries when (`effectiveAt`, `expiresAt`). */
export type Row = object;

/** One write: the whole new row, or null when the row goes. */
export interface Change {
  table: string;
  key: string;
  value: Row | null;
}

/** What the state can be asked. Lists come in the order of their keys, so that order of arrival never shows. */
export interface View {
  get<T extends Row>(table: string, key: string): T | undefined;
  all<T extends Row>(table: string): T[];
  /** Rows whose declared index holds the value. */
  by<T extends Row>(table: string, index: string, value: string): T[];
  /**
   * An object that stands for what is held: by all tables, by one, or by the rows that a declared index finds under a
   * value. It is another one after any write there. A key for what is derived.
   */
  stamp(table?: string, index?: string, value?: string): object;
}

/** An index gives the values under which a row is found. */
export type Indexes = Record<string, Record<string, (row: never) => string[]>>;

type Rows = Map<string, Row | null>;

/** What one index finds under one value, and what stands for it. */
interface Found {
  keys: Set<string>;
  stamp: object | undefined;
}

/** Hashes of whole states, by what stands for them. */
const hashes = new WeakMap<object, string>();

/** The canonical texts of rows, which never change: many states hold most of the same ones. */
const texts = new WeakMap<Row, string>();

function textOf(row: Row): string {
  let text = texts.get(row);
  if (text === undefined) texts.set(row, (text = canonical(row)));
  return text;
}

/** Stands for finding nothing where nothing was ever written. */
const nothing = {};

/**
 * The tenant's state: records in named tables. A fork is base plus overlay, O(1): it sees the base's rows until it
 * writes its own; the base must not change while a fork is in use. Indexes of the base are shared by its forks.
 */
export class Tables implements View {
  readonly #base: Tables | undefined;
  readonly #indexes: Indexes;
  readonly #rows = new Map<string, Rows>();
  /** By table, index and value. In a fork also what its writes hide of the base, though it finds nothing there. */
  readonly #found = new Map<string, Record<string, Map<string, Found>>>();
  readonly #stamps = new Map<string, object>();
  #state: object | undefined;

  constructor(indexes: Indexes, base?: Tables) {
    this.#indexes = indexes;
    this.#base = base;
  }

  fork(): Tables {
    return new Tables(this.#indexes, this);
  }

  /**
   * Tables that hold the same and go their own way, for a state that is begun from again and again. What was derived from
   * the state is found by both, since both stand for it. Of a fork there is no copy.
   */
  copy(): Tables {
    if (this.#base) throw new Error('a fork is read together with its base');
    const copy = new Tables(this.#indexes);
    copy.#state = this.stamp();
    for (const [table, rows] of this.#rows) {
      copy.#rows.set(table, new Map(rows));
      copy.#stamps.set(table, this.stamp(table));
    }
    for (const [table, found] of this.#found) {
      const again: Record<string, Map<string, Found>> = {};
      for (const [index, byValue] of Object.entries(found)) {
        const values = (again[index] = new Map<string, Found>());
        for (const [value, here] of byValue)
          values.set(value, { keys: new Set(here.keys), stamp: (here.stamp ??= {}) });
      }
      copy.#found.set(table, again);
    }
    return copy;
  }

  get<T extends Row>(table: string, key: string): T | undefined {
    const own = this.#rows.get(table)?.get(key);
    if (own !== undefined) return (own ?? undefined) as T | undefined;
    return this.#base?.get<T>(table, key);
  }

  #keys(table: string): Set<string> {
    const keys = this.#base ? this.#base.#keys(table) : new Set<string>();
    for (const [key, row] of this.#rows.get(table) ?? []) {
      if (row === null) keys.delete(key);
      else keys.add(key);
    }
    return keys;
  }

  all<T extends Row>(table: string): T[] {
    return [...this.#keys(table)].sort().map((key) => this.get<T>(table, key) as T);
  }

  #keysBy(table: string, index: string, value: string): Set<string> {
    const own = this.#found.get(table)?.[index]?.get(value)?.keys;
    if (!this.#base) return new Set(own);
    const keys = this.#base.#keysBy(table, index, value);
    if (keys.size) for (const key of this.#rows.get(table)?.keys() ?? []) keys.delete(key);
    for (const key of own ?? []) keys.add(key);
    return keys;
  }

  by<T extends Row>(table: string, index: string, value: string): T[] {
    if (!this.#indexes[table]?.[index]) throw new Error(`table ${table} declares no index ${index}`);
    return [...this.#keysBy(table, index, value)].sort().map((key) => this.get<T>(table, key) as T);
  }

  stamp(table?: string, index?: string, value?: string): object {
    if (table === undefined) return this.#base && !this.#rows.size ? this.#base.stamp() : (this.#state ??= {});
    if (index !== undefined && value !== undefined) {
      const found = this.#found.get(table)?.[index]?.get(value);
      if (found) return (found.stamp ??= {});
      return this.#base ? this.#base.stamp(table, index, value) : nothing;
    }
    if (this.#base && !this.#rows.has(table)) return this.#base.stamp(table);
    if (!this.#base && !this.#rows.has(table)) return nothing;
    let stamp = this.#stamps.get(table);
    if (!stamp) this.#stamps.set(table, (stamp = {}));
    return stamp;
  }

  /** Writes the changes and returns those that would undo them, in the order in which to apply them. */
  apply(changes: readonly Change[]): Change[] {
    const inverse: Change[] = [];
    if (changes.length) this.#state = undefined;
    for (const { table, key, value } of changes) {
      const before = this.get(table, key);
      inverse.push({ table, key, value: before ?? null });
      let rows = this.#rows.get(table);
      if (!rows) this.#rows.set(table, (rows = new Map()));
      this.#stamps.delete(table);
      if (before) this.#index(table, before, (keys) => keys.delete(key));
      if (value === null && !this.#base) rows.delete(key);
      else rows.set(key, value);
      if (value) this.#index(table, value, (keys) => keys.add(key));
    }
    return inverse.reverse();
  }

  /** Under every value by which a row is found, changes what is found there. */
  #index(table: string, row: Row, change: (keys: Set<string>) => unknown): void {
    const declared = this.#indexes[table];
    if (!declared) return;
    let found = this.#found.get(table);
    if (!found) this.#found.set(table, (found = {}));
    for (const [index, values] of Object.entries(declared)) {
      const byValue = (found[index] ??= new Map<string, Found>());
      for (const value of values(row as never)) {
        let here = byValue.get(value);
        if (!here) byValue.set(value, (here = { keys: new Set(), stamp: undefined }));
        change(here.keys);
        here.stamp = undefined;
        if (!here.keys.size && !this.#base) byValue.delete(value);
      }
    }
  }

  /** What this overlay holds beyond its base, one change a row. */
  changes(): Change[] {
    const changes: Change[] = [];
    for (const [table, rows] of this.#rows) for (const [key, value] of rows) changes.push({ table, key, value });
    return changes;
  }

  #tableNames(): Set<string> {
    const names = this.#base ? this.#base.#tableNames() : new Set<string>();
    for (const name of this.#rows.keys()) names.add(name);
    return names;
  }

  /** The whole state as plain data: table, then key, then row; empty tables are left out. */
  snapshot(): Record<string, Record<string, Row>> {
    const state: Record<string, Record<string, Row>> = {};
    for (const table of [...this.#tableNames()].sort()) {
      const keys = [...this.#keys(table)].sort();
      if (keys.length) state[table] = Object.fromEntries(keys.map((key) => [key, this.get(table, key) as Row]));
    }
    return state;
  }

  /** SHA-256 over the canonical text of the state; worked out once for each. */
  hash(): string {
    const state = this.stamp();
    let hash = hashes.get(state);
    if (hash === undefined) hashes.set(state, (hash = sha256Hex(this.#text())));
    return hash;
  }

  /** The canonical text of the snapshot. */
  #text(): string {
    const tables: string[] = [];
    for (const table of [...this.#tableNames()].sort()) {
      const keys = [...this.#keys(table)].sort();
      const rows = keys.map((key) => `${JSON.stringify(key)}:${textOf(this.get(table, key) as Row)}`);
      if (rows.length) tables.push(`${JSON.stringify(table)}:{${rows.join(',')}}`);
    }
    return `{${tables.join(',')}}`;
  }
}
