import { beforeEach, describe, expect, it } from 'vitest';
import { apps, SqlFixture, told, type As } from './fixture.ts';

let at: SqlFixture;
beforeEach(() => {
  at = new SqlFixture().withOrders();
});

const tryAll = (as: As): string =>
  [
    'SELECT * FROM orders',
    "INSERT INTO orders VALUES (2, 'x')",
    'UPDATE orders SET id = 3',
    'DELETE FROM orders',
    'SELECT * FROM secrets',
    'CREATE TABLE t (a int)',
    'CREATE USER [other] FROM EXTERNAL PROVIDER',
  ]
    .map((sql) => {
      const answer = at.sql(sql, as);
      return answer.status === 200 ? 'yes' : String((told(answer) as unknown[])[0]);
    })
    .join(' ');

describe('what a user may', () => {
  it.each<[string, string]>([
    ['', '229 229 229 229 229 262 15247'],
    ['ALTER ROLE db_datareader ADD MEMBER app', 'yes 229 229 229 yes 262 15247'],
    ['ALTER ROLE db_datawriter ADD MEMBER app', '229 yes yes yes 229 262 15247'],
    ['ALTER ROLE db_ddladmin ADD MEMBER app', '229 229 229 229 229 yes 15247'],
    ['ALTER ROLE db_accessadmin ADD MEMBER app', '229 229 229 229 229 262 37'],
    ['ALTER ROLE db_owner ADD MEMBER app', 'yes yes yes yes yes yes 37'],
    ['ALTER ROLE db_owner ADD MEMBER app; ALTER ROLE db_denydatareader ADD MEMBER app', '229 yes yes yes 229 yes 37'],
    ['ALTER ROLE db_owner ADD MEMBER app; DENY DELETE ON orders TO app', 'yes yes yes 229 yes yes 37'],
    ['ALTER ROLE db_datareader ADD MEMBER app; DENY SELECT ON dbo.secrets TO app', 'yes 229 229 229 229 262 15247'],
    ['GRANT SELECT ON orders TO app', 'yes 229 229 229 229 262 15247'],
    ['GRANT SELECT TO app', 'yes 229 229 229 yes 262 15247'],
    ['GRANT SELECT ON orders TO public', 'yes 229 229 229 229 262 15247'],
    ['GRANT SELECT, INSERT ON orders TO app; REVOKE SELECT ON orders FROM app', '229 yes 229 229 229 262 15247'],
    [
      'ALTER ROLE db_datareader ADD MEMBER app; ALTER ROLE db_datareader DROP MEMBER app',
      '229 229 229 229 229 262 15247',
    ],
  ])('%s', (sql, expected) => {
    // 37…: it may, but the server has no identity that could look the other up.
    expect(at.sql(sql || 'SELECT 1').status).toBe(200);
    expect(tryAll('app').replace('33134', '37')).toBe(expected);
  });

  it('reads to change by WHERE', () => {
    at.sql('GRANT UPDATE, DELETE ON orders TO app');
    expect(at.sql('UPDATE orders SET id = 3', 'app').status).toBe(200);
    expect(told(at.sql('UPDATE orders SET id = 3 WHERE id = 1', 'app'))).toEqual([
      229,
      "The SELECT permission was denied on the object 'orders', database 'shop', schema 'dbo'.",
    ]);
  });

  it('sees of the others what its roles let it see', () => {
    at.sql('CREATE USER [ann@contoso.com] FROM EXTERNAL PROVIDER; GRANT SELECT ON orders TO app');
    const users = "SELECT name FROM sys.database_principals WHERE type = 'E' ORDER BY name";
    expect(told(at.sql(users, 'app'))).toEqual([['app']]);
    expect(told(at.sql('SELECT name FROM sys.tables', 'app'))).toEqual([['orders']]);
    expect(told(at.sql(users, 'admin'))).toEqual([['ann@contoso.com'], ['app']]);
    expect(told(at.sql('SELECT permission_name, state_desc FROM sys.database_permissions'))).toEqual([
      ['SELECT', 'GRANT'],
    ]);
  });

  it('is in the trace', () => {
    at.sql('ALTER ROLE db_datawriter ADD MEMBER app');
    expect(at.sql('SELECT * FROM orders', 'app').trace.runs.at(-1)?.facts).toEqual({
      database: 'shop',
      login: `${apps.app.appId}@11111111-1111-4111-8111-111111111111`,
      by: 'application',
      user: 'app',
      roles: ['db_datawriter'],
      permissions: [{ permission: 'SELECT', object: 'orders', allowed: false, by: 'none' }],
    });
  });
});
