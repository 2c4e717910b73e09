import { beforeEach, describe, expect, it } from 'vitest';
import { minute, second } from '#kernel/clock.ts';
import { group, refusal, subscription, tenantId, TestTenant, type Answer } from '../test-tenant.ts';

let at: TestTenant;
beforeEach(() => {
  at = new TestTenant();
});

const version = '2023-08-01';
const serverId = `${group}/providers/Microsoft.Sql/servers/sqlsrv`;
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
const sid = '11111111-1111-4111-a111-111111111111';
const password = 'Correct-Horse-7';
const login = { administratorLogin: 'sqladmin', administratorLoginPassword: password };
const administrators = { administratorType: 'ActiveDirectory', principalType: 'Group', login: 'DBAs', sid };

const arm = (method: string, path: string, body?: unknown): Answer => at.arm(method, path, body, undefined, version);
/** What is there, without what logs and counters tell of it. */
const state = (): unknown => {
  const { resources, sqlNames, sqlLogins, sqlOperations } = at.tables.snapshot();
  return { resources, sqlNames, sqlLogins, sqlOperations };
};
const create = (properties: object = login, more: object = {}, name = 'sqlsrv'): Answer =>
  arm('PUT', serverId.replace('sqlsrv', name), { location: 'West Europe', properties, ...more });

describe('a server', () => {
  it('is made by an operation that ends later, and looks as ARM shows it', () => {
    const made = create(login, { tags: { a: 'b' } });
    expect(made).toMatchObject({
      status: 202,
      json: { operation: 'UpsertLogicalServer', startTime: '2026-11-23T09:00:00.000Z' },
    });
    const { headers } = made.response;
    const [status = '', result = ''] = [headers['azure-asyncoperation'], headers['location']];
    expect([status, result]).toEqual(
      ['serverAzureAsyncOperation', 'serverOperationResults'].map((way) =>
        expect.stringMatching(
          new RegExp(
            `^https://management.azure.com${group}/providers/Microsoft.Sql/locations/westeurope/${way}/[0-9a-f-]{36}\\?api-version=${version}$`,
          ),
        ),
      ),
    );
    expect(at.send('GET', status).json).toMatchObject({ status: 'InProgress', startTime: '2026-11-23T09:00:00.000Z' });
    expect(at.send('GET', result).status).toBe(202);
    at.now += 45 * second;
    expect(at.send('GET', status).json).toMatchObject({ status: 'Succeeded' });
    const shown = at.send('GET', result);
    expect(shown).toMatchObject({ status: 200 });
    expect(arm('GET', serverId).json).toEqual(shown.json);
    expect(shown.json).toEqual({
      kind: 'v12.0',
      properties: {
        administratorLogin: 'sqladmin',
        version: '12.0',
        state: 'Ready',
        fullyQualifiedDomainName: 'sqlsrv.database.windows.net',
        privateEndpointConnections: [],
        minimalTlsVersion: '1.2',
        publicNetworkAccess: 'Enabled',
        restrictOutboundNetworkAccess: 'Disabled',
      },
      location: 'westeurope',
      tags: { a: 'b' },
      id: serverId,
      name: 'sqlsrv',
      type: 'Microsoft.Sql/servers',
    });
    expect(JSON.stringify(at.tables.snapshot())).not.toContain(password);
  });

  it('may be made without any password, and shows its administrator where it is asked for', () => {
    expect(create({ administrators: { ...administrators, azureADOnlyAuthentication: true } }).status).toBe(202);
    expect(arm('GET', serverId).json['properties']).toMatchObject({
      administratorLogin: expect.stringMatching(/^CloudSA[0-9a-f]{8}$/) as unknown,
    });
    expect(arm('GET', serverId).json['properties']?.['administrators']).toBeUndefined();
    expect(
      arm('GET', `${serverId}?$expand=administrators/activedirectory`).json['properties']?.['administrators'],
    ).toEqual({
      ...administrators,
      tenantId,
      azureADOnlyAuthentication: true,
    });
    expect(refusal(arm('PATCH', serverId, { properties: { administratorLoginPassword: password } }))).toEqual([
      400,
      'AadOnlyAuthenticationIsEnabled',
      'Azure Active Directory Only Authentication is enabled for this server.',
    ]);
  });

  it.each<[string, object, object, string, [number, string]]>([
    ['no login', {}, {}, 'x', [400, 'InvalidParameterValue']],
    ['a login that is kept back', { ...login, administratorLogin: 'sa' }, {}, 'x', [400, 'InvalidLoginName']],
    ['no password', { administratorLogin: 'me' }, {}, 'x', [400, 'InvalidParameterValue']],
    ['a weak password', { ...login, administratorLoginPassword: 'password' }, {}, 'x', [400, 'PasswordNotComplex']],
    [
      'a password with the name',
      { ...login, administratorLoginPassword: 'SqlAdmin-1' },
      {},
      'x',
      [400, 'PasswordNotComplex'],
    ],
    [
      'an administrator who is nobody',
      { ...login, administrators: { login: 'x', sid: 'x' } },
      {},
      'x',
      [400, 'InvalidParameterValue'],
    ],
    ['a name that none has', login, {}, 'No_Name', [400, 'InvalidServerName']],
    ['a name that is taken', login, {}, 'held', [409, 'NameAlreadyExists']],
    ['an unknown place', login, { location: 'nowhere' }, 'x', [400, 'LocationNotAvailableForResourceType']],
    [
      'an identity that is none',
      login,
      { identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } } },
      'x',
      [400, 'FailedIdentityOperation'],
    ],
    [
      'a primary identity that it has not',
      { ...login, primaryUserAssignedIdentityId: identityId },
      {},
      'x',
      [400, 'InvalidParameterValue'],
    ],
  ])('is not made with %s', (_, properties, more, name, [status, code]) => {
    arm('PUT', `${subscription}/resourceGroups/rg2`, { location: 'westeurope' });
    arm('PUT', `${subscription}/resourceGroups/rg2/providers/Microsoft.Sql/servers/held`, {
      location: 'westeurope',
      properties: login,
    });
    const before = state();
    expect(refusal(create(properties, more, name)).slice(0, 2)).toEqual([status, code]);
    expect(state()).toEqual(before);
  });

  it('keeps what a change does not name; its administrators are not changed this way', () => {
    create({ ...login, administrators }, { tags: { a: 'b' } });
    expect(
      arm('PATCH', serverId, {
        properties: { minimalTlsVersion: '1.3', administrators: { ...administrators, login: 'x' } },
      }).status,
    ).toBe(202);
    expect(create({ publicNetworkAccess: 'Disabled' }).status).toBe(202);
    const shown = arm('GET', `${serverId}?$expand=administrators/activedirectory`).json;
    expect(shown).toMatchObject({
      tags: { a: 'b' },
      properties: { minimalTlsVersion: '1.3', publicNetworkAccess: 'Disabled', administrators: { login: 'DBAs' } },
    });
    expect(refusal(create({ administratorLogin: 'other' })).slice(0, 2)).toEqual([400, 'InvalidParameterValue']);
  });

  it('has identities, of which one is the primary until it is taken off', () => {
    at.arm('PUT', identityId, { location: 'westeurope' }, undefined, '2023-01-31');
    const identity = { type: 'SystemAssigned,UserAssigned', userAssignedIdentities: { [identityId]: {} } };
    create({ ...login, primaryUserAssignedIdentityId: identityId }, { identity });
    const { json } = arm('GET', serverId);
    expect(json['identity']).toMatchObject({ type: 'SystemAssigned, UserAssigned', tenantId });
    expect(json['properties']?.['primaryUserAssignedIdentityId']).toBe(identityId);
    arm('PATCH', serverId, { identity: { type: 'SystemAssigned' } });
    expect(arm('GET', serverId).json['properties']?.['primaryUserAssignedIdentityId']).toBeUndefined();
    const principal = String(json['identity']?.['principalId']);
    arm('DELETE', serverId);
    expect(at.send('GET', `https://graph.microsoft.com/v1.0/servicePrincipals/${principal}`).status).toBe(404);
  });

  it('goes with everything, and its name is free', () => {
    create();
    arm('PUT', `${serverId}/databases/shop`, { location: 'westeurope' });
    arm('PUT', `${serverId}/firewallRules/me`, { properties: { startIpAddress: '1.1.1.1', endIpAddress: '1.1.1.2' } });
    at.send('POST', 'https://sqlsrv.database.windows.net/databases/shop/batch', { sql: 'CREATE TABLE t (a int)' });
    expect(arm('DELETE', serverId)).toMatchObject({ status: 202, json: { operation: 'DropLogicalServer' } });
    expect(arm('DELETE', serverId).status).toBe(204);
    const left = at.tables.snapshot();
    expect(Object.keys(left).filter((name) => name.startsWith('sql'))).toEqual(['sqlOperations']);
    expect(left['resources']).toBeUndefined();
    expect(refusal(arm('GET', serverId))).toEqual([
      404,
      'ResourceNotFound',
      "The Resource 'Microsoft.Sql/servers/sqlsrv' under resource group 'rg1' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    ]);
    expect(create().status).toBe(202);
  });

  it('goes with its group', () => {
    create();
    arm('PUT', `${serverId}/databases/shop`, { location: 'westeurope' });
    at.arm('DELETE', group, undefined, undefined, '2024-11-01');
    expect(at.tables.snapshot()['resources']).toBeUndefined();
  });
});

describe('what is under a server', () => {
  beforeEach(() => {
    create();
  });

  it('databases, of which master is there by itself', () => {
    const sku = { name: 'Basic' };
    expect(arm('PUT', `${serverId}/databases/shop`, { location: 'westeurope', sku })).toMatchObject({
      status: 202,
      json: { operation: 'CreateLogicalDatabase' },
    });
    arm('PUT', `${serverId}/databases/big`, { location: 'westeurope', sku: { name: 'GP_S_Gen5_4' } });
    arm('PATCH', `${serverId}/databases/shop`, { tags: { a: 'b' }, sku: { name: 'S1' } });
    const { value } = arm('GET', `${serverId}/databases`).json as unknown as {
      value: { name: string; kind: string; properties: Record<string, unknown>; tags?: object }[];
    };
    expect(
      value.map(({ name, kind, properties, tags }) => [name, kind, properties['currentServiceObjectiveName'], tags]),
    ).toEqual([
      ['big', 'v12.0,user,vcore', 'GP_S_Gen5_4', undefined],
      ['shop', 'v12.0,user', 'S1', { a: 'b' }],
      ['master', 'v12.0,system', 'System2', undefined],
    ]);
    expect(arm('GET', `${serverId}/databases/MASTER`).status).toBe(200);
    expect(arm('DELETE', `${serverId}/databases/big`).status).toBe(202);
    expect(arm('DELETE', `${serverId}/databases/big`).status).toBe(204);
  });

  it('one administrator, and the switch that leaves nobody else in', () => {
    const switched = (azureADOnlyAuthentication: boolean) =>
      arm('PUT', `${serverId}/azureADOnlyAuthentications/Default`, { properties: { azureADOnlyAuthentication } });
    expect(refusal(switched(true)).slice(0, 2)).toEqual([400, 'AzureADAdministratorNotConfigured']);
    expect(arm('GET', `${serverId}/administrators`).json['value']).toEqual([]);
    expect(arm('GET', `${serverId}/administrators/ActiveDirectory`).status).toBe(404);
    const one = `${serverId}/administrators/ActiveDirectory`;
    expect(arm('PUT', one, { properties: administrators })).toMatchObject({
      status: 202,
      json: { operation: 'CreateActiveDirectoryAdministrator' },
    });
    expect(arm('GET', one).json).toMatchObject({
      name: 'ActiveDirectory',
      properties: { login: 'DBAs', sid, tenantId },
    });
    expect(switched(true).json['properties']).toEqual({ azureADOnlyAuthentication: true });
    expect(refusal(arm('DELETE', one)).slice(0, 2)).toEqual([400, 'InvalidServerAADAdminDeleteOperation']);
    expect(arm('GET', `${serverId}/azureADOnlyAuthentications`).json['value']).toMatchObject([{ name: 'Default' }]);
    expect(arm('DELETE', `${serverId}/azureADOnlyAuthentications/Default`).status).toBe(200);
    expect(arm('DELETE', one).status).toBe(202);
    expect(arm('DELETE', one).status).toBe(204);
  });

  it('firewall rules, which cannot be changed without public access', () => {
    const rule = `${serverId}/firewallRules/me`;
    const body = (startIpAddress: string, endIpAddress: string) => ({ properties: { startIpAddress, endIpAddress } });
    expect(arm('PUT', rule, body('1.2.3.4', '1.2.3.9'))).toMatchObject({
      status: 201,
      json: { ...body('1.2.3.4', '1.2.3.9'), id: rule, name: 'me', type: 'Microsoft.Sql/servers/firewallRules' },
    });
    expect(arm('PUT', rule, body('1.2.3.4', '1.2.4.9')).status).toBe(200);
    expect(arm('GET', `${serverId}/firewallRules`).json['value']).toMatchObject([body('1.2.3.4', '1.2.4.9')]);
    for (const [start, end] of [
      ['1.2.3.4', '1.2.3.3'],
      ['1.2.3', '1.2.3.4'],
      ['1.2.3.4', '1.2.3.400'],
    ] as const)
      expect(refusal(arm('PUT', rule, body(start, end))).slice(0, 2)).toEqual([400, 'InvalidParameterValue']);
    arm('PATCH', serverId, { properties: { publicNetworkAccess: 'Disabled' } });
    expect(refusal(arm('DELETE', rule)).slice(0, 2)).toEqual([400, 'DenyPublicEndpointEnabled']);
    arm('PATCH', serverId, { properties: { publicNetworkAccess: 'Enabled' } });
    expect([arm('DELETE', rule).status, arm('DELETE', rule).status, arm('GET', rule).status]).toEqual([200, 204, 404]);
  });

  it.each<[string, string, unknown, [number, string]]>([
    ['PUT', '/databases/a<b', { location: 'westeurope' }, [400, 'InvalidDatabaseName']],
    ['PUT', '/databases/master', { location: 'westeurope' }, [400, 'InvalidDatabaseName']],
    ['DELETE', '/databases/master', undefined, [400, 'InvalidDatabaseName']],
    ['PUT', '/databases/x', { location: 'eastus' }, [409, 'InvalidResourceLocation']],
    ['PUT', '/databases/x', { location: 'westeurope', properties: { createMode: 'Copy' } }, [501, 'NotSimulated']],
    ['GET', '/databases/none', undefined, [404, 'ResourceNotFound']],
    ['PATCH', '/databases/none', { tags: {} }, [404, 'ResourceNotFound']],
    ['PUT', '/administrators/Other', { properties: administrators }, [400, 'InvalidParameterValue']],
  ])('%s %s is refused', (method, below, body, expected) => {
    expect(refusal(arm(method, `${serverId}${below}`, body)).slice(0, 2)).toEqual(expected);
  });

  it('needs the server, and the permission at its own address', () => {
    const none = serverId.replace('sqlsrv', 'none');
    expect(refusal(arm('GET', `${none}/databases/x`)).slice(0, 2)).toEqual([404, 'ParentResourceNotFound']);
    const token = at.token('reader', 'https://management.azure.com/');
    const get = (path: string) => at.arm('GET', path, undefined, token, version).status;
    at.grant('reader', 'Microsoft.Sql/servers/databases/read', `${serverId}/databases/master`);
    expect([get(`${serverId}/databases/master`), get(`${serverId}/databases`), get(serverId)]).toEqual([200, 403, 403]);
  });

  it('operations are forgotten by nobody, and known to their subscription only', () => {
    at.now += 10 * minute;
    const status = create().response.headers['azure-asyncoperation'] ?? '';
    const elsewhere = status.replace(subscription, '/subscriptions/99999999-2222-4222-8222-222222222222');
    expect(refusal(at.send('GET', elsewhere)).slice(0, 2)).toEqual([404, 'OperationIdNotFound']);
    expect(refusal(at.send('GET', status.replace('serverAzureAsyncOperation', 'usages'))).slice(0, 2)).toEqual([
      501,
      'NotSimulated',
    ]);
  });
});
