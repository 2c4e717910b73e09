import {
  KeyVaultManagementClient,
  type Vault,
  type VaultCheckNameAvailabilityParameters,
  type VaultCreateOrUpdateParameters,
} from '@azure/arm-keyvault';
import type { TokenCredential } from '@azure/core-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { clientsWaitOn } from './client-clock.ts';
import { all, credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { group, idOf, openWorld, subscriptionId, tenantId, type World } from './world.ts';

type Client = KeyVaultManagementClient;
const location = 'westeurope';

let world: World;
let putBack: () => void;
beforeAll(async () => {
  world = await openWorld();
  putBack = clientsWaitOn(world);
  await client(credentialOf(world, 'owner')).vaults.createOrUpdate('rg1', 'kv-held', vault());
});
afterAll(() => putBack());

const client = (credential: TokenCredential): Client =>
  new KeyVaultManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });
const owner = (): Client => client(credentialOf(world, 'owner'));
const vault = (more: object = {}): VaultCreateOrUpdateParameters => ({
  location,
  properties: { tenantId, sku: { family: 'A', name: 'standard' }, accessPolicies: [], ...more },
});
const policies = {
  properties: { accessPolicies: [{ tenantId, objectId: idOf('reader'), permissions: { secrets: ['get', 'list'] } }] },
};
const names = (found: { name?: string }[]) => found.map(({ name }) => name);

const noVault = [404, 'ResourceNotFound'] as const;
const noGroup = [404, 'ResourceGroupNotFound'] as const;
const notDeleted = [404, 'DeletedVaultNotFound'] as const;
const asked = (name: string): VaultCheckNameAvailabilityParameters => ({ name, type: 'Microsoft.KeyVault/vaults' });

const operations: ArmOperation<Client>[] = [
  {
    operation: 'vaults.createOrUpdate',
    works: (c) => c.vaults.createOrUpdate('rg1', 'kv-made', vault()),
    object: (c) => c.vaults.createOrUpdate('rg1', 'kv--two', vault()),
    refusal: [400, 'VaultNameNotValid'],
  },
  {
    operation: 'vaults.get',
    works: (c) => c.vaults.get('rg1', 'kv-made'),
    object: (c) => c.vaults.get('rg1', 'none'),
    refusal: noVault,
  },
  {
    operation: 'vaults.update',
    works: (c) => c.vaults.update('rg1', 'kv-made', { tags: { a: 'b' } }),
    object: (c) => c.vaults.update('rg1', 'none', {}),
    refusal: noVault,
  },
  {
    operation: 'vaults.updateAccessPolicy',
    works: (c) => c.vaults.updateAccessPolicy('rg1', 'kv-made', 'add', policies),
    object: (c) => c.vaults.updateAccessPolicy('rg1', 'none', 'add', policies),
    refusal: noVault,
  },
  {
    operation: 'vaults.listByResourceGroup',
    works: async (c) => expect(names(await all(c.vaults.listByResourceGroup('rg1')))).toContain('kv-made'),
    object: (c) => all(c.vaults.listByResourceGroup('rg9')),
    refusal: noGroup,
  },
  {
    operation: 'vaults.checkNameAvailability',
    works: async (c) =>
      expect(await c.vaults.checkNameAvailability(asked('kv-new'))).toMatchObject({ nameAvailable: true }),
    object: async (c) =>
      expect(await c.vaults.checkNameAvailability(asked('kv-made'))).toMatchObject({
        nameAvailable: false,
        reason: 'AlreadyExists',
      }),
    refusal: 'ok: the name is taken',
  },
  {
    operation: 'vaults.delete',
    works: (c) => c.vaults.delete('rg1', 'kv-made'),
    object: (c) => c.vaults.delete('rg1', 'kv-made'),
    refusal: 'ok: nothing was there',
  },
  {
    operation: 'vaults.getDeleted',
    works: async (c) =>
      expect((await c.vaults.getDeleted('kv-made', location)).properties?.vaultId).toBe(
        `${group}/providers/Microsoft.KeyVault/vaults/kv-made`,
      ),
    object: (c) => c.vaults.getDeleted('kv-held', location),
    refusal: notDeleted,
  },
  {
    operation: 'vaults.listDeleted',
    works: async (c) => expect(names(await all(c.vaults.listDeleted()))).toEqual(['kv-made']),
    object: async (c) => expect(names(await all(c.vaults.listDeleted()))).not.toContain('kv-held'),
    refusal: 'ok: what lives is not listed',
  },
  {
    operation: 'vaults.purgeDeleted',
    works: (c) => c.vaults.purgeDeleted('kv-made', location),
    object: (c) => c.vaults.purgeDeleted('kv-made', location),
    refusal: notDeleted,
  },
];

describe('KeyVaultManagementClient, unchanged', () => {
  tryArmOperations({ title: '@azure/arm-keyvault KeyVaultManagementClient', world: () => world, client, operations });

  it('lists of a subscription what the caller may read, be it nothing', async () => {
    expect(names(await all(owner().vaults.listBySubscription()))).toEqual(expect.arrayContaining(['kv1', 'kv-held']));
    expect(names(await all(owner().vaults.list()))).toEqual(expect.arrayContaining(['kv1', 'kv-held']));
    const nobody = client(credentialOf(world, 'nobody'));
    expect(await all(nobody.vaults.listBySubscription())).toEqual([]);
  });

  it('gives a new vault the model that its version of the API has by default, and an old one keeps its own', async () => {
    const made = await owner().vaults.createOrUpdate('rg1', 'kv-model', vault());
    const fromApi = await owner().vaults.get('rg1', 'kv-model');
    expect(fromApi.properties).toMatchObject({ enableSoftDelete: true, softDeleteRetentionInDays: 90 });
    expect(made.properties.vaultUri).toBe('https://kv-model.vault.azure.net/');
    expect(fromApi.properties.enableRbacAuthorization).toBe(made.properties.enableRbacAuthorization);
    const policyVault = await owner().vaults.createOrUpdate(
      'rg1',
      'kv-policy',
      vault({ enableRbacAuthorization: false }),
    );
    expect(policyVault.properties.enableRbacAuthorization).toBe(false);
    const touched = await owner().vaults.update('rg1', 'kv-policy', { tags: { x: 'y' } });
    expect(touched.properties.enableRbacAuthorization).toBe(false);
  });

  it('adds, replaces and removes access policies', async () => {
    const objectIds = (found: Vault): string[] =>
      (found.properties.accessPolicies ?? []).map(({ objectId }) => objectId);
    const { vaults } = owner();
    const other = structuredClone(policies);
    (other.properties.accessPolicies[0] ?? { objectId: '' }).objectId = idOf('nobody');
    await vaults.updateAccessPolicy('rg1', 'kv-held', 'add', policies);
    await vaults.updateAccessPolicy('rg1', 'kv-held', 'add', other);
    expect(objectIds(await vaults.get('rg1', 'kv-held'))).toEqual([idOf('reader'), idOf('nobody')]);
    await vaults.updateAccessPolicy('rg1', 'kv-held', 'remove', policies);
    expect(objectIds(await vaults.get('rg1', 'kv-held'))).toEqual([idOf('nobody')]);
    await vaults.updateAccessPolicy('rg1', 'kv-held', 'replace', policies);
    expect(objectIds(await vaults.get('rg1', 'kv-held'))).toEqual([idOf('reader')]);
  });

  it('brings a deleted vault back as it was', async () => {
    const { vaults } = owner();
    await vaults.createOrUpdate('rg1', 'kv-back', { ...vault(), tags: { kept: 'yes' } });
    await vaults.delete('rg1', 'kv-back');
    await expect(vaults.get('rg1', 'kv-back')).rejects.toMatchObject({ statusCode: 404 });
    const back = await vaults.createOrUpdate('rg1', 'kv-back', vault({ createMode: 'recover' }));
    expect(back.tags).toEqual({ kept: 'yes' });
  });

  const refusals: [
    what: string,
    work: (c: Client) => Promise<unknown>,
    status: number,
    code: string,
    message: RegExp,
  ][] = [
    [
      'in a group that is not there',
      (c) => c.vaults.createOrUpdate('rg9', 'kv-x', vault()),
      404,
      'ResourceGroupNotFound',
      /'rg9'/,
    ],
    [
      'under a name that begins with a digit',
      (c) => c.vaults.createOrUpdate('rg1', '1kv', vault()),
      400,
      'VaultNameNotValid',
      /'1kv'/,
    ],
    [
      'under a name in use in another group',
      async (c) => {
        await world.as('owner', {
          method: 'PUT',
          url: `https://management.azure.com/subscriptions/${subscriptionId}/resourceGroups/rg2?api-version=2024-11-01`,
          body: '{"location":"westeurope"}',
        });
        await c.vaults.createOrUpdate('rg2', 'kv-held', vault());
      },
      409,
      'VaultAlreadyExists',
      /'kv-held' is already in use/,
    ],
    [
      'under the name of a deleted one',
      async (c) => {
        await c.vaults.createOrUpdate('rg1', 'kv-gone', vault());
        await c.vaults.delete('rg1', 'kv-gone');
        await c.vaults.createOrUpdate('rg1', 'kv-gone', vault());
      },
      409,
      'ConflictError',
      /recover or purge existing key vault/,
    ],
    [
      'recovering what was never deleted',
      (c) => c.vaults.createOrUpdate('rg1', 'kv-never', vault({ createMode: 'recover' })),
      404,
      'DeletedVaultNotFound',
      /kv-never/,
    ],
    [
      'with too short a retention',
      (c) => c.vaults.createOrUpdate('rg1', 'kv-short', vault({ softDeleteRetentionInDays: 5 })),
      400,
      'BadRequest',
      /between 7 and 90/,
    ],
    [
      'without purge protection, once it was on',
      async (c) => {
        await c.vaults.createOrUpdate('rg1', 'kv-guard', vault({ enablePurgeProtection: true }));
        await c.vaults.update('rg1', 'kv-guard', { properties: { enablePurgeProtection: false } });
      },
      400,
      'BadRequest',
      /irreversible/,
    ],
    [
      'purged under purge protection',
      async (c) => {
        await c.vaults.delete('rg1', 'kv-guard');
        await c.vaults.purgeDeleted('kv-guard', location);
      },
      405,
      'MethodNotAllowed',
      /DeletedVaultPurge/,
    ],
    [
      'with a rule that is no address',
      (c) => c.vaults.update('rg1', 'kv-held', { properties: { networkAcls: { ipRules: [{ value: 'here' }] } } }),
      400,
      'BadRequest',
      /'here'/,
    ],
  ];

  it.each(refusals)('refuses a vault %s', async (_what, work, statusCode, code, message) => {
    const refused = await refusalOf(() => work(owner()));
    expect(refused).toMatchObject({ name: 'RestError', statusCode, code });
    expect(refused.message).toMatch(message);
  });
});
