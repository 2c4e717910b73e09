import { noUse, SqlRefused } from '../errors.ts';
import { createTable, dropTable, insert, remove, update } from './data.ts';
import { select } from './select.ts';
import type { Session } from './session.ts';
import type { Statement } from './statements.ts';
import type { Rowset } from './system-views.ts';
import { alterRole, createUser, dropUser, grant } from './users.ts';

/** What a batch answers: the last result set, how many rows its last statement touched, and the engine's messages. */
export interface BatchResult extends Rowset {
  /** -1 where the last statement touches no rows. */
  rowsAffected: number;
  messages: string[];
  /** Result sets before the last one. */
  earlier?: Rowset[];
}

/** Rows that the statement touched, its result set, or nothing. */
function runOne(session: Session, statement: Statement): Rowset | number | undefined {
  switch (statement.kind) {
    case 'select':
      return select(session, statement);
    case 'insert':
      return insert(session, statement);
    case 'update':
      return update(session, statement);
    case 'delete':
      return remove(session, statement);
    case 'create-table':
      return void createTable(session, statement);
    case 'drop-table':
      return void dropTable(session, statement);
    case 'create-user':
      return void createUser(session, statement);
    case 'drop-user':
      return void dropUser(session, statement);
    case 'alter-role':
      return void alterRole(session, statement);
    case 'grant':
      return void grant(session, statement);
    case 'use':
      throw new SqlRefused(noUse);
    case 'if':
      throw new Error('an IF is taken apart before');
  }
}

/** Runs the statements of a batch one after the other; the first error ends it (thrown). */
export function runBatch(session: Session, statements: Statement[]): BatchResult {
  const sets: Rowset[] = [];
  const messages: string[] = [];
  let rowsAffected = -1;
  const run = (list: Statement[]): void => {
    for (const statement of list) {
      if (statement.kind === 'if') {
        const found = select(session, statement.query).rows.length > 0;
        run(found === statement.exists ? statement.then : statement.otherwise);
        continue;
      }
      const outcome = runOne(session, statement);
      rowsAffected = typeof outcome === 'number' ? outcome : (outcome?.rows.length ?? -1);
      if (outcome !== undefined) messages.push(`(${rowsAffected} row${rowsAffected === 1 ? '' : 's'} affected)`);
      if (typeof outcome === 'object') sets.push(outcome);
    }
  };
  run(statements);
  const last = sets.pop() ?? { columns: [], rows: [] };
  return { ...last, rowsAffected, messages, ...(sets.length && { earlier: sets }) };
}
