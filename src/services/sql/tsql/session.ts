import type { Catalog, DatabaseUser, TableRow } from '../models.ts';
import type { Name } from './statements.ts';

/** A principal of the directory as a database keeps it, or why it finds none. */
export type Resolved = { sid: string; type: 'E' | 'X' };

/** Who is connected: the server's administrator works as `dbo`, everybody else as a user of the database. */
export interface Who {
  dbo: boolean;
  /** The user that names the caller itself. */
  user?: DatabaseUser;
  /** Users that are groups of the caller. */
  groups: DatabaseUser[];
  /** What SUSER_SNAME() says: a user principal name, `clientId@tenantId`, or a SQL login. */
  login: string;
  /** How the connection proved itself. */
  by: 'user' | 'application' | 'password';
}

/** A permission that a statement asked for: what the trace shows of the decision. */
export interface Asked {
  permission: string;
  object?: string;
  allowed: boolean;
  /** The role, grant or deny that decided; `none` where nothing gives it. */
  by: string;
}

/** One connection to one database while a batch runs. What it changes stays in here until the batch has ended well. */
export interface Session {
  server: string;
  database: string;
  now: number;
  who: Who;
  catalog: Catalog;
  /** Tables by their name in lower case, those dropped as null. */
  tables: Map<string, TableRow | null>;
  asked: Asked[];
  /** The table with this name, as the state has it. */
  load(name: string): TableRow | undefined;
  all(): TableRow[];
  /** Asks the directory; throws SqlRefused. */
  resolve(name: string, objectId?: string): Resolved;
  /** A password as it is kept. */
  hash(user: string, password: string): string;
}

export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export function tableOf(session: Session, name: string): TableRow | undefined {
  const own = session.tables.get(name.toLowerCase());
  return own === undefined ? session.load(name) : (own ?? undefined);
}

/** The table that a statement names: there is one schema. */
export const namedTable = (session: Session, { schema = 'dbo', name }: Name): TableRow | undefined =>
  same(schema, 'dbo') ? tableOf(session, name) : undefined;

export function tablesOf(session: Session): TableRow[] {
  const rest = session.all().filter(({ name }) => !session.tables.has(name.toLowerCase()));
  return [...rest, ...session.tables.values()]
    .filter((table) => table !== null)
    .sort((a, b) => a.objectId - b.objectId);
}

export const userOf = (session: Session, name: string): DatabaseUser | undefined =>
  session.catalog.users.find((user) => same(user.name, name));

/** The name under which the connection works. */
export const userName = ({ who }: Session): string => (who.dbo ? 'dbo' : (who.user?.name ?? who.login));

/** Fixed database roles and their numbers. Source: "Database-level roles". */
export const fixedRoles: Readonly<Record<string, number>> = {
  db_owner: 16384,
  db_accessadmin: 16385,
  db_securityadmin: 16386,
  db_ddladmin: 16387,
  db_backupoperator: 16389,
  db_datareader: 16390,
  db_datawriter: 16391,
  db_denydatareader: 16392,
  db_denydatawriter: 16393,
};

/** Principals that every database has beside the roles. */
export const builtIn: Readonly<Record<string, number>> = { public: 0, dbo: 1, guest: 2, INFORMATION_SCHEMA: 3, sys: 4 };
