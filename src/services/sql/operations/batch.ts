import * as z from 'zod/mini';
import { defineOperation } from '#kernel/define.ts';
import { walk } from '#kernel/machine.ts';
import { ok, refuse, type Refusal } from '#kernel/result.ts';
import { Connection } from '../connection.ts';
import * as say from '../errors.ts';
import { serverAt } from '../models.ts';
import { sqlLoginMachine } from '../sql-login.machine.ts';

const Batch = z.looseObject({ sql: z.string().check(z.maxLength(65_536)) });

const loginErrors: Record<string, (database: string, login: string) => say.SqlError> = {
  noSuchDatabase: (database) => say.cannotOpenDatabase(database),
  passwordsOff: (_database, login) => say.loginFailed.entraOnly(login),
  wrongPassword: (_database, login) => say.loginFailed.user(login),
  unknownPrincipal: () => say.loginFailed.token,
};

const notSimulated = (what: string): Refusal => ({
  status: 501,
  code: 'NotSimulated',
  message: `${what} is not simulated by this tenant. What is simulated, and where it differs from Azure, is listed in the register of deviations.`,
});

/**
 * One batch of T-SQL in one database, as whoever has signed in. It is all or nothing: the first error ends it and takes
 * back what came before. Its permissions are those of the database; Azure roles are not asked.
 */
const batch = defineOperation({
  action: 'Microsoft.Sql/servers/databases/batch',
  title: 'Run T-SQL batch',
  surface: 'sql',
  plane: 'data',
  method: 'POST',
  path: '/databases/{database}/batch',
  body: Batch,
  requires: () => undefined,
  handle(ctx, { params, body }) {
    const server = serverAt(ctx.view, params);
    const database = params['database'] ?? '';
    const connection = new Connection(ctx, server, database, body.sql);
    const run = walk(sqlLoginMachine, connection);
    ctx.keep(run, connection.facts());
    const { outcome } = connection;
    const login = loginErrors[run.path.at(-1) ?? ''];
    if (login) return refuse(say.refusalOf(login(database, ctx.caller.name), server.name));
    if (outcome instanceof say.NotSimulatedSql) return refuse(notSimulated(outcome.message));
    if (outcome instanceof say.SqlRefused) return refuse(say.refusalOf(outcome.error, server.name));
    return ok({ status: 200, body: outcome, changes: connection.changes() });
  },
});

export const batchOperations = [batch];
