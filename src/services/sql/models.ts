import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

/** Tables of this service. Servers and databases are rows of `resources`; `names` finds a server by its global name. */
export const table = {
  names: 'sqlNames',
  logins: 'sqlLogins',
  firewall: 'sqlFirewallRules',
  auditing: 'sqlAuditing',
  operations: 'sqlOperations',
  catalogs: 'sqlCatalogs',
  tables: 'sqlTables',
} as const;

export const serverType = 'Microsoft.Sql/servers';
export const databaseType = `${serverType}/databases`;

/** The one Microsoft Entra administrator of a server. */
export type Administrator = {
  administratorType: 'ActiveDirectory';
  principalType?: 'User' | 'Group' | 'Application';
  login: string;
  /** Object id of a user or group, client id of an application; its object id is taken too. */
  sid: string;
  tenantId: string;
};

export type ServerProperties = {
  administratorLogin: string;
  minimalTlsVersion: string;
  publicNetworkAccess: 'Enabled' | 'Disabled';
  restrictOutboundNetworkAccess: 'Enabled' | 'Disabled';
  primaryUserAssignedIdentityId?: string;
  administrators?: Administrator;
  entraOnly: boolean;
};

export interface ServerRow extends ArmResource {
  properties: ServerProperties;
}

export type DatabaseProperties = {
  databaseId: string;
  collation: string;
  maxSizeBytes: number;
};

export interface DatabaseRow extends ArmResource {
  sku: { name: string; tier: string; family?: string; capacity: number };
  properties: DatabaseProperties;
}

/** The password of the server's SQL administrator, as SHA-256 of server and password. */
export interface LoginRow {
  server: string;
  hash: string;
}

export interface FirewallRow {
  id: string;
  /** idKey of the server. */
  server: string;
  name: string;
  startIpAddress: string;
  endIpAddress: string;
}

/** The server's auditing policy, as far as requests set it. */
export interface AuditingRow {
  server: string;
  properties: Record<string, unknown>;
}

/** What a 202 points to. */
export interface OperationRow {
  id: string;
  subscriptionId: string;
  startedAt: number;
  completesAt: number;
  /** ARM id of what its result shows. */
  resource?: string;
}

/** A user of a database. Types: E and X are Entra's users and groups, S has a password of its own. */
export interface DatabaseUser {
  name: string;
  principalId: number;
  type: 'E' | 'X' | 'S';
  /** `0x…`, upper case. */
  sid: string;
  hash?: string;
  createdAt: number;
}

export interface Grant {
  state: 'GRANT' | 'DENY';
  permission: string;
  /** Name of the table in lower case; absent: the whole database. */
  object?: string;
  /** Name of the user in lower case. */
  grantee: string;
}

/** Who is in a database, and what they may. */
export interface Catalog {
  /** idKey of the database, and of its server. */
  database: string;
  server: string;
  users: DatabaseUser[];
  members: { role: string; user: string }[];
  grants: Grant[];
  /** The number that the next user or table gets. */
  next: number;
}

export type Value = string | number | null;

export interface Column {
  name: string;
  /** As `CREATE TABLE` names it: `nvarchar(50)`. */
  type: string;
  nullable: boolean;
  identity?: boolean;
  key?: boolean;
}

export interface TableRow {
  /** idKey of the database. */
  database: string;
  name: string;
  objectId: number;
  columns: Column[];
  rows: Value[][];
  /** The next value of the identity column. */
  next: number;
  createdAt: number;
}

export const tableKey = (database: string, name: string): string => `${idKey(database)} ${name.toLowerCase()}`;

export const servers = new ArmType<ServerRow>(serverType);

export const databaseIdOf = (serverId: string, name: string): string => `${serverId}/databases/${name}`;

/** The server with this ARM id, or undefined. */
export const serverById = (view: View, id: string): ServerRow | undefined =>
  view.get<ServerRow>('resources', idKey(id));

/** The server with this global name, or undefined. */
export function serverByName(view: View, name: string): ServerRow | undefined {
  const found = view.get<{ id: string }>(table.names, name.toLowerCase());
  return found && serverById(view, found.id);
}

/** The server that a place on the data surface stands for; a place without one is a bug. */
export function serverAt(view: View, params: Record<string, string>): ServerRow {
  const server = serverById(view, params['serverId'] ?? '');
  if (!server) throw new Error(`no SQL server at ${params['serverId']}`);
  return server;
}

export const firewallOf = (view: View, serverId: string): FirewallRow[] =>
  view.by<FirewallRow>(table.firewall, 'server', idKey(serverId));

/** The databases that requests have made on a server, by their names; `master` is there by itself and has no row. */
export const databasesOf = (view: View, serverId: string): DatabaseRow[] =>
  view
    .by<Catalog>(table.catalogs, 'server', idKey(serverId))
    .flatMap(({ database }) => view.get<DatabaseRow>('resources', database) ?? []);

/** The name of a database of this server as it was written, or undefined. */
export const databaseName = (view: View, serverId: string, name: string): string | undefined =>
  name.toLowerCase() === 'master'
    ? 'master'
    : view.get<DatabaseRow>('resources', idKey(databaseIdOf(serverId, name)))?.name;

/** What a database holds of users and rights; a new one has neither. */
export const catalogOf = (view: View, serverId: string, name: string): Catalog => {
  const database = idKey(databaseIdOf(serverId, name));
  const empty = { database, server: idKey(serverId), users: [], members: [], grants: [], next: 5 };
  return view.get<Catalog>(table.catalogs, database) ?? empty;
};
