import type { Ctx } from '#kernel/define.ts';
import { put, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import { resolve, sidOf } from './directory.ts';
import * as say from './errors.ts';
import {
  catalogOf,
  databaseIdOf,
  databaseName,
  table,
  tableKey,
  type Catalog,
  type DatabaseUser,
  type ServerRow,
  type TableRow,
} from './models.ts';
import { passwordHash } from './proof.ts';
import type { SqlLoginFacts } from './sql-login.machine.ts';
import { parseBatch } from './tsql/parse.ts';
import { rolesOf } from './tsql/rights.ts';
import { runBatch, type BatchResult } from './tsql/run.ts';
import { userName, type Session, type Who } from './tsql/session.ts';

const permissionErrors = new Set([229, 262, 15247]);

interface SqlLogin {
  login: string;
  administrator: boolean;
  right: boolean;
}

/** One login and its batch: the answers to the questions of the sql-login chart. */
export class Connection implements SqlLoginFacts {
  readonly #ctx: Ctx;
  readonly #server: ServerRow;
  readonly #asked: string;
  readonly #sql: string;
  readonly #catalog: Catalog;
  #session: Session | undefined;
  #who: Who | undefined;
  #outcome: BatchResult | Error | undefined;

  constructor(ctx: Ctx, server: ServerRow, database: string, sql: string) {
    this.#ctx = ctx;
    this.#server = server;
    this.#asked = database;
    this.#sql = sql;
    this.#catalog = structuredClone(catalogOf(ctx.view, server.id, database));
  }

  databaseExists(): boolean {
    return databaseName(this.#ctx.view, this.#server.id, this.#asked) !== undefined;
  }

  get #login(): SqlLogin | undefined {
    const { caller } = this.#ctx;
    return caller.kind === 'credential' ? (caller.credential as unknown as SqlLogin) : undefined;
  }

  bringsPassword(): boolean {
    return this.#login !== undefined;
  }

  passwordsAllowed(): boolean {
    return !this.#server.properties.entraOnly;
  }

  passwordRight(): boolean {
    const login = this.#login;
    if (!login?.right) return false;
    const user = this.#catalog.users.find(({ name }) => name.toLowerCase() === login.login.toLowerCase());
    const dbo = login.administrator;
    this.#who = { dbo, groups: [], login: login.login, by: 'password', ...(!dbo && user && { user }) };
    return true;
  }

  /** Claims of a token under which a database may know its bearer. */
  get #ids(): { own: string; client: string } {
    const { principalId, principalType, token } = this.#ctx.caller;
    const client = principalType === 'ServicePrincipal' ? String(token?.claims.appid ?? '') : '';
    return { own: principalId.toLowerCase(), client: client.toLowerCase() };
  }

  #be(who: Omit<Who, 'login' | 'by'>): true {
    const { caller } = this.#ctx;
    const application = caller.principalType === 'ServicePrincipal';
    const login = application ? `${this.#ids.client}@${String(caller.token?.claims.tid)}` : caller.name;
    this.#who = { ...who, login, by: application ? 'application' : 'user' };
    return true;
  }

  isAdministrator(): boolean {
    const { kind, groupIds } = this.#ctx.caller;
    const sid = this.#server.properties.administrators?.sid.toLowerCase();
    const { own, client } = this.#ids;
    const named = sid !== undefined && (sid === own || sid === client || groupIds.includes(sid));
    return (named || kind === 'setup' || kind === 'platform') && this.#be({ dbo: true, groups: [] });
  }

  #groups(): DatabaseUser[] {
    const sids = this.#ctx.caller.groupIds.map(sidOf);
    return this.#catalog.users.filter(({ type, sid }) => type === 'X' && sids.includes(sid));
  }

  isDatabaseUser(): boolean {
    const { own, client } = this.#ids;
    const sid = sidOf(client || own);
    const user = this.#catalog.users.find((one) => one.type === 'E' && one.sid === sid);
    return user !== undefined && this.#be({ dbo: false, user, groups: this.#groups() });
  }

  groupIsDatabaseUser(): boolean {
    const groups = this.#groups();
    return groups.length > 0 && this.#be({ dbo: false, groups });
  }

  batchAnswered(): boolean {
    try {
      this.#outcome = runBatch(this.#open(), parseBatch(this.#sql));
    } catch (error) {
      if (!(error instanceof say.SqlRefused) && !(error instanceof say.NotSimulatedSql)) throw error;
      this.#outcome = error;
    }
    return !(this.#outcome instanceof Error);
  }

  permissionLacks(): boolean {
    return this.#outcome instanceof say.SqlRefused && permissionErrors.has(this.#outcome.error.number);
  }

  get outcome(): BatchResult | Error | undefined {
    return this.#outcome;
  }

  /** For the trace: who this is in the database, and which permissions were asked for. */
  facts(): Record<string, unknown> {
    const session = this.#session;
    if (!session) return { database: this.#asked };
    const { login, by } = session.who;
    const roles = session.who.dbo ? ['db_owner'] : rolesOf(session);
    return { database: session.database, login, by, user: userName(session), roles, permissions: session.asked };
  }

  #open(): Session {
    const { view, now } = this.#ctx;
    const id = databaseIdOf(this.#server.id, this.#asked);
    const who = this.#who;
    if (!who) throw new Error('nobody is connected');
    this.#session = {
      server: this.#server.name,
      database: databaseName(view, this.#server.id, this.#asked) ?? this.#asked,
      now,
      who,
      catalog: this.#catalog,
      tables: new Map(),
      asked: [],
      load: (name) => view.get<TableRow>(table.tables, tableKey(id, name)),
      all: () => view.by<TableRow>(table.tables, 'database', idKey(id)),
      resolve: (name, objectId) => resolve(this.#ctx, this.#server, who, name, objectId),
      hash: (user, password) => passwordHash(id, user, password),
    };
    return this.#session;
  }

  /** What the batch has changed; nothing where it only read. */
  changes(): Change[] {
    const before = catalogOf(this.#ctx.view, this.#server.id, this.#asked);
    const { database } = this.#catalog;
    const tables = [...(this.#session?.tables ?? [])].map(([name, row]) =>
      row ? put(table.tables, tableKey(database, name), row) : remove(table.tables, tableKey(database, name)),
    );
    const same = JSON.stringify(before) === JSON.stringify(this.#catalog);
    return [...(same ? [] : [put(table.catalogs, database, this.#catalog)]), ...tables];
  }
}
