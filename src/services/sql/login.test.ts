import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../test-tenant.ts';
import { apps, databaseId, password, people, serverId, SqlFixture, staff, told, type As } from './fixture.ts';

let at: SqlFixture;
beforeEach(() => {
  at = new SqlFixture();
});

const path = ({ trace }: Answer): string | undefined =>
  trace.runs.filter(({ machine }) => machine === 'sql-login')[0]?.path.join(' ');
const byToken = "Login failed for user '<token-identified principal>'.";

describe('a token', () => {
  it('of the administrator works as dbo, of a user as that user', () => {
    expect(told(at.sql('SELECT USER_NAME(), SUSER_SNAME()', 'admin'))).toEqual([['dbo', 'admin@contoso.com']]);
    at.sql('CREATE USER [ann@contoso.com] FROM EXTERNAL PROVIDER', 'admin');
    expect(told(at.sql('SELECT USER_NAME(), ORIGINAL_LOGIN()', 'ann'))).toEqual([
      ['ann@contoso.com', 'ann@contoso.com'],
    ]);
  });

  it.each<[string, object, string]>([
    ['a vault’s audience', { aud: 'https://vault.azure.net' }, byToken],
    ['no audience of its own', { aud: 'https://sqlsrv.database.windows.net' }, byToken],
    ['another tenant', { tid: 'other' }, `${byToken} The server is not currently configured to accept this token.`],
    ['an end in the past', { exp: 1 }, `${byToken} Token is expired.`],
  ])('with %s is a failed login', (_, claims, message) => {
    const answer = at.sql('SELECT 1', undefined, { token: at.sqlToken('admin', claims) });
    expect(answer).toMatchObject({
      status: 401,
      json: { error: { number: 18456, state: 1, class: 14, message, server: 'sqlsrv' } },
    });
  });

  it('counts with and without the slash, and with the application id', () => {
    for (const aud of [
      'https://database.windows.net/',
      'https://database.windows.net',
      '022907d3-0f1b-48f7-badc-1ba6abab6d66',
    ])
      expect(told(at.sql('SELECT 1', undefined, { token: at.sqlToken('admin', { aud }) }))).toEqual([[1]]);
  });

  it('that is missing, or is none, is a failed login', () => {
    expect(told(at.sql('SELECT 1', null))).toEqual([18456, "Login failed for user ''."]);
    expect(told(at.sql('SELECT 1', undefined, { token: 'tk.none' }))).toEqual([18456, byToken]);
  });

  it('of somebody without a user is a failed login, whatever their Azure roles', () => {
    at.grant(people.bob, 'Microsoft.Sql/servers/databases/batch');
    at.grant(people.bob, 'Microsoft.Sql/servers/databases/read');
    const answer = at.sql('SELECT 1', 'bob');
    expect(answer).toMatchObject({ status: 401, json: { error: { number: 18456, message: byToken } } });
    expect(path(answer)).toBe('database credential administrator databaseUser unknownPrincipal');
    expect(answer.trace.authorization).toBeUndefined();
  });

  it('names an identity by its client id: a user made with its object id is another', () => {
    const sid = (guid: string): string => `0x${guid.replaceAll('-', '')}`;
    at.sql(`CREATE USER [app] WITH SID = ${sid(apps.app.id)}, TYPE = E`, 'admin');
    expect(told(at.sql('SELECT 1', 'app'))).toEqual([18456, byToken]);
    at.sql(`DROP USER [app]; CREATE USER [app] WITH SID = 0x5555555555555545A555555555555555, TYPE = E`, 'admin');
    expect(told(at.sql('SELECT USER_NAME()', 'app'))).toEqual([['app']]);
  });

  it('of an identity that was made anew finds the user of the dead one', () => {
    at.sql('CREATE USER [app] FROM EXTERNAL PROVIDER', 'admin');
    expect(told(at.sql('SELECT 1', 'app'))).toEqual([[1]]);
    const appid = '99999999-9999-4999-a999-999999999999';
    at.application('app', apps.app.id, appid);
    const token = at.sqlToken('app', { appid });
    expect(told(at.sql('SELECT 1', undefined, { token }))).toEqual([18456, byToken]);
    expect(told(at.sql('CREATE USER [app] FROM EXTERNAL PROVIDER', 'admin'))).toEqual([
      15023,
      "User, group, or role 'app' already exists in the current database.",
    ]);
    at.sql('DROP USER [app]; CREATE USER [app] FROM EXTERNAL PROVIDER', 'admin');
    expect(told(at.sql('SELECT USER_NAME()', undefined, { token }))).toEqual([['app']]);
  });

  it('lets in by a group that is a user, or the administrator', () => {
    at.sql('CREATE USER [staff] FROM EXTERNAL PROVIDER; ALTER ROLE db_datareader ADD MEMBER [staff]', 'admin');
    const token = at.sqlToken('ann', {}, [staff]);
    const answer = at.sql("SELECT USER_NAME(), IS_MEMBER('db_datareader')", undefined, { token });
    expect(told(answer)).toEqual([['ann@contoso.com', 1]]);
    expect(path(answer)).toBe('database credential administrator databaseUser batch answered');
    const properties = { administratorType: 'ActiveDirectory', login: 'staff', sid: staff, principalType: 'Group' };
    at.arm('PUT', `${serverId}/administrators/ActiveDirectory`, { properties });
    expect(told(at.sql('SELECT USER_NAME()', undefined, { token }))).toEqual([['dbo']]);
    expect(told(at.sql('SELECT 1', 'admin'))).toEqual([18456, byToken]);
  });

  it.each(['id', 'appId'] as const)('of an application that is the administrator, named by its %s', (by) => {
    const properties = { administratorType: 'ActiveDirectory', login: 'app', sid: apps.app[by] };
    at.arm('PUT', `${serverId}/administrators/ActiveDirectory`, { properties });
    expect(told(at.sql('SELECT USER_NAME()', 'app'))).toEqual([['dbo']]);
  });
});

describe('a SQL login', () => {
  it('of the server is dbo, of a database its user there and nowhere else', () => {
    expect(told(at.sql('SELECT USER_NAME(), SUSER_SNAME()', 'sqladmin'))).toEqual([['dbo', 'sqladmin']]);
    at.sql(`CREATE USER shopper WITH PASSWORD = '${password}'`, 'sqladmin');
    const basic = `shopper:${password}`;
    expect(told(at.sql('SELECT USER_NAME()', undefined, { basic }))).toEqual([['shopper']]);
    expect(told(at.sql('SELECT 1', undefined, { basic, database: 'master' }))).toEqual([
      18456,
      "Login failed for user 'shopper'.",
    ]);
  });

  it.each([
    ['sqladmin:hush-hush', "Login failed for user 'sqladmin'."],
    ['nobody:x', "Login failed for user 'nobody'."],
    ['no colon', "Login failed for user ''."],
  ])('%s fails', (basic, message) => {
    const answer = at.sql('SELECT 1', undefined, { basic });
    expect(answer).toMatchObject({ status: 401, json: { error: { number: 18456, message } } });
    expect(JSON.stringify(answer.trace)).not.toContain('hush');
  });

  it('is refused where only Entra counts', () => {
    at.arm('PUT', `${serverId}/azureADOnlyAuthentications/Default`, {
      properties: { azureADOnlyAuthentication: true },
    });
    expect(told(at.sql('SELECT 1', 'sqladmin'))).toEqual([
      18456,
      "Login failed for user 'sqladmin'. Reason: Azure Active Directory only authentication is enabled. Please contact your system administrator.",
    ]);
    expect(told(at.sql('SELECT 1', 'admin'))).toEqual([[1]]);
  });
});

describe('the way to a database', () => {
  const blocked = (address: string) => [
    40615,
    `Cannot open server 'sqlsrv' requested by the login. Client with IP address '${address}' is not allowed to access the server. To enable access, use the Azure Management Portal or run sp_set_firewall_rule on the master database to create a firewall rule for this IP address or address range. It may take up to five minutes for this change to take effect.`,
  ];
  const host = { type: 'run', entry: 1, host: '/subscriptions/s/resourceGroups/g/providers/x/y/z' } as const;

  it('is closed by the firewall until a rule names the address, or all of Azure for a host', () => {
    const open = (how = {}) => told(at.sql('SELECT 1', undefined, { token: at.sqlToken('admin'), ...how }));
    at.arm('DELETE', `${serverId}/firewallRules/everybody`);
    expect(open()).toEqual(blocked('203.0.113.10'));
    expect(open({ origin: host })).toEqual(blocked('198.51.100.24'));
    at.rule('AllowAllWindowsAzureIps', '0.0.0.0', '0.0.0.0');
    expect([open(), open({ origin: host })]).toEqual([blocked('203.0.113.10'), [[1]]]);
    at.rule('me', '203.0.113.1', '203.0.113.10');
    expect(open()).toEqual([[1]]);
    at.rule('me', '203.0.113.1', '203.0.113.9');
    expect(open()).toEqual(blocked('203.0.113.10'));
    expect(told(at.sql('SELECT 1', undefined, { basic: 'sqladmin:wrong' }))).toEqual(blocked('203.0.113.10'));
    at.arm('PATCH', serverId, { properties: { publicNetworkAccess: 'Disabled' } });
    expect(open({ origin: host })).toEqual([
      47073,
      expect.stringContaining('The public network interface on this server is not accessible.'),
    ]);
  });

  it('ends at a database that is not there, and at a server that is not there', () => {
    const answer = at.sql('SELECT 1', 'admin', { database: 'none' });
    expect(answer.status).toBe(404);
    expect(told(answer)).toEqual([4060, 'Cannot open database "none" requested by the login. The login failed.']);
    at.arm('DELETE', databaseId);
    expect(told(at.sql('SELECT 1', 'admin'))).toEqual([4060, expect.any(String)]);
    const nowhere = at.send('POST', 'https://none.database.windows.net/databases/shop/batch', { sql: 'SELECT 1' });
    expect([nowhere.status, nowhere.text]).toEqual([0, 'Could not resolve host: none.database.windows.net']);
  });

  it.each<[string, As, string, string]>([
    ['SELECT 1', 'admin', 'batch answered', 'administrator'],
    ['SELECT * FROM none', 'admin', 'batch failed', 'administrator'],
    ['CREATE TABLE t (a int)', 'ann', 'batch denied', 'administrator databaseUser'],
    ['SELECT 1', 'sqladmin', 'batch answered', 'passwordPolicy password'],
  ])('%s as %s goes to %s', (sql, as, end, middle) => {
    at.sql('CREATE USER [ann@contoso.com] FROM EXTERNAL PROVIDER', 'admin');
    expect(path(at.sql(sql, as))).toBe(`database credential ${middle} ${end}`);
  });
});
