import { ManagementLockClient, type ManagementLockObject } from '@azure/arm-locks';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryEach, type OperationCase } from './each-operation.ts';
import { all, credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { group, identityId, openWorld, roleId, subscriptionId, vaultId, idOf, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const lock: ManagementLockObject = { level: 'CanNotDelete', notes: 'in use' };
const broken = { level: 'Sometimes' } as ManagementLockObject;
const vault = ['rg1', 'Microsoft.KeyVault', '', 'vaults', 'kv1'] as const;
const noVault = ['rg1', 'Microsoft.KeyVault', '', 'vaults', 'none'] as const;
const notThere: [number, string] = [404, 'LockNotFound'];
const gone = 'nothing was there';
const invalid: [number, string] = [400, 'InvalidRequestContent'];

// The client escapes the slashes of a scope in the operations `…ByScope`: see the register of deviations.
const operations: OperationCase<ManagementLockClient>[] = [
  {
    operation: 'createOrUpdateAtSubscriptionLevel',
    works: ({ managementLocks: c }) => c.createOrUpdateAtSubscriptionLevel('s', lock),
    object: ({ managementLocks: c }) => c.createOrUpdateAtSubscriptionLevel('s', broken),
    refusal: invalid,
  },
  {
    operation: 'createOrUpdateAtResourceGroupLevel',
    works: ({ managementLocks: c }) => c.createOrUpdateAtResourceGroupLevel('rg1', 'g', lock),
    object: ({ managementLocks: c }) => c.createOrUpdateAtResourceGroupLevel('none', 'g', lock),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'createOrUpdateAtResourceLevel',
    works: ({ managementLocks: c }) => c.createOrUpdateAtResourceLevel(...vault, 'r', lock),
    object: ({ managementLocks: c }) => c.createOrUpdateAtResourceLevel(...noVault, 'r', lock),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'getAtSubscriptionLevel',
    works: ({ managementLocks: c }) => c.getAtSubscriptionLevel('s'),
    object: ({ managementLocks: c }) => c.getAtSubscriptionLevel('none'),
    refusal: notThere,
  },
  {
    operation: 'getAtResourceGroupLevel',
    works: ({ managementLocks: c }) => c.getAtResourceGroupLevel('rg1', 'g'),
    object: ({ managementLocks: c }) => c.getAtResourceGroupLevel('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'getAtResourceLevel',
    works: ({ managementLocks: c }) => c.getAtResourceLevel(...vault, 'r'),
    object: ({ managementLocks: c }) => c.getAtResourceLevel(...vault, 'none'),
    refusal: notThere,
  },
  {
    operation: 'listAtSubscriptionLevel',
    works: async ({ managementLocks: c }) => all(c.listAtSubscriptionLevel()),
    object: async ({ managementLocks: c }) => all(c.listAtSubscriptionLevel({ filter: "level eq 'ReadOnly'" })),
    refusal: [501, 'NotSimulated'],
  },
  {
    operation: 'listAtResourceGroupLevel',
    works: async ({ managementLocks: c }) => all(c.listAtResourceGroupLevel('rg1')),
    object: async ({ managementLocks: c }) => all(c.listAtResourceGroupLevel('none')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'listAtResourceLevel',
    works: async ({ managementLocks: c }) => all(c.listAtResourceLevel(...vault)),
    object: async ({ managementLocks: c }) => all(c.listAtResourceLevel(...noVault)),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'deleteAtResourceLevel',
    works: ({ managementLocks: c }) => c.deleteAtResourceLevel(...vault, 'r'),
    object: ({ managementLocks: c }) => c.deleteAtResourceLevel(...vault, 'r'),
    refusal: gone,
  },
  {
    operation: 'deleteAtResourceGroupLevel',
    works: ({ managementLocks: c }) => c.deleteAtResourceGroupLevel('rg1', 'g'),
    object: ({ managementLocks: c }) => c.deleteAtResourceGroupLevel('rg1', 'g'),
    refusal: gone,
  },
  {
    operation: 'deleteAtSubscriptionLevel',
    works: ({ managementLocks: c }) => c.deleteAtSubscriptionLevel('s'),
    object: ({ managementLocks: c }) => c.deleteAtSubscriptionLevel('s'),
    refusal: gone,
  },
];

describe('ManagementLockClient, unchanged', () => {
  tryEach(
    '@azure/arm-locks ManagementLockClient',
    () => world,
    (credential, options) => new ManagementLockClient(credential, subscriptionId, options),
    operations,
  );

  const assignment = `${vaultId}/providers/Microsoft.Authorization/roleAssignments/11111111-0000-4000-8000-000000000077`;
  const grant = {
    properties: { roleDefinitionId: roleId('reader'), principalId: idOf('nobody'), principalType: 'User' },
  };

  it.each<['CanNotDelete' | 'ReadOnly', string, string, unknown, string | undefined]>([
    ['CanNotDelete', 'DELETE', vaultId, undefined, 'delete'],
    ['CanNotDelete', 'DELETE', group, undefined, 'delete'],
    ['CanNotDelete', 'PATCH', vaultId, { tags: { a: 'b' } }, undefined],
    ['CanNotDelete', 'DELETE', identityId('id2'), undefined, undefined],
    ['ReadOnly', 'PATCH', vaultId, { tags: { a: 'b' } }, 'write'],
    ['ReadOnly', 'PUT', assignment, grant, 'write'],
    ['ReadOnly', 'GET', vaultId, undefined, undefined],
  ])('%s on a vault and %s %s', async (level, method, path, body, stopped) => {
    const client = new ManagementLockClient(credentialOf(world, 'owner'), subscriptionId, {
      httpClient: httpClientOver(world.client.send),
    });
    await client.managementLocks.createOrUpdateAtResourceLevel(...vault, 'hold', { level });
    const { status, body: text } = await world.as('owner', {
      method,
      url: `https://management.azure.com${path}?api-version=2023-07-01`,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (stopped === undefined) expect(status).toBeLessThan(300);
    else
      expect([status, JSON.parse(text)]).toEqual([
        409,
        {
          error: {
            code: 'ScopeLocked',
            message: `The scope '${path}' cannot perform ${stopped} operation because following scope(s) are locked: '${vaultId}'. Please remove the lock and try again.`,
          },
        },
      ]);
    await client.managementLocks.deleteAtResourceLevel(...vault, 'hold');
  });

  it('a lock on a secret’s vault does not touch the secret', async () => {
    const client = new ManagementLockClient(credentialOf(world, 'owner'), subscriptionId, {
      httpClient: httpClientOver(world.client.send),
    });
    await client.managementLocks.createOrUpdateAtResourceLevel(...vault, 'hold', { level: 'ReadOnly' });
    const secret = { url: 'https://kv1.vault.azure.net/secrets/db?api-version=7.4' };
    expect((await world.as('owner', { ...secret, method: 'GET' }, 'https://vault.azure.net')).status).toBe(200);
    const refused = await refusalOf(() => client.managementLocks.getAtResourceLevel(...vault, 'none'));
    expect(refused.message).toContain("The lock 'none' could not be found.");
  });
});
