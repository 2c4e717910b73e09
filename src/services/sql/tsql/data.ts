import { sha256Hex } from '#kernel/ids.ts';
import * as say from '../errors.ts';
import type { Column, TableRow, Value } from '../models.ts';
import { holds, valueOf, type Look } from './evaluate.ts';
import { may, mayBy } from './rights.ts';
import { checked } from './select.ts';
import { namedTable, same, tableOf, type Session } from './session.ts';
import type { Condition, Name, Statement } from './statements.ts';
import { checkType, converted } from './types.ts';

const refuse = (error: say.SqlError): never => {
  throw new say.SqlRefused(error);
};

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;

/** The table that a statement changes, once the connection may do it: 208, 229, 259. A changed row reads by WHERE too. */
function changed(session: Session, permission: string, asked: Name, reads: boolean): TableRow {
  if (same(asked.schema ?? 'dbo', 'sys')) refuse(say.catalogReadOnly);
  const table = namedTable(session, asked);
  if (!table) return refuse(say.noObject(asked.written));
  for (const each of reads ? [permission, 'SELECT'] : [permission])
    if (!may(session, each, table.name)) refuse(say.denied(each, table.name, session.database));
  return table;
}

const keep = (session: Session, table: TableRow): void => {
  session.tables.set(table.name.toLowerCase(), table);
};

const placeOf = ({ columns }: TableRow, name: string): number => {
  const at = columns.findIndex((column) => same(column.name, name));
  return at < 0 ? refuse(say.noColumn(name)) : at;
};

/** No NULL where none may be, and no key twice: 515, 2627. */
function checkRows({ database }: Session, table: TableRow, rows: Value[][], verb: string): void {
  const { name, columns } = table;
  for (const [at, column] of columns.entries()) {
    if (!column.nullable && rows.some((row) => row[at] === null))
      refuse(say.noNull(column.name, `${database}.dbo.${name}`, verb));
    if (!column.key) continue;
    const seen = new Set<string>();
    for (const row of rows) {
      const key = String(row[at]).toLowerCase();
      const constraint = `PK__${name.slice(0, 8)}__${sha256Hex(name).slice(0, 16).toUpperCase()}`;
      if (seen.has(key)) refuse(say.keyTaken(constraint, name, String(row[at])));
      seen.add(key);
    }
  }
}

const nowhere: Look = (name) => refuse(say.notPermitted(name));

export function insert(session: Session, { into, columns, rows }: Of<'insert'>): number {
  const table = changed(session, 'INSERT', into, false);
  const own = table.columns.filter(({ identity }) => !identity);
  const targets: Column[] = columns ? columns.map((name) => table.columns[placeOf(table, name)] as Column) : own;
  if (targets.some(({ identity }) => identity)) refuse(say.identityGiven(table.name));
  let { next } = table;
  const added = rows.map((row) => {
    if (row.length !== targets.length)
      refuse(columns ? say.valuesCount(row.length < targets.length) : say.valuesDiffer);
    const given = new Map(targets.map((column, at) => [column, row[at]]));
    return table.columns.map((column): Value => {
      if (column.identity) return (next += 1) - 1;
      const expression = given.get(column);
      return expression ? converted(valueOf(session, expression, nowhere), column, table.name) : null;
    });
  });
  const after = [...table.rows, ...added];
  checkRows(session, table, after, 'INSERT');
  keep(session, { ...table, rows: after, next });
  return added.length;
}

const looks =
  (table: TableRow, row: Value[]): Look =>
  (name) =>
    row[placeOf(table, name)] ?? null;

const chooses =
  (session: Session, table: TableRow, where: Condition | undefined) =>
  (row: Value[]): boolean =>
    !where || holds(session, where, looks(table, row)) === true;

const names = ({ columns }: TableRow): string[] => columns.map(({ name }) => name);

export function update(session: Session, { table: name, set, where }: Of<'update'>): number {
  const table = changed(session, 'UPDATE', name, where !== undefined);
  checked(session, names(table), [where]);
  const assigned = set.map(({ column, to }) => ({ at: placeOf(table, column), to }));
  for (const { at } of assigned) if (table.columns[at]?.identity) refuse(say.identityUpdated(table.columns[at].name));
  const chosen = chooses(session, table, where);
  let count = 0;
  const rows = table.rows.map((row) => {
    if (!chosen(row)) return row;
    count += 1;
    const after = [...row];
    for (const { at, to } of assigned)
      after[at] = converted(valueOf(session, to, looks(table, row)), table.columns[at] as Column, table.name);
    return after;
  });
  checkRows(session, table, rows, 'UPDATE');
  keep(session, { ...table, rows });
  return count;
}

export function remove(session: Session, { from, where }: Of<'delete'>): number {
  const table = changed(session, 'DELETE', from, where !== undefined);
  checked(session, names(table), [where]);
  const chosen = chooses(session, table, where);
  const rows = table.rows.filter((row) => !chosen(row));
  keep(session, { ...table, rows });
  return table.rows.length - rows.length;
}

export function createTable(session: Session, { name, columns }: Of<'create-table'>): void {
  const { database, catalog, now } = session;
  if (!mayBy(session, 'CREATE TABLE', 'db_ddladmin')) refuse(say.mayNotCreateTable(database));
  if (!same(name.schema ?? 'dbo', 'dbo')) throw new say.NotSimulatedSql('A schema other than dbo');
  if (tableOf(session, name.name)) refuse(say.objectExists(name.name));
  for (const [at, column] of columns.entries()) {
    checkType(column);
    if (columns.findIndex((other) => same(other.name, column.name)) < at)
      refuse(say.columnTwice(column.name, name.name));
  }
  if (columns.filter(({ key }) => key).length > 1 || columns.filter(({ identity }) => identity).length > 1)
    throw new say.NotSimulatedSql('A table with two keys or two identity columns');
  catalog.next += 1;
  const made = { name: name.name, objectId: 1_000_000 + catalog.next, columns, rows: [], next: 1, createdAt: now };
  keep(session, { database: catalog.database, ...made });
}

export function dropTable(session: Session, { names: wanted, ifExists }: Of<'drop-table'>): void {
  const allowed = mayBy(session, 'DROP TABLE', 'db_ddladmin');
  for (const name of wanted) {
    const table = namedTable(session, name);
    if (!table && ifExists) continue;
    if (!table || !allowed) refuse(say.cannotDropTable(name.written));
    const key = name.name.toLowerCase();
    session.tables.set(key, null);
    session.catalog.grants = session.catalog.grants.filter(({ object }) => object !== key);
  }
}
