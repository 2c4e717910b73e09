import { SqlManagementClient, type Database, type Server } from '@azure/arm-sql';
import type { TokenCredential } from '@azure/core-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { clientsWaitOn } from './client-clock.ts';
import { all, credentialOf, httpClientOver } from './transport.ts';
import { idOf, openWorld, subscriptionId, tenantId, type Person, type World } from './world.ts';

type Client = SqlManagementClient;

let world: World;
let putBack: () => void;
const clientWith = (credential: TokenCredential): Client =>
  new SqlManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });
const clientOf = (person: Person): Client => clientWith(credentialOf(world, person));

const server: Server = {
  location: 'westeurope',
  administratorLogin: 'sqladmin',
  administratorLoginPassword: 'Correct-Horse-7',
  administrators: {
    administratorType: 'ActiveDirectory',
    principalType: 'User',
    login: 'owner@contoso.onmicrosoft.com',
    sid: idOf('owner'),
    tenantId,
  },
};
const database: Database = { location: 'westeurope', sku: { name: 'Basic' } };
const rule = { startIpAddress: '203.0.113.0', endIpAddress: '203.0.113.255' };
const administrator = { administratorType: 'ActiveDirectory', login: 'reader', sid: idOf('reader'), tenantId };

beforeAll(async () => {
  world = await openWorld();
  putBack = clientsWaitOn(world);
  await clientOf('owner').servers.beginCreateOrUpdateAndWait('rg1', 'sqlheld', server);
});
afterAll(() => putBack());

const noServer = [404, 'ResourceNotFound'] as const;
const noParent = [404, 'ParentResourceNotFound'] as const;
const noGroup = [404, 'ResourceGroupNotFound'] as const;

const operations: ArmOperation<Client>[] = [
  {
    operation: 'servers.createOrUpdate',
    works: (c) => c.servers.beginCreateOrUpdateAndWait('rg1', 'sqlmade', server),
    object: (c) => c.servers.beginCreateOrUpdateAndWait('rg1', 'No-Name', server),
    refusal: [400, 'InvalidServerName'],
  },
  {
    operation: 'servers.get',
    works: (c) => c.servers.get('rg1', 'sqlmade'),
    object: (c) => c.servers.get('rg1', 'none'),
    refusal: noServer,
  },
  {
    operation: 'servers.update',
    works: (c) => c.servers.beginUpdateAndWait('rg1', 'sqlmade', { tags: { a: 'b' }, minimalTlsVersion: '1.3' }),
    object: (c) => c.servers.beginUpdateAndWait('rg1', 'none', {}),
    refusal: noServer,
  },
  {
    operation: 'servers.listByResourceGroup',
    works: (c) => all(c.servers.listByResourceGroup('rg1')),
    object: (c) => all(c.servers.listByResourceGroup('rg9')),
    refusal: noGroup,
  },
  {
    operation: 'servers.checkNameAvailability',
    works: (c) => c.servers.checkNameAvailability({ name: 'sqlnew', type: 'Microsoft.Sql/servers' }),
    object: (c) => c.servers.checkNameAvailability({ name: 'sqlmade', type: 'Microsoft.Sql/servers' }),
    refusal: 'the name is taken',
  },
  {
    operation: 'serverAzureADAdministrators.createOrUpdate',
    works: (c) =>
      c.serverAzureADAdministrators.beginCreateOrUpdateAndWait('rg1', 'sqlmade', 'ActiveDirectory', administrator),
    object: (c) =>
      c.serverAzureADAdministrators.beginCreateOrUpdateAndWait('rg1', 'sqlmade', 'ActiveDirectory', {
        ...administrator,
        login: '',
      }),
    refusal: [400, 'InvalidParameterValue'],
  },
  {
    operation: 'serverAzureADAdministrators.get',
    works: (c) => c.serverAzureADAdministrators.get('rg1', 'sqlmade', 'ActiveDirectory'),
    object: (c) => c.serverAzureADAdministrators.get('rg1', 'none', 'ActiveDirectory'),
    refusal: noParent,
  },
  {
    operation: 'serverAzureADAdministrators.listByServer',
    works: (c) => all(c.serverAzureADAdministrators.listByServer('rg1', 'sqlmade')),
    object: (c) => all(c.serverAzureADAdministrators.listByServer('rg1', 'none')),
    refusal: noParent,
  },
  {
    operation: 'serverAzureADOnlyAuthentications.createOrUpdate',
    works: (c) =>
      c.serverAzureADOnlyAuthentications.beginCreateOrUpdateAndWait('rg1', 'sqlmade', 'Default', {
        azureADOnlyAuthentication: true,
      }),
    object: (c) => c.serverAzureADAdministrators.beginDeleteAndWait('rg1', 'sqlmade', 'ActiveDirectory'),
    refusal: [400, 'InvalidServerAADAdminDeleteOperation'],
  },
  {
    operation: 'serverAzureADOnlyAuthentications.get',
    works: (c) => c.serverAzureADOnlyAuthentications.get('rg1', 'sqlmade', 'Default'),
    object: (c) => c.serverAzureADOnlyAuthentications.get('rg1', 'none', 'Default'),
    refusal: noParent,
  },
  {
    operation: 'serverAzureADOnlyAuthentications.listByServer',
    works: (c) => all(c.serverAzureADOnlyAuthentications.listByServer('rg1', 'sqlmade')),
    object: (c) => all(c.serverAzureADOnlyAuthentications.listByServer('rg1', 'none')),
    refusal: noParent,
  },
  {
    operation: 'serverAzureADOnlyAuthentications.delete',
    works: (c) => c.serverAzureADOnlyAuthentications.beginDeleteAndWait('rg1', 'sqlmade', 'Default'),
    object: (c) => c.serverAzureADOnlyAuthentications.beginDeleteAndWait('rg1', 'none', 'Default'),
    refusal: noParent,
  },
  {
    operation: 'serverAzureADAdministrators.delete',
    works: (c) => c.serverAzureADAdministrators.beginDeleteAndWait('rg1', 'sqlmade', 'ActiveDirectory'),
    object: (c) => c.serverAzureADAdministrators.get('rg1', 'sqlmade', 'ActiveDirectory'),
    refusal: noServer,
  },
  {
    operation: 'databases.createOrUpdate',
    works: (c) => c.databases.beginCreateOrUpdateAndWait('rg1', 'sqlmade', 'shop', database),
    object: (c) => c.databases.beginCreateOrUpdateAndWait('rg1', 'sqlmade', 'a<b', database),
    refusal: [400, 'InvalidDatabaseName'],
  },
  {
    operation: 'databases.get',
    works: (c) => c.databases.get('rg1', 'sqlmade', 'shop'),
    object: (c) => c.databases.get('rg1', 'sqlmade', 'none'),
    refusal: noServer,
  },
  {
    operation: 'databases.update',
    works: (c) => c.databases.beginUpdateAndWait('rg1', 'sqlmade', 'shop', { tags: { a: 'b' } }),
    object: (c) => c.databases.beginUpdateAndWait('rg1', 'sqlmade', 'none', {}),
    refusal: noServer,
  },
  {
    operation: 'databases.listByServer',
    works: (c) => all(c.databases.listByServer('rg1', 'sqlmade')),
    object: (c) => all(c.databases.listByServer('rg1', 'none')),
    refusal: noParent,
  },
  {
    operation: 'firewallRules.createOrUpdate',
    works: (c) => c.firewallRules.createOrUpdate('rg1', 'sqlmade', 'me', rule),
    object: (c) => c.firewallRules.createOrUpdate('rg1', 'sqlmade', 'me', { ...rule, endIpAddress: '203.0.112.0' }),
    refusal: [400, 'InvalidParameterValue'],
  },
  {
    operation: 'firewallRules.get',
    works: (c) => c.firewallRules.get('rg1', 'sqlmade', 'me'),
    object: (c) => c.firewallRules.get('rg1', 'sqlmade', 'none'),
    refusal: noServer,
  },
  {
    operation: 'firewallRules.listByServer',
    works: (c) => all(c.firewallRules.listByServer('rg1', 'sqlmade')),
    object: (c) => all(c.firewallRules.listByServer('rg1', 'none')),
    refusal: noParent,
  },
  {
    operation: 'firewallRules.delete',
    works: (c) => c.firewallRules.delete('rg1', 'sqlmade', 'me'),
    object: (c) => c.firewallRules.delete('rg1', 'sqlmade', 'me'),
    refusal: 'it is gone already (204)',
  },
  {
    operation: 'serverBlobAuditingPolicies.createOrUpdate',
    works: (c) =>
      c.serverBlobAuditingPolicies.beginCreateOrUpdateAndWait('rg1', 'sqlmade', {
        state: 'Enabled',
        isAzureMonitorTargetEnabled: true,
      }),
    object: (c) => c.serverBlobAuditingPolicies.beginCreateOrUpdateAndWait('rg1', 'none', { state: 'Enabled' }),
    refusal: noParent,
  },
  {
    operation: 'serverBlobAuditingPolicies.get',
    works: (c) => c.serverBlobAuditingPolicies.get('rg1', 'sqlmade'),
    object: (c) => c.serverBlobAuditingPolicies.get('rg1', 'none'),
    refusal: noParent,
  },
  {
    operation: 'databases.delete',
    works: (c) => c.databases.beginDeleteAndWait('rg1', 'sqlmade', 'shop'),
    object: (c) => c.databases.beginDeleteAndWait('rg1', 'sqlmade', 'master'),
    refusal: [400, 'InvalidDatabaseName'],
  },
  {
    operation: 'servers.delete',
    works: (c) => c.servers.beginDeleteAndWait('rg1', 'sqlmade'),
    object: (c) => c.servers.beginDeleteAndWait('rg1', 'sqlmade'),
    refusal: 'it is gone already (204)',
  },
];

describe('SqlManagementClient, unchanged', () => {
  tryArmOperations({
    title: '@azure/arm-sql SqlManagementClient',
    world: () => world,
    client: clientWith,
    operations,
  });

  it('gets what it asked for, from an operation that it waited for', async () => {
    const { servers, databases } = clientOf('owner');
    const made = await servers.beginCreateOrUpdateAndWait('rg1', 'sqlsrv', {
      ...server,
      identity: { type: 'SystemAssigned' },
    });
    expect(made).toMatchObject({
      name: 'sqlsrv',
      fullyQualifiedDomainName: 'sqlsrv.database.windows.net',
      state: 'Ready',
      administratorLogin: 'sqladmin',
      identity: { type: 'SystemAssigned', tenantId },
    });
    const updated = await servers.beginUpdateAndWait('rg1', 'sqlsrv', { publicNetworkAccess: 'Disabled' });
    expect(updated).toMatchObject({ name: 'sqlsrv', publicNetworkAccess: 'Disabled' });
    expect(await servers.get('rg1', 'sqlsrv', { expand: 'administrators/activedirectory' })).toMatchObject({
      administrators: { login: 'owner@contoso.onmicrosoft.com', azureADOnlyAuthentication: false },
    });
    const shop = await databases.beginCreateOrUpdateAndWait('rg1', 'sqlsrv', 'shop', database);
    expect(shop).toMatchObject({ name: 'shop', status: 'Online', sku: { name: 'Basic', tier: 'Basic', capacity: 5 } });
    expect((await all(databases.listByServer('rg1', 'sqlsrv'))).map(({ name }) => name)).toEqual(['shop', 'master']);
    expect((await all(servers.list())).map(({ name }) => name)).toEqual(['sqlheld', 'sqlsrv']);
  });
});

describe('a database, with real tokens', () => {
  const url = 'https://sqlheld.database.windows.net/databases/shop/batch';
  const batch = (sql: string) => ({
    method: 'POST',
    url,
    body: JSON.stringify({ sql }),
    headers: { 'content-type': 'application/json' },
  });
  const resource = 'https://database.windows.net/';

  beforeAll(async () => {
    const { databases, firewallRules } = clientOf('owner');
    await databases.beginCreateOrUpdateAndWait('rg1', 'sqlheld', 'shop', database);
    await firewallRules.createOrUpdate('rg1', 'sqlheld', 'me', rule);
  });

  it('knows its administrator and its users, and no role of Azure', async () => {
    const { status, body } = await world.as('owner', batch('SELECT USER_NAME(), SUSER_SNAME()'), resource);
    expect([status, JSON.parse(body)]).toEqual([
      200,
      expect.objectContaining({ rows: [['dbo', 'owner@contoso.onmicrosoft.com']] }),
    ]);
    const refused = await world.as('reader', batch('SELECT 1'), resource);
    expect([refused.status, refused.body]).toEqual([401, expect.stringContaining('18456')]);
    const vault = await world.as('owner', batch('SELECT 1'), 'https://vault.azure.net');
    expect([vault.status, vault.body]).toEqual([401, expect.stringContaining('18456')]);
  });

  it('lets in a web app by its identity, from Azure, and gives it what its role gives', async () => {
    const setup = 'CREATE TABLE t (a int); INSERT INTO t VALUES (1); CREATE USER [app-system] FROM EXTERNAL PROVIDER';
    const made = await world.as('owner', batch(`${setup}; ALTER ROLE db_datareader ADD MEMBER [app-system]`), resource);
    expect([made.status, made.body]).toEqual([200, expect.any(String)]);
    const { run, env } = await world.enter('app-system');
    const answer = await world.edge.send(
      {
        method: 'GET',
        url: `${env['IDENTITY_ENDPOINT']}?resource=${encodeURIComponent(resource)}&api-version=2019-08-01`,
        headers: { 'x-identity-header': env['IDENTITY_HEADER'] ?? '' },
      },
      run,
    );
    const token = (JSON.parse(answer.body) as { access_token: string }).access_token;
    const from = async (sql: string) => {
      const request = batch(sql);
      const headers = { ...request.headers, authorization: `Bearer ${token}` };
      const { status, body } = await world.edge.send({ ...request, headers }, run);
      return [status, body];
    };
    expect(await from('SELECT a FROM t')).toEqual([403, expect.stringContaining('40615')]);
    const azure = { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' };
    await clientOf('owner').firewallRules.createOrUpdate('rg1', 'sqlheld', 'AllowAllWindowsAzureIps', azure);
    expect(await from('SELECT a FROM t')).toEqual([200, expect.stringContaining('"rows":[[1]]')]);
    expect(await from('DELETE FROM t')).toEqual([403, expect.stringContaining('The DELETE permission was denied')]);
  });
});
