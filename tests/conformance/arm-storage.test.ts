import { StorageManagementClient } from '@azure/arm-storage';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount, keyOf } from './storage-world.ts';
import { all, credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { openWorld, subscriptionId, type Person, type World } from './world.ts';

let world: World;
const clientOf = (person: Person): StorageManagementClient =>
  new StorageManagementClient(credentialOf(world, person), subscriptionId, {
    httpClient: httpClientOver(world.client.send),
  });

beforeAll(async () => {
  world = await openWorld();
  await createAccount(world, 'stheld');
});

const body = { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2' };

describe('StorageManagementClient, unchanged', () => {
  it('makes, reads, changes, lists and deletes an account', async () => {
    const { storageAccounts } = clientOf('owner');
    expect(
      await storageAccounts.checkNameAvailability({ name: 'stmade', type: 'Microsoft.Storage/storageAccounts' }),
    ).toMatchObject({
      nameAvailable: true,
    });
    const poller = storageAccounts.create('rg1', 'stmade', body);
    const made = await poller;
    expect(made).toMatchObject({ name: 'stmade', provisioningState: 'Succeeded', enableHttpsTrafficOnly: true });
    const changed = await storageAccounts.update('rg1', 'stmade', { allowSharedKeyAccess: false, tags: { a: 'b' } });
    expect(changed).toMatchObject({ allowSharedKeyAccess: false, tags: { a: 'b' }, sku: { name: 'Standard_LRS' } });
    expect((await all(storageAccounts.listByResourceGroup('rg1'))).map(({ name }) => name)).toEqual([
      'stheld',
      'stmade',
    ]);
    expect((await all(storageAccounts.list())).map(({ name }) => name)).toEqual(['stheld', 'stmade']);
    await storageAccounts.delete('rg1', 'stmade');
    expect(await refusalOf(() => storageAccounts.getProperties('rg1', 'stmade'))).toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    });
  });

  it('lists and renews keys, and makes containers', async () => {
    const { storageAccounts, blobContainers } = clientOf('owner');
    const before = (await storageAccounts.listKeys('rg1', 'stheld')).keys ?? [];
    expect(before.map(({ keyName, permissions }) => [keyName, permissions?.toUpperCase()])).toEqual([
      ['key1', 'FULL'],
      ['key2', 'FULL'],
    ]);
    const after = (await storageAccounts.regenerateKey('rg1', 'stheld', { keyName: 'key1' })).keys ?? [];
    expect([after[0]?.value === before[0]?.value, after[1]?.value === before[1]?.value]).toEqual([false, true]);
    expect(await blobContainers.create('rg1', 'stheld', 'docs', {})).toMatchObject({ publicAccess: 'None' });
    expect((await all(blobContainers.list('rg1', 'stheld'))).map(({ name }) => name)).toEqual(['docs']);
    await blobContainers.delete('rg1', 'stheld', 'docs');
    expect(await all(blobContainers.list('rg1', 'stheld'))).toEqual([]);
    expect((await keyOf(world, 'stheld')).accountName).toBe('stheld');
  });

  it.each<[string, number, string, (client: StorageManagementClient) => Promise<unknown>]>([
    ['a name that none has', 400, 'AccountNameInvalid', async (c) => c.storageAccounts.create('rg1', 'No-Name', body)],
    [
      'a key that none is',
      400,
      'InvalidKeyName',
      (c) => c.storageAccounts.regenerateKey('rg1', 'stheld', { keyName: 'key9' }),
    ],
    ['no such account', 404, 'ResourceNotFound', (c) => c.storageAccounts.listKeys('rg1', 'stnone')],
    ['no such group', 404, 'ResourceGroupNotFound', (c) => c.storageAccounts.getProperties('none', 'stheld')],
    ['no such container', 404, 'ContainerNotFound', (c) => c.blobContainers.get('rg1', 'stheld', 'none')],
  ])('refused: %s', async (_, statusCode, code, work) => {
    expect(await refusalOf(() => work(clientOf('owner')))).toMatchObject({ statusCode, code });
  });

  it('refused: to who may read the account, its keys', async () => {
    const { storageAccounts } = clientOf('reader');
    expect(await storageAccounts.getProperties('rg1', 'stheld')).toMatchObject({ name: 'stheld' });
    expect(await refusalOf(() => storageAccounts.listKeys('rg1', 'stheld'))).toMatchObject({
      statusCode: 403,
      code: 'AuthorizationFailed',
    });
  });
});
