import { ResourceManagementClient } from '@azure/arm-resources';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryEach, type OperationCase } from './each-operation.ts';
import { all, credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { group, identityId, openWorld, subscriptionId, vaultId, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
const clientOf = () =>
  new ResourceManagementClient(credentialOf(world, 'owner'), subscriptionId, {
    httpClient: httpClientOver(world.client.send),
  });

const type = ['Microsoft.Web', '', 'serverfarms'] as const;
const identity = ['Microsoft.ManagedIdentity', '', 'userAssignedIdentities'] as const;
const version = '2023-12-01';
const place = { location: 'westeurope' };
const plan = { ...place, sku: { name: 'B1' } };
const noGroup: [number, string] = [404, 'ResourceGroupNotFound'];
const notThere: [number, string] = [404, 'ResourceNotFound'];
const gone = 'nothing was there';
const tags = (own: Record<string, string>) => ({ properties: { tags: own } });
const made = `${group}/providers/Microsoft.Web/serverfarms/made`;

const operations: OperationCase<ResourceManagementClient>[] = [
  {
    operation: 'resourceGroups.createOrUpdate',
    works: ({ resourceGroups: c }) => c.createOrUpdate('rg2', place),
    object: ({ resourceGroups: c }) => c.createOrUpdate('rg2', { location: 'eastus' }),
    refusal: [409, 'InvalidResourceGroupLocation'],
  },
  {
    operation: 'resourceGroups.get',
    works: ({ resourceGroups: c }) => c.get('rg2'),
    object: ({ resourceGroups: c }) => c.get('none'),
    refusal: noGroup,
  },
  {
    operation: 'resourceGroups.update',
    works: ({ resourceGroups: c }) => c.update('rg2', { tags: { a: 'b' } }),
    object: ({ resourceGroups: c }) => c.update('none', {}),
    refusal: noGroup,
  },
  {
    operation: 'resourceGroups.list',
    works: ({ resourceGroups: c }) => all(c.list()),
    object: ({ resourceGroups: c }) => all(c.list({ filter: 'nonsense' })),
    refusal: [400, 'InvalidFilterInQueryString'],
  },
  {
    operation: 'resources.createOrUpdate',
    works: ({ resources: c }) => c.createOrUpdate('rg2', ...type, 'id9', version, plan),
    object: ({ resources: c }) => c.createOrUpdate('none', ...type, 'id9', version, plan),
    refusal: noGroup,
  },
  {
    operation: 'resources.get',
    works: ({ resources: c }) => c.get('rg2', ...type, 'id9', version),
    object: ({ resources: c }) => c.get('rg2', ...type, 'none', version),
    refusal: notThere,
  },
  {
    operation: 'resources.update',
    works: ({ resources: c }) => c.update('rg1', ...identity, 'id1', '2023-01-31', { tags: { owner: 'ann' } }),
    object: ({ resources: c }) => c.update('rg1', ...identity, 'none', '2023-01-31', {}),
    refusal: notThere,
  },
  {
    operation: 'resources.createOrUpdateById',
    works: ({ resources: c }) => c.createOrUpdateById(made, version, plan),
    object: ({ resources: c }) => c.createOrUpdateById(made, version, { ...plan, location: 'atlantis' }),
    refusal: [400, 'LocationNotAvailableForResourceType'],
  },
  {
    operation: 'resources.getById',
    works: ({ resources: c }) => c.getById(made, version),
    object: ({ resources: c }) => c.getById(`${made}x`, version),
    refusal: notThere,
  },
  {
    operation: 'resources.updateById',
    works: ({ resources: c }) => c.updateById(identityId('id2'), '2023-01-31', { tags: { owner: 'bob' } }),
    object: ({ resources: c }) => c.updateById(identityId('none'), '2023-01-31', {}),
    refusal: notThere,
  },
  {
    operation: 'resources.list',
    works: ({ resources: c }) => all(c.list({ filter: "tagName eq 'owner' and tagValue eq 'ann'" })),
    object: ({ resources: c }) => all(c.list({ filter: "tagValue eq 'ann'" })),
    refusal: [400, 'InvalidFilterInQueryString'],
  },
  {
    operation: 'resources.listByResourceGroup',
    works: ({ resources: c }) => all(c.listByResourceGroup('rg1')),
    object: ({ resources: c }) => all(c.listByResourceGroup('none')),
    refusal: noGroup,
  },
  {
    operation: 'tagsOperations.createOrUpdateAtScope',
    works: ({ tagsOperations: c }) => c.createOrUpdateAtScope(vaultId, tags({ a: '1', b: '2' })),
    object: ({ tagsOperations: c }) => c.createOrUpdateAtScope(`${vaultId}x`, tags({})),
    refusal: notThere,
  },
  {
    operation: 'tagsOperations.updateAtScope',
    works: ({ tagsOperations: c }) => c.updateAtScope(vaultId, { operation: 'Merge', ...tags({ c: '3' }) }),
    object: ({ tagsOperations: c }) => c.updateAtScope(vaultId, { operation: 'Append', ...tags({}) }),
    refusal: [400, 'InvalidRequestContent'],
  },
  {
    operation: 'tagsOperations.getAtScope',
    works: ({ tagsOperations: c }) => c.getAtScope(vaultId),
    object: ({ tagsOperations: c }) => c.getAtScope(`${group}x`),
    refusal: noGroup,
  },
  {
    operation: 'tagsOperations.list',
    works: ({ tagsOperations: c }) => all(c.list()),
    object: ({ tagsOperations: c }) => all(c.list()),
    refusal: 'there is always a list',
  },
  {
    operation: 'tagsOperations.deleteAtScope',
    works: ({ tagsOperations: c }) => c.deleteAtScope(vaultId),
    object: ({ tagsOperations: c }) => c.deleteAtScope(`${vaultId}x`),
    refusal: notThere,
  },
  {
    operation: 'providers.get',
    works: ({ providers: c }) => c.get('Microsoft.KeyVault'),
    object: ({ providers: c }) => c.get('Microsoft.None'),
    refusal: [404, 'InvalidResourceNamespace'],
  },
  {
    operation: 'providers.list',
    works: ({ providers: c }) => all(c.list()),
    object: ({ providers: c }) => all(c.list()),
    refusal: 'there is always a list',
  },
  {
    operation: 'providers.register',
    works: ({ providers: c }) => c.register('Microsoft.KeyVault'),
    object: ({ providers: c }) => c.register('Microsoft.None'),
    refusal: [404, 'InvalidResourceNamespace'],
  },
  {
    operation: 'resources.delete',
    works: ({ resources: c }) => c.delete('rg2', ...type, 'id9', version),
    object: ({ resources: c }) => c.delete('rg2', ...type, 'id9', version),
    refusal: gone,
  },
  {
    operation: 'resources.deleteById',
    works: ({ resources: c }) => c.deleteById(made, version),
    object: ({ resources: c }) => c.deleteById(made, version),
    refusal: gone,
  },
];

describe('ResourceManagementClient, unchanged', () => {
  tryEach(
    '@azure/arm-resources ResourceManagementClient',
    () => world,
    (credential, options) => new ResourceManagementClient(credential, subscriptionId, options),
    operations,
  );

  it('whether a group is there it is told without a body', async () => {
    const { resourceGroups } = clientOf();
    expect([await resourceGroups.checkExistence('rg1'), await resourceGroups.checkExistence('none')]).toEqual([
      { body: true },
      { body: false },
    ]);
  });

  it('tags at a scope are those of the resource', async () => {
    const { tagsOperations, resources } = clientOf();
    await tagsOperations.createOrUpdateAtScope(identityId('id1'), tags({ Owner: 'ann', env: 'test' }));
    const patched = await tagsOperations.updateAtScope(identityId('id1'), {
      operation: 'Delete',
      ...tags({ owner: 'ann' }),
    });
    expect(patched.properties.tags).toEqual({ env: 'test' });
    expect(await resources.getById(identityId('id1'), '2023-01-31')).toMatchObject({ tags: { env: 'test' } });
    const names = (await all(resources.list({ filter: "tagName eq 'env'" }))).map(({ name }) => name);
    expect(names).toEqual(['id1']);
  });

  it('a group goes with what is in it, and what was granted there', async () => {
    const { resourceGroups, resources } = clientOf();
    await resourceGroups.createOrUpdate('rg3', place);
    await resources.createOrUpdate('rg3', ...type, 'id3', version, plan);
    const poller = resourceGroups.delete('rg3');
    await poller.submitted();
    expect(await refusalOf(async () => resources.get('rg3', ...type, 'id3', version))).toMatchObject({
      statusCode: 404,
    });
  });
});
