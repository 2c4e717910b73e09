import { remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import { databasesOf, firewallOf, table, tableKey, type ServerRow, type TableRow } from './models.ts';

/** A database goes with its users, their rights and its tables. */
export const removedDatabase = (view: View, id: string): Change[] => [
  remove('resources', idKey(id)),
  remove(table.catalogs, idKey(id)),
  ...view.by<TableRow>(table.tables, 'database', idKey(id)).map(({ name }) => remove(table.tables, tableKey(id, name))),
];

/** Everything that a server holds goes with it; its name is free at once. */
export const removedServer = (view: View, { id, name }: ServerRow): Change[] => [
  ...databasesOf(view, id).flatMap((database) => removedDatabase(view, database.id)),
  ...removedDatabase(view, `${id}/databases/master`),
  ...firewallOf(view, id).map((rule) => remove(table.firewall, idKey(rule.id))),
  remove('resources', idKey(id)),
  remove(table.names, name.toLowerCase()),
  remove(table.logins, idKey(id)),
  remove(table.auditing, idKey(id)),
];
