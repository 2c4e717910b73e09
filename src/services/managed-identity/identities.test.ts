import { describe, expect, it } from 'vitest';
import { refusal, start, subscription, tenantId } from '../test-tenant.ts';
import { hostId, Identities, identityPath } from './fixture.ts';

const type = 'Microsoft.ManagedIdentity/userAssignedIdentities';

describe('a user-assigned identity', () => {
  it('is created with 201 in the provider’s shape, and updated with 200', () => {
    const t = new Identities();
    const made = t.create('id1');
    expect(made.status).toBe(201);
    const { principalId, clientId } = made.json['properties'] as unknown as Record<string, string>;
    const id = `${subscription}/resourcegroups/rg1/providers/${type}/id1`;
    expect(made.json).toEqual({
      id,
      name: 'id1',
      type,
      location: 'westeurope',
      tags: {},
      properties: { tenantId, principalId, clientId },
    });
    expect(made.response.headers['location']).toBe(id);
    expect(t.principal(principalId)).toMatchObject({
      appId: clientId,
      displayName: 'id1',
      servicePrincipalType: 'ManagedIdentity',
      alternativeNames: ['isExplicit=True', id],
    });
    const again = t.create('ID1', { location: 'West Europe', tags: { a: 'b' } });
    expect(again.status).toBe(200);
    expect(again.json).toMatchObject({ name: 'id1', tags: { a: 'b' }, properties: { principalId, clientId } });
  });

  it('shows its isolation scope from the version on that knows it', () => {
    const t = new Identities();
    expect(t.create('id1', { location: 'westeurope' }, '2024-11-30').json['properties']).toMatchObject({
      isolationScope: 'None',
    });
    const patched = t.arm(
      'PATCH',
      identityPath('id1'),
      { tags: { x: 'y' }, properties: { isolationScope: 'Regional' } },
      undefined,
      '2024-11-30',
    );
    expect(patched.status).toBe(200);
    expect(patched.json).toMatchObject({ tags: { x: 'y' }, properties: { isolationScope: 'Regional' } });
    expect(t.arm('GET', identityPath('id1'), undefined, undefined, '2023-01-31').json['properties']).not.toHaveProperty(
      'isolationScope',
    );
    expect(t.create('id2', { location: 'westeurope', properties: { isolationScope: 'Galactic' } }).status).toBe(400);
  });

  it('is listed by group and by subscription', () => {
    const t = new Identities();
    t.create('id1');
    t.create('id2');
    for (const path of [identityPath('').slice(0, -1), `${subscription}/providers/${type}`])
      expect((t.arm('GET', path).json['value'] as unknown as { name: string }[]).map(({ name }) => name)).toEqual([
        'id1',
        'id2',
      ]);
    expect(refusal(t.arm('GET', identityPath('', `${subscription}/resourceGroups/other`).slice(0, -1)))[1]).toBe(
      'ResourceGroupNotFound',
    );
  });

  it('is deleted with 200, then with 204; made again it is another', () => {
    const t = new Identities();
    const first = t.create('id1').json['properties'];
    const gone = t.arm('DELETE', identityPath('id1'));
    expect([gone.status, gone.text]).toEqual([200, '']);
    expect(t.principal(first?.['principalId'])).toBeUndefined();
    expect(t.arm('DELETE', identityPath('id1')).status).toBe(204);
    expect(refusal(t.arm('GET', identityPath('id1')))).toEqual([
      404,
      'ResourceNotFound',
      `The Resource '${type}/id1' under resource group 'rg1' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    ]);
    const second = t.create('id1').json['properties'];
    expect(second?.['principalId']).not.toBe(first?.['principalId']);
    expect(second?.['clientId']).not.toBe(first?.['clientId']);
  });

  it.each([
    ['id1', {}, 400, 'LocationRequired'],
    ['id1', { location: 'nowhere' }, 400, 'LocationNotAvailableForResourceType'],
    ['id', { location: 'westeurope' }, 400, 'BadRequest'],
    ['-id1', { location: 'westeurope' }, 400, 'BadRequest'],
    ['i.d', { location: 'westeurope' }, 400, 'BadRequest'],
    ['i'.repeat(129), { location: 'westeurope' }, 400, 'BadRequest'],
  ])('is not made as %s with %j', (name, body, status, code) => {
    expect(refusal(new Identities().create(name, body)).slice(0, 2)).toEqual([status, code]);
  });

  it('is not moved by a PUT, nor made in a group that is not there', () => {
    const t = new Identities();
    t.create('id1');
    expect(refusal(t.create('id1', { location: 'eastus' }))).toEqual([
      409,
      'InvalidResourceLocation',
      "The resource 'id1' already exists in location 'westeurope' in resource group 'rg1'. A resource with the same name cannot be created in location 'eastus'. Please select a new resource name.",
    ]);
    const elsewhere = identityPath('id1', `${subscription}/resourceGroups/other`);
    expect(refusal(t.arm('PUT', elsewhere, { location: 'eastus' }))).toEqual([
      404,
      'ResourceGroupNotFound',
      "Resource group 'other' could not be found.",
    ]);
  });

  it('tells which resources use it', () => {
    const t = new Identities();
    t.create('id1');
    const ask = () =>
      t.arm('POST', `${identityPath('id1')}/listAssociatedResources`, undefined, undefined, '2022-01-31-preview').json;
    expect(ask()).toEqual({ totalCount: 0, value: [] });
    t.host({ type: 'UserAssigned', userAssignedIdentities: { [identityPath('id1')]: {} } });
    expect(ask()).toMatchObject({
      totalCount: 1,
      value: [{ id: hostId, resourceGroup: 'rg1', subscriptionDisplayName: 'Test' }],
    });
  });

  it.each([
    ['PUT', '', 'write'],
    ['PATCH', '', 'write'],
    ['GET', '', 'read'],
    ['DELETE', '', 'delete'],
    ['POST', '/listAssociatedResources', 'listAssociatedResources/action'],
  ])('%s%s asks for %s', (method, rest, action) => {
    const t = new Identities();
    t.create('id1');
    const token = t.token('ada', 'https://management.azure.com/');
    const body = method === 'GET' || method === 'DELETE' ? undefined : { location: 'westeurope' };
    const denied = t.arm(method, `${identityPath('id1')}${rest}`, body, token);
    expect(refusal(denied).slice(0, 2)).toEqual([403, 'AuthorizationFailed']);
    expect(refusal(denied)[2]).toContain(`'${type}/${action}'`);
    t.grant('ada', `${type}/${action}`);
    expect(t.arm(method, `${identityPath('id1')}${rest}`, body, token).status).toBe(200);
  });

  it('keeps when it was made', () => {
    const t = new Identities();
    t.create('id1');
    expect(t.tables.get('resources', identityPath('id1').toLowerCase())).toMatchObject({ createdAt: start });
  });
});

describe('a list of a whole subscription', () => {
  it('shows what the caller may read, be it nothing', () => {
    const t = new Identities();
    t.create('id1');
    t.create('id2');
    const token = t.token('33333333-3333-4333-8333-333333333333', 'https://management.azure.com/');
    const path = `${subscription}/providers/${type}`;
    expect(t.arm('GET', path, undefined, token)).toMatchObject({ status: 200, json: { value: [] } });
    t.grant('33333333-3333-4333-8333-333333333333', `${type}/read`, identityPath('id2'));
    expect(t.arm('GET', path, undefined, token).json['value']).toMatchObject([{ name: 'id2' }]);
    expect(refusal(t.arm('GET', identityPath('').slice(0, -1), undefined, token))[1]).toBe('AuthorizationFailed');
  });
});
