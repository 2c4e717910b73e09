import { describe, expect, it } from 'vitest';
import { NotSimulatedSql, SqlRefused } from '../errors.ts';
import { parseBatch } from './parse.ts';
import type { Statement } from './statements.ts';

const t = (name: string, schema?: string) => ({
  ...(schema && { schema }),
  name,
  written: schema ? `${schema}.${name}` : name,
});
const value = (of: string | number | null) => ({ kind: 'value', value: of });
const column = (name: string, of?: string) => ({ kind: 'column', ...(of && { of }), name });

describe('a batch', () => {
  it.each<[string, unknown[]]>([
    ['', []],
    ['-- nothing\n/* at /* all */ */ ;;', []],
    [
      'CREATE USER [my]]app] FROM EXTERNAL PROVIDER',
      [{ kind: 'create-user', name: 'my]app', how: { from: 'provider' } }],
    ],
    [
      'create user "app/slots/staging" for external provider with object_id = \'x\'',
      [{ kind: 'create-user', name: 'app/slots/staging', how: { from: 'provider', objectId: 'x' } }],
    ],
    [
      'CREATE USER [a] WITH SID = 0x0AbC, TYPE = E',
      [{ kind: 'create-user', name: 'a', how: { from: 'sid', sid: '0x0AbC', type: 'E' } }],
    ],
    [
      "CREATE USER a WITH PASSWORD = N'it''s'",
      [{ kind: 'create-user', name: 'a', how: { from: 'password', password: "it's" } }],
    ],
    ['DROP USER IF EXISTS a;', [{ kind: 'drop-user', name: 'a', ifExists: true }]],
    [
      'ALTER ROLE db_datareader ADD MEMBER [a] ALTER ROLE [db_owner] DROP MEMBER a',
      [
        { kind: 'alter-role', role: 'db_datareader', add: true, member: 'a' },
        { kind: 'alter-role', role: 'db_owner', add: false, member: 'a' },
      ],
    ],
    [
      'GRANT SELECT, INSERT ON OBJECT::dbo.orders TO [a], b',
      [{ kind: 'grant', verb: 'GRANT', permissions: ['SELECT', 'INSERT'], on: t('orders', 'dbo'), to: ['a', 'b'] }],
    ],
    ['REVOKE EXECUTE FROM a', [{ kind: 'grant', verb: 'REVOKE', permissions: ['EXECUTE'], to: ['a'] }]],
    ['DENY DELETE ON SCHEMA::dbo TO a', [{ kind: 'grant', verb: 'DENY', permissions: ['DELETE'], to: ['a'] }]],
    [
      'CREATE TABLE t (id INT IDENTITY(1, 1) PRIMARY KEY, n nvarchar(max) NOT NULL, p decimal(9,2) NULL)',
      [
        {
          kind: 'create-table',
          name: t('t'),
          columns: [
            { name: 'id', type: 'int', nullable: false, identity: true, key: true },
            { name: 'n', type: 'nvarchar(max)', nullable: false },
            { name: 'p', type: 'decimal(9,2)', nullable: true },
          ],
        },
      ],
    ],
    ['DROP TABLE a, dbo.b', [{ kind: 'drop-table', ifExists: false, names: [t('a'), t('b', 'dbo')] }]],
    [
      "INSERT t (a, b) VALUES (-1, NULL), (2.5, 'x')",
      [
        {
          kind: 'insert',
          into: t('t'),
          columns: ['a', 'b'],
          rows: [
            [value(-1), value(null)],
            [value(2.5), value('x')],
          ],
        },
      ],
    ],
    [
      "UPDATE t SET a = 1, b = 'x' WHERE c IS NOT NULL",
      [
        {
          kind: 'update',
          table: t('t'),
          set: [
            { column: 'a', to: value(1) },
            { column: 'b', to: value('x') },
          ],
          where: { kind: 'null', not: true, left: column('c') },
        },
      ],
    ],
    ['DELETE t', [{ kind: 'delete', from: t('t') }]],
    ['USE [master]', [{ kind: 'use' }]],
  ])('%s', (sql, statements) => {
    expect(parseBatch(sql)).toEqual(statements);
  });

  it('reads a query', () => {
    const [query] = parseBatch(
      "SELECT DISTINCT TOP (5) o.id, name AS [the name], count n FROM dbo.orders AS o LEFT JOIN t ON o.id = t.id WHERE (a != 1 OR b LIKE N'%x') AND c NOT IN (1, 2) ORDER BY o.id DESC, 2",
    ) as [Statement];
    const same = { kind: 'compare', sign: '=', left: column('id', 'o'), right: column('id', 't') };
    const either = {
      kind: 'or',
      left: { kind: 'compare', sign: '<>', left: column('a'), right: value(1) },
      right: { kind: 'like', not: false, left: column('b'), right: value('%x') },
    };
    expect(query).toEqual({
      kind: 'select',
      distinct: true,
      top: 5,
      items: [
        { kind: 'expression', expression: column('id', 'o') },
        { kind: 'expression', expression: column('name'), alias: 'the name' },
        { kind: 'expression', expression: column('count'), alias: 'n' },
      ],
      from: [
        { name: t('orders', 'dbo'), alias: 'o' },
        { name: t('t'), on: same, left: true },
      ],
      where: {
        kind: 'and',
        left: either,
        right: { kind: 'in', not: true, left: column('c'), list: [value(1), value(2)] },
      },
      order: [
        { by: column('id', 'o'), descending: true },
        { by: value(2), descending: false },
      ],
    });
  });
});

describe('what cannot be read', () => {
  it.each<[string, number, string]>([
    ['SELEC * FROM t', 102, "Incorrect syntax near '*'."],
    ['SELECT FROM t', 102, "Incorrect syntax near 'FROM'."],
    ['SELECT * FROM', 102, "Incorrect syntax near 'FROM'."],
    ['SELECT * FORM t', 102, "Incorrect syntax near 'FORM'."],
    ['SELECT 1 GO', 102, "Incorrect syntax near 'GO'."],
    ['CREATE USER a FROM EXTERNAL', 102, "Incorrect syntax near 'EXTERNAL'."],
    ['INSERT INTO t VALUES (1', 102, "Incorrect syntax near '1'."],
    ['ALTER ROLE db_datareader ADD [a]', 102, "Incorrect syntax near '[a]'."],
    ["SELECT 'open", 105, "Unclosed quotation mark after the character string 'open'."],
    ['SELECT /* open', 113, "Missing end comment mark '*/'."],
    ['hello', 2812, "Could not find stored procedure 'hello'."],
  ])('%s', (sql, number, message) => {
    expect(refusalOf(sql)).toMatchObject({ error: { number, message } });
  });

  it.each([
    ['EXEC sp_who', 'EXEC'],
    ['DECLARE @a int = 1', 'DECLARE'],
    ['CREATE LOGIN a FROM EXTERNAL PROVIDER', 'CREATE LOGIN'],
    ['CREATE USER a FROM LOGIN b', 'CREATE USER for a login'],
    ['CREATE ROLE r', 'CREATE ROLE'],
    ['DROP VIEW v', 'DROP VIEW'],
    ['TRUNCATE TABLE t', 'TRUNCATE'],
    ['SELECT a FROM t GROUP BY a', 'GROUP'],
    ['SELECT 1 + 1', 'the operator +'],
    ['SELECT GETDATE()', 'the function GETDATE in SELECT'],
    ['SELECT CAST(a AS int) FROM t', 'the function CAST in SELECT'],
    ['SELECT COUNT(a) FROM t', 'COUNT of anything but * in SELECT'],
    ['SELECT a FROM t WHERE a IN (SELECT 1)', 'a query within a query in SELECT'],
    ['SELECT a FROM t WHERE a BETWEEN 1 AND 2', 'BETWEEN in SELECT'],
    ['SELECT @a', 'a variable in SELECT'],
    ['SELECT * FROM a.b.c', 'a name of three parts in SELECT'],
    ['GRANT CONTROL TO a', 'the permission CONTROL in GRANT'],
    ['INSERT INTO t SELECT 1', 'a query in INSERT'],
    ['CREATE TABLE t (a int DEFAULT 1)', 'DEFAULT in CREATE TABLE'],
    ['BEGIN TRAN', 'BEGIN'],
    [`SELECT 1 WHERE ${'('.repeat(100)}`, 'nesting this deep in SELECT'],
  ])('not simulated: %s', (sql, what) => {
    const refused = refusalOf(sql);
    expect(refused).toBeInstanceOf(NotSimulatedSql);
    expect(refused.message).toBe(what);
  });
});

function refusalOf(sql: string): Error {
  try {
    parseBatch(sql);
  } catch (error) {
    if (error instanceof SqlRefused || error instanceof NotSimulatedSql) return error;
    throw error;
  }
  throw new Error(`${sql} was read`);
}
