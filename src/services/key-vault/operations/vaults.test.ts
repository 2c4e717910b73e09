import { beforeEach, describe, expect, it } from 'vitest';
import { Fixture, group, refusal, subscription, tenantId, vaultId } from '../fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture();
});

const names = (value: unknown): unknown[] => (value as { name: string }[]).map(({ name }) => name);

describe('a vault', () => {
  it('is created with its name still being registered, and is whole afterwards', () => {
    const made = at.create('kv1', { enableRbacAuthorization: true });
    expect(made.status).toBe(200);
    expect(made.json['properties']).toMatchObject({
      provisioningState: 'RegisteringDns',
      vaultUri: 'https://kv1.vault.azure.net',
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
    });
    const got = at.arm('GET', vaultId('kv1').toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'));
    expect(got.json).toMatchObject({
      id: vaultId('kv1'),
      name: 'kv1',
      type: 'Microsoft.KeyVault/vaults',
      location: 'westeurope',
      tags: {},
      systemData: { createdBy: 'setup', createdByType: 'Application', createdAt: '2026-11-23T09:00:00.000Z' },
      properties: {
        tenantId,
        provisioningState: 'Succeeded',
        vaultUri: 'https://kv1.vault.azure.net/',
        publicNetworkAccess: 'Enabled',
        sku: { family: 'A', name: 'standard' },
      },
    });
  });

  it.each([
    ['2023-07-01', undefined, false],
    ['2026-02-01', undefined, true],
    ['2026-02-01', false, false],
    ['2023-07-01', true, true],
  ])('created by %s with enableRbacAuthorization %s uses Azure RBAC: %s', (version, asked, expected) => {
    const properties = { tenantId, sku: { family: 'A', name: 'standard' }, enableRbacAuthorization: asked };
    at.arm('PUT', vaultId('kv1'), { location: 'West Europe', properties }, undefined, version);
    expect(at.arm('GET', vaultId('kv1')).json['properties']).toMatchObject({ enableRbacAuthorization: expected });
    at.arm(
      'PUT',
      vaultId('kv1'),
      { location: 'westeurope', properties: { tenantId, sku: { name: 'premium' } } },
      undefined,
      '2026-02-01',
    );
    expect(at.arm('GET', vaultId('kv1')).json['properties']).toMatchObject({
      enableRbacAuthorization: expected,
      sku: { name: 'premium' },
    });
  });

  it('is changed in what a PATCH names, and in nothing else', () => {
    at.create('kv1', { networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7' }] } });
    const changed = at.arm('PATCH', vaultId('kv1'), {
      tags: { env: 'lab' },
      properties: { publicNetworkAccess: 'disabled', networkAcls: { ipRules: [{ value: '10.0.0.0/8' }] } },
    });
    expect(changed.json).toMatchObject({
      tags: { env: 'lab' },
      properties: {
        publicNetworkAccess: 'Disabled',
        enableRbacAuthorization: true,
        networkAcls: {
          bypass: 'AzureServices',
          defaultAction: 'Deny',
          ipRules: [{ value: '10.0.0.0/8' }],
          virtualNetworkRules: [],
        },
      },
    });
    expect(at.arm('PATCH', vaultId('kv1'), { properties: {} }).json['properties']).toMatchObject({
      publicNetworkAccess: 'Disabled',
    });
  });

  it('is listed by group, and by subscription as far as the caller may read', () => {
    at.create('kv2');
    at.create('kv1');
    at.grant('reader', 'Microsoft.KeyVault/vaults/read', vaultId('kv2'));
    const reader = at.token('reader', 'https://management.azure.com/');
    expect(names(at.arm('GET', `${group}/providers/Microsoft.KeyVault/vaults`).json['value'])).toEqual(['kv1', 'kv2']);
    expect(names(at.arm('GET', `${subscription}/providers/Microsoft.KeyVault/vaults`).json['value'])).toEqual([
      'kv1',
      'kv2',
    ]);
    expect(
      names(at.arm('GET', `${subscription}/providers/Microsoft.KeyVault/vaults`, undefined, reader).json['value']),
    ).toEqual(['kv2']);
    expect(at.arm('GET', `${group}/providers/Microsoft.KeyVault/vaults`, undefined, reader).status).toBe(403);
  });

  it('can change who decides only with the right to assign roles', () => {
    at.create('kv1');
    at.grant('contributor', 'Microsoft.KeyVault/vaults/write', group);
    const token = at.token('contributor', 'https://management.azure.com/');
    const turn = { properties: { enableRbacAuthorization: false } };
    expect(refusal(at.arm('PATCH', vaultId('kv1'), turn, token))).toMatchObject({
      code: 'AuthorizationFailed',
      message: expect.stringContaining('roleAssignments/write') as string,
    });
    expect(at.arm('PATCH', vaultId('kv1'), { tags: { a: 'b' } }, token).status).toBe(200);
    at.grant('contributor', 'Microsoft.Authorization/roleAssignments/write', group);
    expect(at.arm('PATCH', vaultId('kv1'), turn, token).json['properties']).toMatchObject({
      enableRbacAuthorization: false,
    });
  });

  it('answers the question for a name', () => {
    at.create('kv1');
    at.create('kv2');
    at.arm('DELETE', vaultId('kv2'));
    const ask = (name: string) =>
      at.arm('POST', `${subscription}/providers/Microsoft.KeyVault/checkNameAvailability`, {
        name,
        type: 'Microsoft.KeyVault/vaults',
      }).json;
    expect(ask('free-name')).toEqual({ nameAvailable: true });
    expect(ask('KV1')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
    expect(ask('kv2')).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
    expect(ask('9kv')).toMatchObject({ nameAvailable: false, reason: 'AccountNameInvalid' });
  });

  it('takes access policies one by one', () => {
    at.create('kv1', { enableRbacAuthorization: false });
    const policy = (secrets: string[]) => ({
      properties: { accessPolicies: [{ tenantId, objectId: 'AA', permissions: { secrets } }] },
    });
    const path = `${vaultId('kv1')}/accessPolicies`;
    expect(at.arm('PUT', `${path}/add`, policy(['Get', 'list'])).json['properties']).toEqual({
      accessPolicies: [{ tenantId, objectId: 'AA', permissions: { secrets: ['get', 'list'] } }],
    });
    at.arm('PUT', `${path}/add`, policy(['set']));
    at.arm('PUT', `${path}/remove`, policy(['get']));
    expect(at.arm('GET', vaultId('kv1')).json['properties']).toMatchObject({
      accessPolicies: [{ objectId: 'AA', permissions: { secrets: ['list', 'set'] } }],
    });
    at.arm('PUT', `${path}/remove`, policy(['list', 'set']));
    expect(at.arm('GET', vaultId('kv1')).json['properties']).toMatchObject({ accessPolicies: [] });
    at.arm('PUT', `${path}/replace`, policy(['all']));
    expect(at.arm('GET', vaultId('kv1')).json['properties']).toMatchObject({
      accessPolicies: [{ permissions: { secrets: ['all'] } }],
    });
  });
});

describe('a vault is refused', () => {
  const elsewhere =
    '/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg9/providers/Microsoft.KeyVault/vaults/kv1';
  const body = (properties: Record<string, unknown> = {}) => ({
    location: 'westeurope',
    properties: { tenantId, sku: { name: 'standard' }, ...properties },
  });

  it.each([
    ['in a group that is not there', 'PUT', elsewhere, body(), 404, 'ResourceGroupNotFound'],
    ['when its name is too short', 'PUT', vaultId('kv'), body(), 400, 'VaultNameNotValid'],
    ['when its name starts with a digit', 'PUT', vaultId('1kv'), body(), 400, 'VaultNameNotValid'],
    ['when its name has two hyphens in a row', 'PUT', vaultId('k--v'), body(), 400, 'VaultNameNotValid'],
    ['when its name ends with a hyphen', 'PUT', vaultId('kv-'), body(), 400, 'VaultNameNotValid'],
    ['without a location', 'PUT', vaultId('new'), { properties: body().properties }, 400, 'LocationRequired'],
    [
      'in a place that is none',
      'PUT',
      vaultId('new'),
      { ...body(), location: 'no/where' },
      400,
      'LocationNotAvailableForResourceType',
    ],
    [
      'without a tenant',
      'PUT',
      vaultId('new'),
      { location: 'westeurope', properties: { sku: { name: 'standard' } } },
      400,
      'BadRequest',
    ],
    ['without a sku', 'PUT', vaultId('new'), { location: 'westeurope', properties: { tenantId } }, 400, 'BadRequest'],
    [
      'with purge protection taken away',
      'PUT',
      vaultId('new'),
      body({ enablePurgeProtection: false }),
      400,
      'BadRequest',
    ],
    ['with a retention of a year', 'PUT', vaultId('new'), body({ softDeleteRetentionInDays: 365 }), 400, 'BadRequest'],
    [
      'with an address that is none',
      'PUT',
      vaultId('new'),
      body({ networkAcls: { ipRules: [{ value: '1.2.3' }] } }),
      400,
      'BadRequest',
    ],
    ['with a body that is none', 'PUT', vaultId('new'), '{', 400, 'InvalidRequestContent'],
    [
      'when it is recovered and was never deleted',
      'PUT',
      vaultId('new'),
      body({ createMode: 'recover' }),
      404,
      'DeletedVaultNotFound',
    ],
    [
      'in another place than it is',
      'PUT',
      vaultId('kv1'),
      { ...body(), location: 'northeurope' },
      409,
      'InvalidResourceLocation',
    ],
    [
      'with another retention than it has',
      'PATCH',
      vaultId('kv1'),
      { properties: { softDeleteRetentionInDays: 7 } },
      400,
      'BadRequest',
    ],
    ['without soft delete', 'PATCH', vaultId('kv1'), { properties: { enableSoftDelete: false } }, 400, 'BadRequest'],
    ['when there is none to read', 'GET', vaultId('new'), undefined, 404, 'ResourceNotFound'],
    ['when there is none to change', 'PATCH', vaultId('new'), {}, 404, 'ResourceNotFound'],
    [
      'in a list of a subscription that is not there',
      'GET',
      '/subscriptions/33333333-2222-4222-8222-222222222222/providers/Microsoft.KeyVault/vaults',
      undefined,
      404,
      'SubscriptionNotFound',
    ],
    ['when its group is not there to read', 'GET', elsewhere, undefined, 404, 'ResourceGroupNotFound'],
  ])('%s', (_why, method, path, content, status, code) => {
    at.create('kv1');
    const before = at.tables.hash();
    const answer = at.arm(method, path, content);
    expect({ status: answer.status, code: refusal(answer).code }).toEqual({ status, code });
    expect(at.tables.hash()).toBe(before);
  });

  it('when its name is in use anywhere', () => {
    at.create('kv1');
    const rg2 = group.replace('rg1', 'rg2');
    at.tables.apply([{ table: 'resourceGroups', key: rg2.toLowerCase(), value: { id: rg2, name: 'rg2' } }]);
    const answer = at.arm('PUT', vaultId('KV1').replace('rg1', 'rg2'), body());
    expect(answer.status).toBe(409);
    expect(refusal(answer)).toEqual({
      code: 'VaultAlreadyExists',
      message: expect.stringContaining(
        "The vault name 'KV1' is already in use. Vault names are globally unique",
      ) as string,
    });
  });

  it('to whom may not write it', () => {
    const token = at.token('nobody', 'https://management.azure.com/');
    expect(at.arm('PUT', vaultId('new'), body(), token).status).toBe(403);
    expect(at.arm('GET', vaultId('new'), undefined, token).status).toBe(403);
  });
});
