import { beforeEach, describe, expect, it } from 'vitest';
import { ids, roles, scopes, sentence, start, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

let one: TestTenant;
let ada: string;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization]);
  one.grant(ids.ada, roles.owner, scopes.sub);
  ada = one.token(ids.ada);
});

interface Event {
  [name: string]: unknown;
  operationName: { value: string };
  status: { value: string };
  caller: string;
  properties: Record<string, string>;
}

const log = (filter = '', who = ada) =>
  one.send(
    who,
    'GET',
    `${scopes.sub}/providers/Microsoft.Insights/eventtypes/management/values${filter && `?$filter=${encodeURIComponent(filter)}`}`,
  );
const events = (filter = '', who = ada): Event[] => (log(filter, who).body as { value: Event[] }).value;
const short = (filter = ''): string[] =>
  events(filter).map(({ operationName, status, caller }) => `${operationName.value} ${status.value} ${caller}`);

const group = 'Microsoft.Resources/subscriptions/resourceGroups';
const byAda = `caller eq 'ada@contoso.test'`;

describe('the activity log', () => {
  it('holds a start and an end for each change, newest first, and nothing for a read', () => {
    one.send(ada, 'PUT', scopes.rg, { location: 'westeurope' });
    one.send(ada, 'GET', scopes.rg);
    one.send(ada, 'HEAD', scopes.rg);
    expect(short(byAda)).toEqual([
      `${group}/write Succeeded ada@contoso.test`,
      `${group}/write Started ada@contoso.test`,
    ]);
  });

  it('holds what a learner looks for in it', () => {
    const at = `${scopes.vault}/providers/Microsoft.Authorization/roleAssignments/ffffffff-0000-4000-8000-000000000001`;
    const properties = {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roles.secretsUser}`,
      principalId: ids.app,
    };
    one.send(ada, 'PUT', at, { properties }, { 'x-ms-client-request-id': 'mine' });
    const [end, begin] = events(byAda);
    expect(end).toMatchObject({
      authorization: { action: 'Microsoft.Authorization/roleAssignments/write', scope: at },
      caller: 'ada@contoso.test',
      channels: 'Operation',
      claims: { 'http://schemas.microsoft.com/identity/claims/objectidentifier': ids.ada },
      category: { value: 'Administrative' },
      eventName: { value: 'EndRequest' },
      eventTimestamp: '2026-11-23T09:10:00.2000000Z',
      httpRequest: { clientRequestId: 'mine', method: 'PUT' },
      level: 'Informational',
      operationName: {
        value: 'Microsoft.Authorization/roleAssignments/write',
        localizedValue: 'Create role assignment',
      },
      resourceGroupName: 'rg-shop',
      resourceProviderName: { value: 'Microsoft.Authorization' },
      resourceId: at,
      status: { value: 'Succeeded' },
      subStatus: { value: 'Created', localizedValue: 'Created (HTTP Status Code: 201)' },
      subscriptionId: ids.sub,
      tenantId: ids.tenant,
      properties: {
        eventCategory: 'Administrative',
        entity: at,
        hierarchy: `${ids.tenant}/${ids.sub}`,
        statusCode: 'Created',
      },
    });
    expect(begin?.correlationId).toBe(end?.correlationId);
    expect(begin?.eventDataId).not.toBe(end?.eventDataId);
    expect(JSON.parse(begin?.properties.requestbody ?? '')).toEqual({
      Id: 'ffffffff-0000-4000-8000-000000000001',
      Properties: { RoleDefinitionId: properties.roleDefinitionId, PrincipalId: ids.app, Scope: scopes.vault },
    });
  });

  it('keeps no body but that of a change of access', () => {
    one.send(ada, 'PUT', scopes.rg, { location: 'westeurope', tags: { password: 'hunter2' } });
    expect(JSON.stringify(events())).not.toContain('hunter2');
  });

  it('holds what was refused, as failed, and a refusal changes nothing else', () => {
    const before = one.tables.fork();
    const eve = one.token(ids.eve);
    const { changes } = one.send(eve, 'DELETE', scopes.rg).sent;
    expect(new Set(changes.map(({ table }) => table))).toEqual(new Set(['activityLog']));
    expect(before.get('resourceGroups', scopes.rg.toLowerCase())).toBeDefined();
    const [end] = events(`caller eq 'eve@contoso.test'`);
    expect(end).toMatchObject({ status: { value: 'Failed' }, level: 'Error', subStatus: { value: 'Forbidden' } });
    expect(JSON.parse(end?.properties.statusMessage ?? '')).toMatchObject({ error: { code: 'AuthorizationFailed' } });
  });

  it('holds nothing from somebody who proved no identity', () => {
    one.send('nobody', 'DELETE', scopes.rg);
    one.send(one.token(ids.ada, { aud: 'https://vault.azure.net' }), 'DELETE', scopes.rg);
    expect(short(byAda)).toEqual([]);
  });

  it('says that a deletion was accepted, and what the platform did for it', () => {
    one.tables.apply([{ table: 'resources', key: scopes.vault.toLowerCase(), value: null }]);
    one.tables.apply([{ table: 'resources', key: scopes.otherVault.toLowerCase(), value: null }]);
    one.send(ada, 'DELETE', scopes.rg);
    expect(short(byAda)[0]).toBe(`${group}/delete Accepted ada@contoso.test`);
  });

  it('is filtered by time, group, resource and status', () => {
    one.send(ada, 'PUT', scopes.rg, { location: 'westeurope' });
    one.now += 3_600_000;
    one.send(ada, 'PUT', scopes.otherRg, { location: 'westeurope' });
    expect(
      short(`eventTimestamp ge 2026-11-23T10:00:00.636713 and eventTimestamp le '2026-11-23T11:00:00Z'`),
    ).toHaveLength(2);
    expect(short(`eventTimestamp gt '${new Date(start).toISOString()}' and ${byAda}`)).toHaveLength(4);
    expect(short(`resourceGroupName eq 'RG-SHOP'`)).toHaveLength(2);
    expect(short(`resourceUri eq '${scopes.otherRg.toLowerCase()}'`)).toHaveLength(2);
    expect(short(`resourceId eq '${scopes.otherRg}' and status eq 'Started'`)).toHaveLength(1);
    expect(short(`eventChannels eq 'Admin, Operation' and resourceProvider eq 'Microsoft.Resources'`)).toHaveLength(4);
    expect(sentence(log(`weather eq 'fine'`))).toMatch(/^400 InvalidFilterInQueryString/);
    expect(sentence(log(`eventTimestamp ge 'yesterday'`))).toMatch(/^400 InvalidFilterInQueryString/);
  });

  it('is kept for ninety days', () => {
    one.now += 91 * 24 * 3_600_000;
    ada = one.token(ids.ada);
    expect(short()).toEqual([]);
  });

  it('is read by those who may read it where the filter stays', () => {
    one.grant(ids.eve, roles.reader, scopes.rg);
    const eve = one.token(ids.eve);
    expect(log(`resourceGroupName eq 'rg-shop'`, eve).status).toBe(200);
    expect(log(`resourceUri eq '${scopes.vault}'`, eve).status).toBe(200);
    expect(sentence(log('', eve))).toContain(`'Microsoft.Insights/eventtypes/values/read' over scope '${scopes.sub}'`);
    expect(log(`resourceGroupName eq 'rg-shop' or resourceGroupName eq 'rg-other'`, eve).status).toBe(403);
    expect(log(`resourceGroupName eq 'rg-other'`, eve).status).toBe(403);
  });
});
