import { AppConfigurationManagementClient } from '@azure/arm-appconfiguration';
import type { TokenCredential } from '@azure/core-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore } from './app-configuration-world.ts';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { clientsWaitOn } from './client-clock.ts';
import { all, credentialOf, httpClientOver } from './transport.ts';
import { openWorld, subscriptionId, type World } from './world.ts';

type Client = AppConfigurationManagementClient;

let world: World;
let realTime = (): void => undefined;
beforeAll(async () => {
  world = await openWorld();
  realTime = clientsWaitOn(world);
  for (const name of ['acsheld', 'acskept']) await createStore(world, name);
  await createStore(world, 'acsprotected', { enablePurgeProtection: true });
  await client(credentialOf(world, 'owner')).configurationStores.beginDeleteAndWait('rg1', 'acsprotected');
});
afterAll(() => realTime());

const client = (credential: TokenCredential): Client =>
  new AppConfigurationManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });

const store = { location: 'westeurope', sku: { name: 'Standard' } };
const none: [number, string] = [404, 'ResourceNotFound'];
const type = 'Microsoft.AppConfiguration/configurationStores';

const operations: ArmOperation<Client>[] = [
  {
    operation: 'operations.checkNameAvailability',
    works: async (c) =>
      expect(await c.operations.checkNameAvailability({ name: 'acsnew', type })).toMatchObject({ nameAvailable: true }),
    object: async (c) =>
      expect(await c.operations.checkNameAvailability({ name: 'acsprotected', type })).toMatchObject({
        nameAvailable: false,
        reason: 'AlreadyExists',
      }),
    refusal: 'ok: a deleted store keeps its name',
  },
  {
    operation: 'configurationStores.beginCreateAndWait',
    works: async (c) =>
      expect(await c.configurationStores.beginCreateAndWait('rg1', 'acsmade', store)).toMatchObject({
        endpoint: 'https://acsmade.azconfig.io',
        provisioningState: 'Succeeded',
        disableLocalAuth: false,
      }),
    object: (c) => c.configurationStores.beginCreateAndWait('rg1', 'acsprotected', store),
    refusal: [409, 'NameUnavailable'],
  },
  {
    operation: 'configurationStores.get',
    works: (c) => c.configurationStores.get('rg1', 'acsheld'),
    object: (c) => c.configurationStores.get('rg1', 'acsnone'),
    refusal: none,
  },
  {
    operation: 'configurationStores.beginUpdateAndWait',
    works: async (c) =>
      expect(
        await c.configurationStores.beginUpdateAndWait('rg1', 'acskept', {
          disableLocalAuth: true,
          tags: { a: 'b' },
          identity: { type: 'SystemAssigned' },
        }),
      ).toMatchObject({ disableLocalAuth: true, tags: { a: 'b' }, identity: { type: 'SystemAssigned' } }),
    object: (c) => c.configurationStores.beginUpdateAndWait('rg1', 'acsnone', {}),
    refusal: none,
  },
  {
    operation: 'configurationStores.listByResourceGroup',
    works: async (c) =>
      expect((await all(c.configurationStores.listByResourceGroup('rg1'))).map(({ name }) => name)).toEqual([
        'acsheld',
        'acskept',
        'acsmade',
      ]),
    object: (c) => all(c.configurationStores.listByResourceGroup('none')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'configurationStores.listKeys',
    works: async (c) =>
      expect((await all(c.configurationStores.listKeys('rg1', 'acsheld'))).map(({ name }) => name)).toEqual([
        'Primary',
        'Secondary',
        'Primary Read Only',
        'Secondary Read Only',
      ]),
    object: async (c) => expect(await all(c.configurationStores.listKeys('rg1', 'acskept'))).toEqual([]),
    refusal: 'ok: none while local authentication is off',
  },
  {
    operation: 'configurationStores.regenerateKey',
    works: async (c) => {
      const id = await c.configurationStores
        .listKeys('rg1', 'acsheld')
        .next()
        .then(({ value }) => (value as { id?: string } | undefined)?.id ?? '')
        .catch(() => '');
      expect((await c.configurationStores.regenerateKey('rg1', 'acsheld', { id })).id).not.toBe(id);
    },
    object: (c) => c.configurationStores.regenerateKey('rg1', 'acsheld', { id: 'none' }),
    refusal: [404, 'AccessKeyNotFound'],
  },
  {
    operation: 'configurationStores.beginDeleteAndWait',
    works: (c) => c.configurationStores.beginDeleteAndWait('rg1', 'acsmade'),
    object: (c) => c.configurationStores.beginDeleteAndWait('rg1', 'acsnone'),
    refusal: 'ok: nothing was there',
  },
  {
    operation: 'configurationStores.listDeleted',
    works: async (c) =>
      expect((await all(c.configurationStores.listDeleted())).map(({ name }) => name)).toEqual([
        'acsmade',
        'acsprotected',
      ]),
    object: async (c) => expect((await all(c.configurationStores.listDeleted())).length).toBe(2),
    refusal: 'ok: two are there',
  },
  {
    operation: 'configurationStores.getDeleted',
    works: async (c) =>
      expect(await c.configurationStores.getDeleted('westeurope', 'acsprotected')).toMatchObject({
        purgeProtectionEnabled: true,
        scheduledPurgeDate: expect.any(Date),
      }),
    object: (c) => c.configurationStores.getDeleted('westeurope', 'acsheld'),
    refusal: [404, 'DeletedConfigurationStoreNotFound'],
  },
  {
    operation: 'configurationStores.beginPurgeDeletedAndWait',
    works: (c) => c.configurationStores.beginPurgeDeletedAndWait('westeurope', 'acsmade'),
    object: (c) => c.configurationStores.beginPurgeDeletedAndWait('westeurope', 'acsprotected'),
    refusal: [409, 'PurgeProtectionEnabled'],
  },
];

describe('AppConfigurationManagementClient, unchanged', () => {
  tryArmOperations({ title: '@azure/arm-appconfiguration', world: () => world, client, operations });

  it('lists of a subscription what the caller may read', async () => {
    const names = async (person: 'owner' | 'reader' | 'nobody') =>
      (await all(client(credentialOf(world, person)).configurationStores.list())).map(({ name }) => name);
    expect([await names('owner'), await names('reader'), await names('nobody')]).toEqual([
      ['acsheld', 'acskept'],
      ['acsheld', 'acskept'],
      [],
    ]);
  });
});
