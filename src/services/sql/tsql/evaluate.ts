import { NotSimulatedSql, notConverted, SqlRefused } from '../errors.ts';
import type { Value } from '../models.ts';
import { isIn, rolesOf } from './rights.ts';
import { builtIn, fixedRoles, same, userName, userOf, type Session } from './session.ts';
import type { Condition, Expression } from './statements.ts';

/** Gives the value of a column in the row that is looked at. */
export type Look = (name: string, of?: string) => Value;

/** Ours: a simulated engine has a version of its own. */
const version = 'Tenantlab T-SQL subset 12.0 (a simulation; not Microsoft SQL Azure)';

function isMember(session: Session, role: Value, name?: Value): Value {
  const asked = String(role).toLowerCase();
  if (asked === 'public') return 1;
  if (!Object.hasOwn(fixedRoles, asked)) return null;
  if (name === undefined || same(String(name), userName(session)))
    return isIn(session, asked) !== undefined || rolesOf(session).includes(asked) ? 1 : 0;
  if (!userOf(session, String(name))) return null;
  return session.catalog.members.some(({ role: held, user }) => held === asked && same(user, String(name))) ? 1 : 0;
}

function nameOfPrincipal(session: Session, id: Value): Value {
  const all = [...Object.entries(builtIn), ...Object.entries(fixedRoles)];
  return (
    all.find(([, number]) => number === id)?.[0] ??
    session.catalog.users.find(({ principalId }) => principalId === id)?.name ??
    null
  );
}

function call(session: Session, name: string, given: Value[]): Value {
  const [first, second] = given;
  if (name === 'IS_MEMBER' || name === 'IS_ROLEMEMBER') return isMember(session, first ?? null, second);
  if (name === 'USER_NAME' && given.length) return nameOfPrincipal(session, first ?? null);
  if (given.length) throw new NotSimulatedSql(`${name} with an argument`);
  if (name === '@@VERSION') return version;
  if (name === '@@SERVERNAME') return session.server;
  if (name === 'DB_NAME') return session.database;
  return /^(?:USER|USER_NAME|CURRENT_USER|SESSION_USER)$/.test(name) ? userName(session) : session.who.login;
}

/** The value of an expression in a row. */
export function valueOf(session: Session, expression: Expression, look: Look): Value {
  if (expression.kind === 'value') return expression.value;
  if (expression.kind === 'column') return look(expression.name, expression.of);
  const given = expression.arguments.map((argument) => valueOf(session, argument, look));
  return call(session, expression.name, given);
}

const number = (value: Value): number => {
  const found = Number(value);
  if (typeof value === 'string' && (value.trim() === '' || Number.isNaN(found)))
    throw new SqlRefused(notConverted(value, 'int'));
  return found;
};

/** Below, at or above zero; undefined where a side is NULL. Texts are compared without case, as the default collation does. */
export function compare(left: Value, right: Value): number | undefined {
  if (left === null || right === null) return undefined;
  if (typeof left === 'number' || typeof right === 'number') return number(left) - number(right);
  const [a, b] = [left.toLowerCase().trimEnd(), right.toLowerCase().trimEnd()];
  return a < b ? -1 : a > b ? 1 : 0;
}

const tests: Record<string, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** `%` is any text and `_` any letter; two pointers, so that no pattern costs more than its length times the text's. */
function like(text: string, pattern: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (at < text.length) {
    if (pattern[from] === '%') [star, mark, from] = [from, at, from + 1];
    else if (pattern[from] === '_' || pattern[from] === text[at]) [at, from] = [at + 1, from + 1];
    else if (star >= 0) [mark, from, at] = [mark + 1, star + 1, mark + 1];
    else return false;
  }
  return /^%*$/.test(pattern.slice(from));
}

const either = (not: boolean, found: boolean | undefined): boolean | undefined =>
  found === undefined ? undefined : found !== not;

/** Whether a condition holds for a row: true, false, or undefined (SQL's unknown). */
export function holds(session: Session, condition: Condition, look: Look): boolean | undefined {
  const value = (expression: Expression): Value => valueOf(session, expression, look);
  switch (condition.kind) {
    case 'not':
      return either(true, holds(session, condition.inner, look));
    case 'and':
    case 'or': {
      const decisive = condition.kind === 'or';
      // Both sides are always looked at: a column that is not there must not hide behind the other side.
      const [left, right] = [holds(session, condition.left, look), holds(session, condition.right, look)];
      return left === decisive || right === decisive
        ? decisive
        : left === undefined || right === undefined
          ? undefined
          : !decisive;
    }
    case 'null':
      return (value(condition.left) === null) !== condition.not;
    case 'like': {
      const [text, pattern] = [value(condition.left), value(condition.right)];
      if (text === null || pattern === null) return undefined;
      if (String(pattern).includes('[')) throw new NotSimulatedSql('LIKE with a set of letters');
      return like(String(text).toLowerCase(), String(pattern).toLowerCase()) !== condition.not;
    }
    case 'in': {
      const left = value(condition.left);
      const found = condition.list.map((one) => compare(left, value(one)));
      return either(condition.not, found.includes(0) ? true : found.includes(undefined) ? undefined : false);
    }
    case 'compare': {
      const order = compare(value(condition.left), value(condition.right));
      return order === undefined ? undefined : tests[condition.sign]?.(order);
    }
  }
}
