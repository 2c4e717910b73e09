import { beforeEach, describe, expect, it } from 'vitest';
import { accountId, containerId, Fixture, group, subscription } from './fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture();
});

const body = { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2' };

describe('an account', () => {
  it('is created as az creates it, by 200, with its addresses', () => {
    const made = at.create('st1');
    expect(made).toMatchObject({ status: 200 });
    expect(made.json).toMatchObject({
      id: accountId('st1'),
      type: 'Microsoft.Storage/storageAccounts',
      sku: { name: 'Standard_LRS', tier: 'Standard' },
      properties: {
        provisioningState: 'Succeeded',
        allowBlobPublicAccess: false,
        supportsHttpsTrafficOnly: true,
        networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] },
        primaryEndpoints: { blob: 'https://st1.blob.core.windows.net/', queue: 'https://st1.queue.core.windows.net/' },
      },
    });
    expect(made.json['properties']?.['allowSharedKeyAccess']).toBeUndefined();
    expect(made.body).not.toContain('AccountKey');
  });

  it('keeps what a PATCH does not name, and drops tags that a PUT leaves out', () => {
    at.create('st1', { allowSharedKeyAccess: false, networkAcls: { defaultAction: 'Deny' } });
    at.arm('PATCH', accountId('st1'), { tags: { a: 'b' }, properties: { minimumTlsVersion: 'TLS1_2' } });
    expect(
      at.arm('GET', accountId('st1').toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')).json,
    ).toMatchObject({
      tags: { a: 'b' },
      properties: { allowSharedKeyAccess: false, minimumTlsVersion: 'TLS1_2', networkAcls: { defaultAction: 'Deny' } },
    });
    at.arm('PUT', accountId('st1'), body);
    expect(at.arm('GET', accountId('st1')).json).toMatchObject({
      tags: {},
      properties: { allowSharedKeyAccess: false },
    });
  });

  it.each<[string, string, unknown, number, string]>([
    ['PUT', accountId('No-Name'), body, 400, 'AccountNameInvalid'],
    ['PUT', accountId('ab'), body, 400, 'AccountNameInvalid'],
    ['PUT', accountId('st2').replace('rg1', 'none'), body, 404, 'ResourceGroupNotFound'],
    ['PUT', accountId('st2'), { ...body, location: 'nowhere' }, 400, 'LocationNotAvailableForResourceType'],
    ['PUT', accountId('st2'), { ...body, sku: { name: 'Gold' } }, 400, 'InvalidRequestContent'],
    ['PATCH', accountId('st1'), { kind: 'BlobStorage' }, 409, 'StorageAccountPropertyCannotBeUpdated'],
    [
      'PATCH',
      accountId('st1'),
      { properties: { networkAcls: { ipRules: [{ value: '1.2.3.4/32' }] } } },
      400,
      'InvalidValuesForRequestParameters',
    ],
    ['GET', accountId('none'), undefined, 404, 'ResourceNotFound'],
    ['DELETE', accountId('none'), undefined, 204, ''],
    ['POST', `${accountId('st1')}/regenerateKey`, { keyName: 'key3' }, 400, 'InvalidKeyName'],
    ['PUT', `${containerId('cn9')}`, { properties: { publicAccess: 'Blob' } }, 409, 'PublicAccessNotPermitted'],
  ])('%s %s %j => %s %s', (method, path, content, status, code) => {
    at.create('st1');
    expect(at.arm(method, path, content)).toMatchObject({ status, code });
  });

  it('has a name that nobody else has', () => {
    at.create('st1');
    const ask = (name: string) =>
      at.arm('POST', `${subscription}/providers/Microsoft.Storage/checkNameAvailability`, { name, type: 'x' }).json;
    expect([ask('st1')['reason'], ask('st2')['nameAvailable'], ask('St')['reason']]).toEqual([
      'AlreadyExists',
      true,
      'AccountNameInvalid',
    ]);
    expect(at.arm('GET', `${group}/providers/Microsoft.Storage/storageAccounts`).json['value']).toHaveLength(1);
    expect(at.arm('GET', `${subscription}/providers/Microsoft.Storage/storageAccounts`).json['value']).toHaveLength(1);
  });

  it('has two keys of 64 bytes, other ones after it was made anew', () => {
    at.furnish();
    const [one, two] = [at.key('key1'), at.key('key2')];
    expect([atob(one).length, atob(two).length, one === two]).toEqual([64, 64, false]);
    at.arm('DELETE', accountId('st1'));
    at.create('st1');
    expect(at.key('key1')).not.toBe(one);
  });

  it('goes with everything in it, and its address with it', () => {
    at.furnish();
    at.grant('app', 'blobServices/containers/blobs/read', containerId('cn1'));
    expect(at.arm('DELETE', accountId('st1')).status).toBe(200);
    expect(at.blob('GET', '/cn1/a.txt', at.token('app'))).toMatchObject({
      status: 0,
      body: 'Could not resolve host: st1.blob.core.windows.net',
    });
    at.create('st1');
    expect(at.blob('GET', '/cn1/a.txt', undefined)).toMatchObject({ status: 404, code: 'ContainerNotFound' });
    at.blob('PUT', '/cn1?restype=container', undefined);
    expect(at.blob('GET', '/cn1/a.txt', at.token('app'))).toMatchObject({ code: 'AuthorizationPermissionMismatch' });
  });
});

describe('a container at Resource Manager', () => {
  it('is the one at the account’s own address', () => {
    at.furnish({ allowBlobPublicAccess: true });
    const made = at.arm('PUT', containerId('cn2'), { properties: { publicAccess: 'Container', metadata: { a: 'b' } } });
    expect(made).toMatchObject({ status: 201, json: { properties: { publicAccess: 'Container' } } });
    expect(at.arm('PUT', containerId('cn2'), {}).status).toBe(200);
    expect(at.blob('HEAD', '/cn2?restype=container', undefined).headers['x-ms-meta-a']).toBe('b');
    const all = at.arm('GET', `${accountId('st1')}/blobServices/default/containers`).json['value'];
    expect((all as unknown as { name: string }[]).map(({ name }) => name)).toEqual(['cn1', 'cn2']);
    expect(at.arm('DELETE', containerId('cn1')).status).toBe(200);
    expect(at.blob('GET', '/cn1/a.txt', undefined)).toMatchObject({ code: 'ContainerNotFound' });
    expect(at.arm('GET', containerId('cn1'))).toMatchObject({ status: 404, code: 'ContainerNotFound' });
  });
});
