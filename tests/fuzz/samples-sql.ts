import type { TenantClient } from '#tenant/client.ts';
import { group, idOf, subscriptionId, tenantId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const servers = `${group}/providers/Microsoft.Sql/servers`;
const server = `${servers}/sqlfuzz`;
const data = 'https://sqlfuzz.database.windows.net/databases/shop/batch';
const administrator = {
  administratorType: 'ActiveDirectory',
  principalType: 'User',
  login: 'owner@contoso.onmicrosoft.com',
  sid: idOf('owner'),
  tenantId,
};
const password = 'Correct-Horse-7';
const serverBody = {
  location: 'westeurope',
  tags: { a: 'b' },
  identity: { type: 'SystemAssigned' },
  properties: {
    administratorLogin: 'sqladmin',
    administratorLoginPassword: password,
    minimalTlsVersion: '1.2',
    publicNetworkAccess: 'Enabled',
    administrators: { ...administrator, azureADOnlyAuthentication: false },
  },
};
const databaseBody = { location: 'westeurope', tags: { a: 'b' }, sku: { name: 'Basic', tier: 'Basic', capacity: 5 } };
const rule = { properties: { startIpAddress: '203.0.113.0', endIpAddress: '203.0.113.255' } };
const furniture = [
  'CREATE TABLE orders (id int IDENTITY(1,1) PRIMARY KEY, item nvarchar(20) NOT NULL, price decimal(9,2))',
  "INSERT INTO orders (item, price) VALUES (N'tea', 2.5), ('coffee', NULL)",
  'CREATE USER [app-system] FROM EXTERNAL PROVIDER; ALTER ROLE db_datareader ADD MEMBER [app-system]',
].join(';\n');

/** A server with databases, tables and a user; gives the address of an operation's state. */
export async function furnishSql(client: TenantClient): Promise<string> {
  const send = async (method: string, url: string, body: unknown) => {
    const answer = await client.send({ method, url, body: JSON.stringify(body) });
    if (answer.status === 0 || answer.status >= 300)
      throw new Error(`${method} ${url}: ${answer.status} ${answer.body}`);
    return answer;
  };
  const put = (path: string, body: unknown) => send('PUT', `${arm}${path}?api-version=2023-08-01`, body);
  await put(server, serverBody);
  const made = await put(`${server}/databases/shop`, databaseBody);
  await put(`${server}/databases/gone`, databaseBody);
  await put(`${server}/firewallRules/learner`, rule);
  await put(`${server}/firewallRules/gone`, rule);
  await send('POST', data, { sql: furniture });
  return made.headers['azure-asyncoperation'] ?? '';
}

/** SQL by Resource Manager and at the server's own address, as its administrator asks. */
export function sqlSamples(base: Base): Sample[] {
  const manage = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${arm}${path}?api-version=2023-08-01`, body, base.tokens['owner arm']);
  const batch = (sql: string): Sample => sample('POST', data, { sql }, base.tokens['owner sql']);
  const basic = sample('POST', data, { sql: 'SELECT USER_NAME()' });
  const signed = { ...basic.request.headers, authorization: `Basic ${btoa(`sqladmin:${password}`)}` };
  return [
    manage('PUT', server, serverBody),
    manage('PUT', `${servers}/sqlnew`, serverBody),
    manage('PATCH', server, { tags: { c: 'd' }, properties: { minimalTlsVersion: '1.3' } }),
    manage('GET', server),
    manage('DELETE', server),
    manage('GET', servers),
    manage('GET', `/subscriptions/${subscriptionId}/providers/Microsoft.Sql/servers`),
    manage('POST', `/subscriptions/${subscriptionId}/providers/Microsoft.Sql/checkNameAvailability`, {
      name: 'sqlfuzz',
      type: 'Microsoft.Sql/servers',
    }),
    manage('GET', `/subscriptions/${subscriptionId}/providers/Microsoft.Sql/locations/westeurope/capabilities`),
    manage('PUT', `${server}/administrators/ActiveDirectory`, { properties: administrator }),
    manage('GET', `${server}/administrators/ActiveDirectory`),
    manage('DELETE', `${server}/administrators/ActiveDirectory`),
    manage('GET', `${server}/administrators`),
    manage('PUT', `${server}/azureADOnlyAuthentications/Default`, { properties: { azureADOnlyAuthentication: true } }),
    manage('GET', `${server}/azureADOnlyAuthentications/Default`),
    manage('DELETE', `${server}/azureADOnlyAuthentications/Default`),
    manage('GET', `${server}/azureADOnlyAuthentications`),
    manage('PUT', `${server}/databases/made`, databaseBody),
    manage('PATCH', `${server}/databases/shop`, { tags: { c: 'd' }, properties: { maxSizeBytes: 1_073_741_824 } }),
    manage('GET', `${server}/databases/shop`),
    manage('DELETE', `${server}/databases/gone`),
    manage('GET', `${server}/databases`),
    manage('PUT', `${server}/firewallRules/made`, rule),
    manage('GET', `${server}/firewallRules/learner`),
    manage('DELETE', `${server}/firewallRules/gone`),
    manage('GET', `${server}/firewallRules`),
    manage('PUT', `${server}/auditingSettings/default`, {
      properties: {
        state: 'Enabled',
        isAzureMonitorTargetEnabled: true,
        auditActionsAndGroups: ['BATCH_COMPLETED_GROUP'],
      },
    }),
    manage('GET', `${server}/auditingSettings/default`),
    sample('GET', base.sqlOperation, undefined, base.tokens['owner arm']),
    batch(
      "SELECT DISTINCT TOP (5) o.id, o.item AS [what] FROM dbo.orders AS o LEFT JOIN orders p ON o.id = p.id WHERE (o.price > 1 OR o.item LIKE N'%e_') AND o.id NOT IN (7, 8) AND o.item IS NOT NULL ORDER BY 2 DESC, o.id",
    ),
    batch(
      "INSERT INTO orders (item) VALUES ('x'), (N'it''s'); UPDATE orders SET price = -1.5, item = 'y' WHERE id = 3; DELETE FROM orders WHERE id = 1; SELECT COUNT(*) FROM orders",
    ),
    batch(
      'CREATE USER [id1] FROM EXTERNAL PROVIDER; ALTER ROLE db_datawriter ADD MEMBER [id1]; GRANT SELECT, INSERT ON dbo.orders TO [id1]; DENY DELETE TO [id1]; REVOKE SELECT ON orders FROM id1; DROP USER IF EXISTS [app-system]',
    ),
    batch(
      "CREATE USER [g] WITH SID = 0x000102030405060708090a0b0c0d0e0f, TYPE = X; CREATE USER p WITH PASSWORD = 'Correct-Horse-8'; CREATE TABLE t (a bit, b uniqueidentifier NULL, c datetime2); DROP TABLE IF EXISTS t",
    ),
    batch(
      "IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = 'x') BEGIN SELECT USER_NAME(), SUSER_SNAME(), DB_NAME(), @@VERSION, IS_MEMBER('db_owner') END ELSE SELECT 1 /* no */ -- end",
    ),
    batch(
      'SELECT r.name, m.name FROM sys.database_role_members x JOIN sys.database_principals r ON x.role_principal_id = r.principal_id JOIN sys.database_principals m ON x.member_principal_id = m.principal_id',
    ),
    { ...basic, request: { ...basic.request, headers: signed } },
  ];
}
