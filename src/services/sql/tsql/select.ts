import { ambiguous, denied, noColumn, noObject, NotSimulatedSql, SqlRefused, syntax, unbound } from '../errors.ts';
import type { Value } from '../models.ts';
import { compare, holds, valueOf, type Look } from './evaluate.ts';
import { may } from './rights.ts';
import { namedTable, same, type Session } from './session.ts';
import type { Condition, Expression, Item, Name, Select } from './statements.ts';
import { systemView, type Rowset } from './system-views.ts';

/** A table in a query: its columns, and where they begin in a joined row. */
interface Bound {
  name: string;
  columns: string[];
  from: number;
}

/** The rows of a table or a catalog view, once the connection may read it: 208, 229. */
export function rowsOf(session: Session, asked: Name): Rowset {
  const { schema = 'dbo', name, written } = asked;
  if (same(schema, 'sys')) return systemView(session, name);
  if (same(schema, 'INFORMATION_SCHEMA')) throw new NotSimulatedSql(`The view ${written}`);
  const table = namedTable(session, asked);
  if (!table) throw new SqlRefused(noObject(written));
  if (!may(session, 'SELECT', table.name)) throw new SqlRefused(denied('SELECT', table.name, session.database));
  return { columns: table.columns.map((column) => column.name), rows: table.rows };
}

/** Where a column stands in a joined row: 207, 209, 4104. */
function placeOf(bound: Bound[], name: string, of?: string): number {
  const among = of === undefined ? bound : bound.filter((one) => same(one.name, of));
  if (!among.length && of !== undefined) throw new SqlRefused(unbound(`${of}.${name}`));
  const places = among.flatMap(({ columns, from }) =>
    columns.flatMap((column, at) => (same(column, name) ? [from + at] : [])),
  );
  if (places.length > 1) throw new SqlRefused(ambiguous(name));
  if (places[0] === undefined) throw new SqlRefused(noColumn(name));
  return places[0];
}

const looker =
  (bound: Bound[], row: Value[]): Look =>
  (name, of) =>
    row[placeOf(bound, name, of)] ?? null;

/** Whether every column of a condition is there is asked even where there are no rows. */
export function checked(session: Session, columns: string[], conditions: (Condition | undefined)[]): void {
  const bound = [{ name: '', columns, from: 0 }];
  const none = columns.map(() => null);
  for (const condition of conditions) if (condition) holds(session, condition, looker(bound, none));
}

interface Output {
  title: string;
  expression: Expression;
}

function outputs(items: Item[], bound: Bound[]): Output[] {
  return items.flatMap((item): Output[] => {
    if (item.kind === 'count') throw new NotSimulatedSql('COUNT(*) beside other columns');
    if (item.kind === 'expression') {
      const { expression, alias } = item;
      return [{ title: alias ?? (expression.kind === 'column' ? expression.name : ''), expression }];
    }
    const among = item.of === undefined ? bound : bound.filter(({ name }) => same(name, item.of ?? ''));
    if (!among.length) throw new SqlRefused(item.of === undefined ? syntax('*') : unbound(`${item.of}.*`));
    return among.flatMap(({ name, columns }) =>
      columns.map((title) => ({ title, expression: { kind: 'column' as const, of: name, name: title } })),
    );
  });
}

function joined(session: Session, { from }: Select): { bound: Bound[]; rows: Value[][] } {
  const bound: Bound[] = [];
  let rows: Value[][] = [[]];
  for (const { name, alias, on, left } of from) {
    const source = rowsOf(session, name);
    const at = bound.reduce((sum, { columns }) => sum + columns.length, 0);
    bound.push({ name: alias ?? name.name, columns: source.columns, from: at });
    const none = source.columns.map(() => null);
    if (rows.length * source.rows.length > 250_000) throw new NotSimulatedSql('A join of this size');
    if (on) holds(session, on, looker(bound, [...Array<null>(at).fill(null), ...none]));
    rows = rows.flatMap((row) => {
      const found = source.rows
        .map((more) => [...row, ...more])
        .filter((whole) => !on || holds(session, on, looker(bound, whole)) === true);
      return found.length || !left ? found : [[...row, ...none]];
    });
  }
  return { bound, rows };
}

/** Runs a query. */
export function select(session: Session, query: Select): Rowset {
  const { items, where, order, distinct, top } = query;
  const { bound, rows } = joined(session, query);
  const width = bound.reduce((sum, { columns }) => sum + columns.length, 0);
  const nothing = looker(bound, Array<null>(width).fill(null));
  if (where) holds(session, where, nothing);
  const kept = where ? rows.filter((row) => holds(session, where, looker(bound, row)) === true) : rows;
  const [only] = items;
  if (items.length === 1 && only?.kind === 'count') return { columns: [only.alias ?? ''], rows: [[kept.length]] };
  const shown = outputs(items, bound);
  for (const { expression } of shown) valueOf(session, expression, nothing);
  const keyOf = (by: Expression, look: Look): Value => {
    const ordinal = by.kind === 'value' && typeof by.value === 'number' ? shown[by.value - 1] : undefined;
    const alias = by.kind === 'column' && !by.of ? shown.find(({ title }) => same(title, by.name)) : undefined;
    return valueOf(session, (ordinal ?? alias)?.expression ?? by, look);
  };
  for (const { by } of order) keyOf(by, nothing);
  const found = kept.map((row) => {
    const look = looker(bound, row);
    return {
      keys: order.map(({ by }) => keyOf(by, look)),
      values: shown.map(({ expression }) => valueOf(session, expression, look)),
    };
  });
  found.sort((a, b) => {
    for (const [at, { descending }] of order.entries()) {
      const [left, right] = [a.keys[at] ?? null, b.keys[at] ?? null];
      // NULL comes before everything.
      const way = compare(left, right) ?? Number(left !== null) - Number(right !== null);
      if (way) return descending ? -way : way;
    }
    return 0;
  });
  const values = found.map((one) => one.values);
  const unique = distinct ? [...new Map(values.map((row) => [JSON.stringify(row), row])).values()] : values;
  return { columns: shown.map(({ title }) => title), rows: unique.slice(0, top ?? unique.length) };
}
