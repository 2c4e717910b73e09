import { ManagementGroupsAPI } from '@azure/arm-managementgroups';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryEach, type OperationCase } from './each-operation.ts';
import { all, credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { openWorld, subscriptionId, tenantId, type World } from './world.ts';

let world: World;
const clientOf = () =>
  new ManagementGroupsAPI(credentialOf(world, 'owner'), { httpClient: httpClientOver(world.client.send) });

beforeAll(async () => {
  world = await openWorld();
  const { managementGroups } = clientOf();
  for (const name of ['mg1', 'mg2', 'mg3'])
    await managementGroups.beginCreateOrUpdateAndWait(name, { displayName: name });
  // Who makes a group owns it, a little later.
  await world.client.wait(15 * 60_000);
});

const notThere: [number, string] = [404, 'NotFound'];
const inside = (name: string) => ({ parent: { id: `/providers/Microsoft.Management/managementGroups/${name}` } });

const operations: OperationCase<ManagementGroupsAPI>[] = [
  {
    operation: 'managementGroups.createOrUpdate',
    works: ({ managementGroups: c }) =>
      c.beginCreateOrUpdateAndWait('mg1', { displayName: 'One', details: inside('mg2') }),
    object: ({ managementGroups: c }) => c.beginCreateOrUpdateAndWait('mg1', { details: inside('mg1') }),
    refusal: notThere,
  },
  {
    operation: 'managementGroups.get',
    works: ({ managementGroups: c }) => c.get('mg2', { expand: 'children' }),
    object: ({ managementGroups: c }) => c.get('none'),
    // Whether it is there is not told to those who may not read it.
    refusal: [403, 'AuthorizationFailed'],
  },
  {
    operation: 'managementGroups.list',
    works: ({ managementGroups: c }) => all(c.list()),
    object: ({ managementGroups: c }) => all(c.list()),
    refusal: 'there is always a list',
    open: 'shows what may be read',
  },
  {
    operation: 'managementGroupSubscriptions.create',
    works: ({ managementGroupSubscriptions: c }) => c.create('mg2', subscriptionId),
    object: ({ managementGroupSubscriptions: c }) => c.create('mg2', '00000000-0000-4000-8000-000000000000'),
    refusal: [403, 'AuthorizationFailed'],
  },
  {
    operation: 'managementGroupSubscriptions.delete',
    works: ({ managementGroupSubscriptions: c }) => c.delete('mg2', subscriptionId),
    object: ({ managementGroupSubscriptions: c }) => c.delete('none', subscriptionId),
    refusal: [403, 'AuthorizationFailed'],
  },
  {
    operation: 'managementGroups.delete',
    works: ({ managementGroups: c }) => c.beginDeleteAndWait('mg3'),
    object: ({ managementGroups: c }) => c.beginDeleteAndWait('mg2'),
    refusal: [400, 'BadRequest'],
  },
];

describe('ManagementGroupsAPI, unchanged', () => {
  tryEach(
    '@azure/arm-managementgroups ManagementGroupsAPI',
    () => world,
    (credential, options) => new ManagementGroupsAPI(credential, options),
    operations,
  );

  it('a group has a parent, children and an owner', async () => {
    const { managementGroups, managementGroupSubscriptions } = clientOf();
    await managementGroupSubscriptions.create('mg1', subscriptionId);
    const found = await managementGroups.get('mg2', { expand: 'children' });
    expect(found).toMatchObject({
      name: 'mg2',
      tenantId,
      details: { parent: { name: tenantId } },
      children: [{ name: 'mg1' }],
    });
    expect(await managementGroups.get('mg1', { expand: 'children' })).toMatchObject({
      children: [{ name: subscriptionId }],
    });
    expect(await refusalOf(() => managementGroups.beginDeleteAndWait('mg1'))).toMatchObject({ statusCode: 400 });
  });
});
