import { beforeEach, describe, expect, it } from 'vitest';
import { Fixture, namespaceId } from './fixture.ts';
import { group, refusal, subscription } from '../test-tenant.ts';

let tenant: Fixture;
beforeEach(() => (tenant = new Fixture().furnish()));

const at = (name: string): string => `${group}/providers/Microsoft.ServiceBus/namespaces/${name}`;
const body = { location: 'westeurope', sku: { name: 'Standard' } };

describe('a namespace', () => {
  it('is shown as Azure shows it', () => {
    expect(tenant.arm('GET', namespaceId).json).toMatchObject({
      sku: { name: 'Standard', tier: 'Standard' },
      id: namespaceId,
      name: 'sb-test1',
      type: 'Microsoft.ServiceBus/Namespaces',
      location: 'West Europe',
      tags: {},
      properties: {
        minimumTlsVersion: '1.2',
        publicNetworkAccess: 'Enabled',
        disableLocalAuth: false,
        provisioningState: 'Succeeded',
        serviceBusEndpoint: 'https://sb-test1.servicebus.windows.net:443/',
        status: 'Active',
      },
    });
  });

  it('keeps what a PATCH leaves out, and loses tags by a PUT', () => {
    tenant.made(namespaceId, { ...body, tags: { a: 'b' } });
    const patched = tenant.arm('PATCH', namespaceId, { properties: { disableLocalAuth: true } }).json;
    expect(patched).toMatchObject({
      tags: { a: 'b' },
      properties: { disableLocalAuth: true, minimumTlsVersion: '1.2' },
    });
    const again = tenant.made(namespaceId, body).json;
    expect([again['tags'], again['properties']?.['disableLocalAuth']]).toEqual([{}, true]);
  });

  it('has an identity of its own, and none when it is taken off', () => {
    const on = tenant.arm('PATCH', namespaceId, { identity: { type: 'SystemAssigned' } }).json;
    expect(on['identity']).toMatchObject({ type: 'SystemAssigned', principalId: expect.any(String) as unknown });
    const principal = () => tenant.tables.get('servicePrincipals', String(on['identity']?.['principalId']));
    expect(principal()).toBeDefined();
    const off = tenant.arm('PATCH', namespaceId, { identity: { type: 'None' } }).json;
    expect(principal()).toBeUndefined();
    expect(off['identity']).toBeUndefined();
  });

  it.each<[string, string, string, unknown, number, string]>([
    ['a short name', 'PUT', at('sb1'), body, 400, 'BadRequest'],
    ['a reserved ending', 'PUT', at('orders-sb'), body, 400, 'BadRequest'],
    ['no location', 'PUT', at('sb-test2'), { sku: body.sku }, 400, 'LocationRequired'],
    [
      'a tier that there is not',
      'PUT',
      at('sb-test2'),
      { ...body, sku: { name: 'Gold' } },
      400,
      'InvalidRequestContent',
    ],
    ['from Standard to Premium', 'PATCH', namespaceId, { sku: { name: 'Premium' } }, 400, 'BadRequest'],
    ['another place', 'PUT', namespaceId, { ...body, location: 'eastus' }, 409, 'InvalidResourceLocation'],
    ['one that is not there', 'GET', at('sb-none'), undefined, 404, 'ResourceNotFound'],
    ['what is in one that is not there', 'GET', `${at('sb-none')}/queues`, undefined, 404, 'ParentResourceNotFound'],
    ['a group that is not there', 'GET', at('sb-none').replace('rg1', 'rg2'), undefined, 404, 'ResourceGroupNotFound'],
  ])('refused: %s', (_, method, path, sent, status, code) => {
    expect(refusal(tenant.arm(method, path, sent)).slice(0, 2)).toEqual([status, code]);
  });

  it('has a name that no other has', () => {
    const other = `${subscription}/resourceGroups/rg2`;
    tenant.arm('PUT', other, { location: 'westeurope' });
    const path = namespaceId.replace('/rg1/', '/rg2/');
    expect(refusal(tenant.arm('PUT', path, body)).slice(0, 2)).toEqual([400, 'BadRequest']);
    const ask = (name: string) =>
      tenant.arm('POST', `${subscription}/providers/Microsoft.ServiceBus/checkNameAvailability`, { name }).json;
    expect(
      [ask('SB-Test1'), ask('sb-free'), ask('x')].map(({ nameAvailable, reason }) => [nameAvailable, reason]),
    ).toEqual([
      [false, 'NameInUse'],
      [true, 'None'],
      [false, 'InvalidName'],
    ]);
    tenant.arm('DELETE', namespaceId);
    expect(tenant.arm('PUT', path, body).status).toBe(200);
  });

  it('takes its identity with it', () => {
    const { json } = tenant.arm('PATCH', namespaceId, { identity: { type: 'SystemAssigned' } });
    tenant.arm('DELETE', namespaceId);
    expect(tenant.tables.get('servicePrincipals', String(json['identity']?.['principalId']))).toBeUndefined();
  });

  it('is given an identity only by whom the identity lets assign it', () => {
    const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
    tenant.arm('PUT', identity, { location: 'westeurope' }, undefined, '2023-01-31');
    tenant.grant('p', 'Microsoft.ServiceBus/namespaces/write', namespaceId);
    const give = (method: string) => {
      const wanted = { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } };
      return tenant.arm(
        method,
        namespaceId,
        { ...body, identity: wanted },
        tenant.token('p', 'https://management.azure.com/'),
      );
    };
    expect(['PUT', 'PATCH'].map((method) => refusal(give(method)).slice(0, 2))).toEqual([
      [403, 'LinkedAuthorizationFailed'],
      [403, 'LinkedAuthorizationFailed'],
    ]);
    tenant.grant('p', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action', identity);
    expect(['PUT', 'PATCH'].map((method) => give(method).status)).toEqual([200, 200]);
  });

  it('is listed in its group and its subscription, to whom may read it', () => {
    tenant.made(at('sb-test2'), body);
    const other = `${subscription}/resourceGroups/rg2`;
    tenant.arm('PUT', other, { location: 'westeurope' });
    tenant.made(at('sb-test3').replace(group, other), body);
    tenant.grant('p', 'Microsoft.ServiceBus/namespaces/read', namespaceId);
    const path = `${subscription}/providers/Microsoft.ServiceBus/namespaces`;
    const seen = tenant.arm('GET', path, undefined, tenant.token('p', 'https://management.azure.com/')).json;
    expect(seen['value']).toMatchObject([{ name: 'sb-test1' }]);
    expect((seen['value'] as unknown as object[]).length).toBe(1);
    const names = (path: string) =>
      (
        tenant.arm('GET', `${path}/providers/Microsoft.ServiceBus/namespaces`).json['value'] as unknown as {
          name: string;
        }[]
      ).map(({ name }) => name);
    expect([names(group), names(subscription)]).toEqual([
      ['sb-test1', 'sb-test2'],
      ['sb-test1', 'sb-test2', 'sb-test3'],
    ]);
  });
});

describe('network rules', () => {
  const path = `${namespaceId}/networkRuleSets/default`;
  it('are there from the start, and are written whole', () => {
    expect(tenant.arm('GET', path).json['properties']).toMatchObject({ defaultAction: 'Allow', ipRules: [] });
    const ipRules = [{ ipMask: '1.1.1.1', action: 'Allow' }];
    tenant.made(path, { properties: { defaultAction: 'Deny', ipRules } });
    expect(tenant.arm('GET', path).json['properties']).toMatchObject({ defaultAction: 'Deny', ipRules });
    expect((tenant.arm('GET', `${namespaceId}/networkRuleSets`).json['value'] as unknown as object[]).length).toBe(1);
  });

  it.each<[string, object, number]>([
    ['an address that is none', { ipRules: [{ ipMask: '1.1.1' }] }, 400],
    ['a virtual network', { virtualNetworkRules: [{ subnet: { id: '/x' } }] }, 501],
  ])('refused: %s', (_, properties, status) => {
    expect(tenant.arm('PUT', path, { properties }).status).toBe(status);
  });
});
