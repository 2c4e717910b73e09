import { describe, expect, it } from 'vitest';
import { day } from '#kernel/clock.ts';
import { group, refusal, subscription } from '../test-tenant.ts';
import { audience, Fixture, storeId } from './fixture.ts';

const deletedId = `${subscription}/providers/Microsoft.AppConfiguration/locations/westeurope/deletedConfigurationStores/store1`;

describe('a store', () => {
  it('is shown as ARM shows it', () => {
    const t = new Fixture();
    expect(t.arm('GET', storeId()).json).toEqual({
      type: 'Microsoft.AppConfiguration/configurationStores',
      location: 'westeurope',
      properties: {
        provisioningState: 'Succeeded',
        creationDate: '2026-11-23T09:00:00+00:00',
        endpoint: 'https://store1.azconfig.io',
        encryption: { keyVaultProperties: null },
        privateEndpointConnections: null,
        disableLocalAuth: false,
        softDeleteRetentionInDays: 7,
        enablePurgeProtection: false,
        dataPlaneProxy: { authenticationMode: 'Pass-through', privateLinkDelegation: 'Disabled' },
      },
      sku: { name: 'standard' },
      id: storeId(),
      name: 'store1',
      tags: {},
    });
  });

  it('gets an identity of its own, keeps it through changes and loses it with its end', () => {
    const t = new Fixture();
    const patched = t.arm('PATCH', storeId(), { identity: { type: 'SystemAssigned' }, tags: { a: 'b' } });
    const { principalId } = patched.json['identity'] as unknown as { principalId: string };
    expect(principalId).toMatch(/^[0-9a-f-]{36}$/);
    expect(t.arm('PATCH', storeId(), { tags: { c: 'd' } }).json).toMatchObject({
      identity: { principalId },
      tags: { c: 'd' },
    });
    t.arm('DELETE', storeId());
    t.create('store1', { createMode: 'Recover' });
    expect(t.arm('GET', storeId()).json['identity']).toBeUndefined();
  });

  it('needs the right to assign the identities that its body names', () => {
    const t = new Fixture();
    const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
    t.arm('PUT', id, { location: 'westeurope' });
    const token = t.token('writer', 'https://management.azure.com/');
    t.grant('writer', 'Microsoft.AppConfiguration/configurationStores/write');
    const body = { identity: { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } } };
    expect(t.arm('PATCH', storeId(), body, token).status).toBe(403);
    t.grant('writer', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action');
    expect(t.arm('PATCH', storeId(), body, token).status).toBe(200);
  });

  it('is listed, in its group and in its subscription to who may read it', () => {
    const t = new Fixture();
    t.create('store2');
    const names = (path: string, token?: string) =>
      (
        t.arm('GET', `${path}/providers/Microsoft.AppConfiguration/configurationStores`, undefined, token)
          .json as unknown as {
          value: { name: string }[];
        }
      ).value.map(({ name }) => name);
    expect([names(group), names(subscription)]).toEqual([
      ['store1', 'store2'],
      ['store1', 'store2'],
    ]);
    const token = t.token('reader', 'https://management.azure.com/');
    t.grant('reader', 'Microsoft.AppConfiguration/configurationStores/read', storeId('store2'));
    expect(names(subscription, token)).toEqual(['store2']);
  });

  it('keeps its name and its settings while it is soft-deleted', () => {
    const t = new Fixture();
    t.data('PUT', '/kv/a', { value: '1' });
    expect(t.arm('DELETE', storeId()).status).toBe(200);
    expect(t.arm('DELETE', storeId()).status).toBe(204);
    expect(t.data('GET', '/kv/a').status).toBe(0);
    expect(refusal(t.create('store1'))).toEqual([409, 'NameUnavailable', 'The specified name is already in use.']);
    expect(t.arm('GET', deletedId).json).toEqual({
      id: deletedId,
      name: 'store1',
      type: 'Microsoft.AppConfiguration/deletedConfigurationStores',
      properties: {
        configurationStoreId: storeId(),
        location: 'westeurope',
        tags: {},
        deletionDate: '2026-11-23T09:00:00Z',
        scheduledPurgeDate: '2026-11-30T09:00:00Z',
        purgeProtectionEnabled: false,
      },
    });
    expect(t.create('store1', { createMode: 'Recover' }).status).toBe(201);
    expect(t.data('GET', '/kv/a').json).toMatchObject({ value: '1' });
  });

  it('begins empty after a purge, and after its retention', () => {
    const t = new Fixture();
    t.data('PUT', '/kv/a', { value: '1' });
    t.arm('DELETE', storeId());
    expect(t.arm('POST', `${deletedId}/purge`).status).toBe(200);
    expect(t.arm('POST', `${deletedId}/purge`).status).toBe(404);
    t.create('store1');
    expect(t.data('GET', '/kv/a').status).toBe(404);
    t.data('PUT', '/kv/a', { value: '1' });
    t.arm('DELETE', storeId());
    t.now += 7 * day;
    expect(t.create('store1').status).toBe(201);
    expect(t.data('GET', '/kv/a', undefined, t.token('owner', audience)).status).toBe(404);
  });

  it('of the free tier is gone at once', () => {
    const t = new Fixture();
    t.create('free1', {}, 'Free');
    t.arm('DELETE', storeId('free1'));
    expect(t.create('free1', {}, 'Free').status).toBe(201);
  });

  it('with purge protection waits for its end', () => {
    const t = new Fixture({ enablePurgeProtection: true });
    expect(t.arm('PATCH', storeId(), { properties: { enablePurgeProtection: false } }).status).toBe(400);
    t.arm('DELETE', storeId());
    expect(t.arm('POST', `${deletedId}/purge`).status).toBe(409);
  });

  it.each<[string, string, string, unknown, number, string]>([
    ['a short name', 'PUT', storeId('abcd'), {}, 400, 'InvalidConfigurationStoreName'],
    ['a name with dots', 'PUT', storeId('a.b.c.d'), {}, 400, 'InvalidConfigurationStoreName'],
    ['no such group', 'PUT', storeId('store9').replace('rg1', 'none'), {}, 404, 'ResourceGroupNotFound'],
    ['no such store', 'GET', storeId('store9'), undefined, 404, 'ResourceNotFound'],
    ['a name that another has', 'PUT', storeId().replace('rg1', 'rg2'), {}, 409, 'NameUnavailable'],
    [
      'nothing to recover',
      'PUT',
      storeId('store9'),
      { properties: { createMode: 'Recover' } },
      404,
      'DeletedConfigurationStoreNotFound',
    ],
    ['a key that none is', 'POST', `${storeId()}/regenerateKey`, { id: 'x' }, 404, 'AccessKeyNotFound'],
    [
      'no such subscription',
      'GET',
      '/subscriptions/none/providers/Microsoft.AppConfiguration/configurationStores',
      undefined,
      404,
      'SubscriptionNotFound',
    ],
  ])('refused: %s', (_, method, path, body, status, code) => {
    const t = new Fixture();
    t.put('resourceGroups', `${subscription}/resourcegroups/rg2`, {
      id: `${subscription}/resourceGroups/rg2`,
      name: 'rg2',
    });
    const all = method === 'PUT' ? { location: 'westeurope', sku: { name: 'Standard' }, ...(body as object) } : body;
    expect(refusal(t.arm(method, path, all)).slice(0, 2)).toEqual([status, code]);
  });

  it.each<[string, unknown]>([
    ['store1', { nameAvailable: false, reason: 'AlreadyExists', message: 'The specified name is already in use.' }],
    ['store9', { nameAvailable: true }],
    ['no', expect.objectContaining({ nameAvailable: false, reason: 'Invalid' })],
  ])('is %s free?', (name, expected) => {
    const path = `${subscription}/providers/Microsoft.AppConfiguration/checkNameAvailability`;
    const question = { name, type: 'Microsoft.AppConfiguration/configurationStores' };
    expect(new Fixture().arm('POST', path, question).json).toEqual(expected);
  });
});
