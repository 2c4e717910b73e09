import { armTime } from '#kernel/clock.ts';
import { NotSimulatedSql } from '../errors.ts';
import type { Value } from '../models.ts';
import { isIn } from './rights.ts';
import { builtIn, fixedRoles, same, tablesOf, userName, userOf, type Session } from './session.ts';

export interface Rowset {
  columns: string[];
  rows: Value[][];
}

const rowset = (columns: string, rows: Value[][]): Rowset => ({ columns: columns.split(' '), rows });
const time = (at: number): string => armTime(at).slice(0, -5);

/** When every database was made that the service itself brings: of no meaning. */
const epoch = '2003-04-08T09:10:42.287';
const external = { E: 'EXTERNAL_USER', X: 'EXTERNAL_GROUP', S: 'SQL_USER' };

/** The number of a principal of this database, or undefined. */
export const principalId = (session: Session, name: string): number | undefined =>
  [...Object.entries(builtIn), ...Object.entries(fixedRoles)].find(([one]) => same(one, name))?.[1] ??
  userOf(session, name)?.principalId;

/** Who may see other users: everybody else sees only themselves and what every database has. */
const seesAll = (session: Session): boolean =>
  isIn(session, 'db_owner', 'db_accessadmin', 'db_securityadmin') !== undefined;

function principals(session: Session): Rowset {
  const role = (name: string, id: number): Value[] => [
    ...[name, id, 'R', 'DATABASE_ROLE', null, epoch, '0x', 0, 'NONE', id >= 16384 ? 1 : 0],
  ];
  const own = (name: string, id: number): Value[] => [
    ...[name, id, 'S', 'SQL_USER', name === 'dbo' || name === 'guest' ? name : null, epoch],
    ...[name === 'dbo' ? '0x01' : null, name === 'dbo' ? 1 : 0, name === 'dbo' ? 'INSTANCE' : 'NONE', 0],
  ];
  const all = seesAll(session);
  const users = session.catalog.users.filter(({ name }) => all || same(name, userName(session)));
  return rowset(
    'name principal_id type type_desc default_schema_name create_date sid authentication_type authentication_type_desc is_fixed_role',
    [
      ...Object.entries(builtIn).map(([name, id]) => (id === 0 ? role(name, id) : own(name, id))),
      ...users.map(({ name, principalId, type, sid, createdAt }): Value[] => [
        ...[name, principalId, type, external[type], type === 'X' ? null : 'dbo', time(createdAt), sid],
        ...(type === 'S' ? [2, 'DATABASE'] : [4, 'EXTERNAL']),
        0,
      ]),
      ...Object.entries(fixedRoles).map(([name, id]) => role(name, id)),
    ],
  );
}

function members(session: Session): Rowset {
  const all = seesAll(session);
  const rows = session.catalog.members
    .filter(({ user }) => all || same(user, userName(session)))
    .map(({ role, user }): Value[] => [fixedRoles[role] ?? null, principalId(session, user) ?? null]);
  return rowset('role_principal_id member_principal_id', rows);
}

function tables(session: Session): Rowset {
  const { catalog } = session;
  const everything = isIn(session, 'db_owner', 'db_ddladmin', 'db_securityadmin', 'db_datareader', 'db_datawriter');
  const seen = (name: string): boolean =>
    everything !== undefined ||
    catalog.grants.some(
      ({ state, object, grantee }) =>
        state === 'GRANT' && (object === undefined || same(object, name)) && same(grantee, userName(session)),
    );
  const rows = tablesOf(session)
    .filter(({ name }) => seen(name))
    .map(({ name, objectId, createdAt }): Value[] => [name, objectId, 1, 'U ', 'USER_TABLE', time(createdAt)]);
  return rowset('name object_id schema_id type type_desc create_date', rows);
}

function permissions(session: Session): Rowset {
  const all = seesAll(session);
  const ids = new Map(tablesOf(session).map(({ name, objectId }) => [name.toLowerCase(), objectId]));
  const rows = session.catalog.grants
    .filter(({ grantee }) => all || same(grantee, userName(session)))
    .map(({ state, permission, object, grantee }): Value[] => [
      ...(object === undefined ? [0, 'DATABASE', 0] : [1, 'OBJECT_OR_COLUMN', ids.get(object) ?? null]),
      ...[principalId(session, grantee) ?? null, permission, state],
    ]);
  return rowset('class class_desc major_id grantee_principal_id permission_name state_desc', rows);
}

const views: Record<string, (session: Session) => Rowset> = {
  database_principals: principals,
  database_role_members: members,
  database_permissions: permissions,
  tables,
  objects: tables,
};

/** A catalog view, with what the connection may see of it. Source: "System catalog views (Transact-SQL)". */
export function systemView(session: Session, name: string): Rowset {
  const view = Object.hasOwn(views, name.toLowerCase()) ? views[name.toLowerCase()] : undefined;
  if (!view) throw new NotSimulatedSql(`The view sys.${name}`);
  return view(session);
}
