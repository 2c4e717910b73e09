import {
  ServiceBusManagementClient,
  type AccessRights,
  type Identity,
  type RegenerateAccessKeyParameters,
  type SBNamespace,
} from '@azure/arm-servicebus';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { createBus, grantBus, namespaceId } from './service-bus-world.ts';
import { all, credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { identityId, openWorld, subscriptionId, type Person, type World } from './world.ts';

type Client = ServiceBusManagementClient;

let world: World;
const clientWith = (credential: TokenCredential): Client =>
  new ServiceBusManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });
const clientOf = (person: Person): Client => clientWith(credentialOf(world, person));

beforeAll(async () => {
  world = await openWorld();
  await createBus(world, 'sbheld');
  await grantBus(world, 'reader', 'owner', namespaceId('sbheld'));
  await world.client.wait(15 * 60_000);
});

const rg = 'rg1';
const ns = 'sbheld';
const none = 'sbnone';
const body: SBNamespace = { location: 'westeurope', sku: { name: 'Standard', tier: 'Standard' } };
const notThere = [404, 'NotFound'] as const;
const noParent = [404, 'ParentResourceNotFound'] as const;
const nothing = 'ok: nothing was there';
const key: RegenerateAccessKeyParameters = { keyType: 'PrimaryKey' };

/** The policies of a namespace, of a queue, of a topic: the same six operations. */
const rulesOf = (
  name: string,
  of: (c: Client) => {
    set(rule: string, rights: AccessRights[]): Promise<unknown>;
    get(rule: string): Promise<unknown>;
    list(namespace?: string): AsyncIterable<unknown>;
    keys(rule: string): Promise<unknown>;
    renew(rule: string): Promise<unknown>;
    drop(rule: string): Promise<unknown>;
  },
): ArmOperation<Client>[] => [
  {
    operation: `${name}.createOrUpdateAuthorizationRule`,
    works: (c) => of(c).set('mine', ['Send']),
    object: (c) => of(c).set('mine', ['Manage']),
    refusal: [400, 'BadRequest'],
  },
  {
    operation: `${name}.getAuthorizationRule`,
    works: (c) => of(c).get('mine'),
    object: (c) => of(c).get('none'),
    refusal: notThere,
  },
  {
    operation: `${name}.listAuthorizationRules`,
    works: (c) => all(of(c).list()),
    object: (c) => all(of(c).list(none)),
    refusal: noParent,
  },
  {
    operation: `${name}.listKeys`,
    works: (c) => of(c).keys('mine'),
    object: (c) => of(c).keys('none'),
    refusal: notThere,
  },
  {
    operation: `${name}.regenerateKeys`,
    works: (c) => of(c).renew('mine'),
    object: (c) => of(c).renew('none'),
    refusal: notThere,
  },
  {
    operation: `${name}.deleteAuthorizationRule`,
    works: (c) => of(c).drop('mine'),
    object: (c) => of(c).drop('none'),
    refusal: nothing,
  },
];

const operations: ArmOperation<Client>[] = [
  {
    operation: 'namespaces.checkNameAvailability',
    works: (c) => c.namespaces.checkNameAvailability({ name: 'sbmade' }),
    object: async (c) =>
      expect(await c.namespaces.checkNameAvailability({ name: ns })).toMatchObject({ nameAvailable: false }),
    refusal: 'ok: the name is in use',
  },
  {
    operation: 'namespaces.createOrUpdate',
    works: (c) => c.namespaces.beginCreateOrUpdateAndWait(rg, 'sbmade', body),
    object: (c) => c.namespaces.beginCreateOrUpdateAndWait('rg9', 'sbmade', body),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'namespaces.get',
    works: (c) => c.namespaces.get(rg, 'sbmade'),
    object: (c) => c.namespaces.get(rg, none),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'namespaces.update',
    works: (c) => c.namespaces.update(rg, 'sbmade', { location: 'westeurope', disableLocalAuth: true }),
    object: (c) => c.namespaces.update(rg, none, { location: 'westeurope' }),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'namespaces.listByResourceGroup',
    works: (c) => all(c.namespaces.listByResourceGroup(rg)),
    object: (c) => all(c.namespaces.listByResourceGroup('rg9')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'namespaces.createOrUpdateNetworkRuleSet',
    works: (c) => c.namespaces.createOrUpdateNetworkRuleSet(rg, 'sbmade', { defaultAction: 'Deny' }),
    object: (c) => c.namespaces.createOrUpdateNetworkRuleSet(rg, 'sbmade', { ipRules: [{ ipMask: 'x' }] }),
    refusal: [400, 'BadRequest'],
  },
  {
    operation: 'namespaces.getNetworkRuleSet',
    works: (c) => c.namespaces.getNetworkRuleSet(rg, 'sbmade'),
    object: (c) => c.namespaces.getNetworkRuleSet(rg, none),
    refusal: noParent,
  },
  {
    operation: 'namespaces.listNetworkRuleSets',
    works: (c) => all(c.namespaces.listNetworkRuleSets(rg, 'sbmade')),
    object: (c) => all(c.namespaces.listNetworkRuleSets(rg, none)),
    refusal: noParent,
  },
  {
    operation: 'namespaces.delete',
    works: (c) => c.namespaces.beginDeleteAndWait(rg, 'sbmade'),
    object: (c) => c.namespaces.beginDeleteAndWait(rg, none),
    refusal: nothing,
  },
  {
    operation: 'queues.createOrUpdate',
    works: (c) => c.queues.createOrUpdate(rg, ns, 'made', { lockDuration: 'PT3M' }),
    object: (c) => c.queues.createOrUpdate(rg, ns, 'made', { lockDuration: 'PT6M' }),
    refusal: [400, 'MessagingGatewayBadRequest'],
  },
  {
    operation: 'queues.get',
    works: (c) => c.queues.get(rg, ns, 'made'),
    object: (c) => c.queues.get(rg, ns, 'none'),
    refusal: notThere,
  },
  {
    operation: 'queues.listByNamespace',
    works: (c) => all(c.queues.listByNamespace(rg, ns)),
    object: (c) => all(c.queues.listByNamespace(rg, none)),
    refusal: noParent,
  },
  {
    operation: 'queues.delete',
    works: (c) => c.queues.delete(rg, ns, 'made'),
    object: (c) => c.queues.delete(rg, ns, 'none'),
    refusal: nothing,
  },
  {
    operation: 'topics.createOrUpdate',
    works: (c) => c.topics.createOrUpdate(rg, ns, 'made', { defaultMessageTimeToLive: 'P1D' }),
    object: (c) => c.topics.createOrUpdate(rg, ns, 'q1', {}),
    refusal: [409, 'MessagingGatewayConflict'],
  },
  {
    operation: 'topics.get',
    works: (c) => c.topics.get(rg, ns, 'made'),
    object: (c) => c.topics.get(rg, ns, 'none'),
    refusal: notThere,
  },
  {
    operation: 'topics.listByNamespace',
    works: (c) => all(c.topics.listByNamespace(rg, ns)),
    object: (c) => all(c.topics.listByNamespace(rg, none)),
    refusal: noParent,
  },
  {
    operation: 'subscriptions.createOrUpdate',
    works: (c) => c.subscriptions.createOrUpdate(rg, ns, 'made', 'sub', { maxDeliveryCount: 3 }),
    object: (c) => c.subscriptions.createOrUpdate(rg, ns, 'none', 'sub', {}),
    refusal: notThere,
  },
  {
    operation: 'subscriptions.get',
    works: (c) => c.subscriptions.get(rg, ns, 'made', 'sub'),
    object: (c) => c.subscriptions.get(rg, ns, 'made', 'none'),
    refusal: notThere,
  },
  {
    operation: 'subscriptions.listByTopic',
    works: (c) => all(c.subscriptions.listByTopic(rg, ns, 'made')),
    object: (c) => all(c.subscriptions.listByTopic(rg, ns, 'none')),
    refusal: notThere,
  },
  {
    operation: 'subscriptions.delete',
    works: (c) => c.subscriptions.delete(rg, ns, 'made', 'sub'),
    object: (c) => c.subscriptions.delete(rg, ns, 'made', 'none'),
    refusal: nothing,
  },
  {
    operation: 'topics.delete',
    works: (c) => c.topics.delete(rg, ns, 'made'),
    object: (c) => c.topics.delete(rg, ns, 'none'),
    refusal: nothing,
  },
  ...rulesOf('namespaces', ({ namespaces: n }) => ({
    set: (rule, rights) => n.createOrUpdateAuthorizationRule(rg, ns, rule, { rights }),
    get: (rule) => n.getAuthorizationRule(rg, ns, rule),
    list: (namespace = ns) => n.listAuthorizationRules(rg, namespace),
    keys: (rule) => n.listKeys(rg, ns, rule),
    renew: (rule) => n.regenerateKeys(rg, ns, rule, key),
    drop: (rule) => n.deleteAuthorizationRule(rg, ns, rule),
  })),
  ...rulesOf('queues', ({ queues: q }) => ({
    set: (rule, rights) => q.createOrUpdateAuthorizationRule(rg, ns, 'q1', rule, { rights }),
    get: (rule) => q.getAuthorizationRule(rg, ns, 'q1', rule),
    list: (namespace = ns) => q.listAuthorizationRules(rg, namespace, 'q1'),
    keys: (rule) => q.listKeys(rg, ns, 'q1', rule),
    renew: (rule) => q.regenerateKeys(rg, ns, 'q1', rule, key),
    drop: (rule) => q.deleteAuthorizationRule(rg, ns, 'q1', rule),
  })),
  ...rulesOf('topics', ({ topics: t }) => ({
    set: (rule, rights) => t.createOrUpdateAuthorizationRule(rg, ns, 't1', rule, { rights }),
    get: (rule) => t.getAuthorizationRule(rg, ns, 't1', rule),
    list: (namespace = ns) => t.listAuthorizationRules(rg, namespace, 't1'),
    keys: (rule) => t.listKeys(rg, ns, 't1', rule),
    renew: (rule) => t.regenerateKeys(rg, ns, 't1', rule, key),
    drop: (rule) => t.deleteAuthorizationRule(rg, ns, 't1', rule),
  })),
];

describe('ServiceBusManagementClient, unchanged', () => {
  tryArmOperations({
    title: '@azure/arm-servicebus ServiceBusManagementClient',
    world: () => world,
    client: clientWith,
    operations,
  });

  it('makes a namespace with identities, and takes one off', async () => {
    const { namespaces } = clientOf('owner');
    const made = await namespaces.beginCreateOrUpdateAndWait(rg, 'sbhost', {
      ...body,
      identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } },
    });
    expect(made).toMatchObject({
      id: namespaceId('sbhost'),
      provisioningState: 'Succeeded',
      status: 'Active',
      serviceBusEndpoint: 'https://sbhost.servicebus.windows.net:443/',
      identity: { type: 'SystemAssigned, UserAssigned', principalId: expect.any(String) as string },
    });
    const identity: Identity = { type: 'SystemAssigned' };
    const changed = await namespaces.update(rg, 'sbhost', { location: 'westeurope', identity });
    expect(changed.identity?.type).toBe('SystemAssigned');
    expect((await all(namespaces.list())).map(({ name }) => name)).toEqual(expect.arrayContaining([ns, 'sbhost']));
    await namespaces.beginDeleteAndWait(rg, 'sbhost');
  });

  it('gives a group back with everything that is in its namespaces', async () => {
    const { namespaces, queues } = clientOf('owner');
    const group = namespaceId('x').replace(/\/resourceGroups\/.*/, '/resourceGroups/rg-bus');
    const url = `https://management.azure.com${group}?api-version=2024-11-01`;
    await world.as('owner', { method: 'PUT', url, body: JSON.stringify({ location: 'westeurope' }) });
    await namespaces.beginCreateOrUpdateAndWait('rg-bus', 'sbgone', body);
    await queues.createOrUpdate('rg-bus', 'sbgone', 'q', {});
    await world.as('owner', { method: 'DELETE', url });
    await world.client.wait(3_600_000);
    expect(await namespaces.checkNameAvailability({ name: 'sbgone' })).toMatchObject({ nameAvailable: true });
  });

  it('shows keys to Data Owner, whose actions hold all of Service Bus, and not to Data Sender', async () => {
    const keys = (person: Person) => clientOf(person).namespaces.listKeys(rg, ns, 'RootManageSharedAccessKey');
    expect(await keys('reader')).toMatchObject({ keyName: 'RootManageSharedAccessKey' });
    await grantBus(world, 'nobody', 'sender', namespaceId(ns));
    await world.client.wait(15 * 60_000);
    expect(await clientOf('nobody').queues.get(rg, ns, 'q1')).toMatchObject({ name: 'q1' });
    expect(await refusalOf(() => keys('nobody'))).toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
  });
});
