import { HybridComputeManagementClient } from '@azure/arm-hybridcompute';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { connectServer, manage, serverId } from './outside.ts';
import { runInSession, type Ended } from './on-host.ts';
import { all, credentialOf, httpClientOver } from './transport.ts';
import { group, openWorld, subscriptionId, type World } from './world.ts';
import type { Task } from './host-program.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await connectServer(world, 'srv1');
});

const clientWith = (credential: TokenCredential): HybridComputeManagementClient =>
  new HybridComputeManagementClient(credential, subscriptionId, {
    httpClient: httpClientOver(world.client.send),
    retryOptions: { maxRetries: 0 },
  });
type Client = HybridComputeManagementClient;
const notThere = [404, 'ResourceNotFound'] as const;

const operations: ArmOperation<Client>[] = [
  {
    operation: 'machines.get',
    works: async (c) =>
      expect(await c.machines.get('rg1', 'srv1')).toMatchObject({
        id: serverId('srv1'),
        identity: { type: 'SystemAssigned', principalId: expect.any(String) as string },
        properties: expect.objectContaining({ status: 'Connected', provisioningState: 'Succeeded' }) as object,
      }),
    object: (c) => c.machines.get('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'machines.listByResourceGroup',
    works: async (c) => expect((await all(c.machines.listByResourceGroup('rg1'))).length).toBeGreaterThan(0),
    object: (c) => all(c.machines.listByResourceGroup('rg9')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'machines.delete',
    works: (c) => c.machines.delete('rg1', 'srv1'),
    object: (c) => c.machines.delete('rg1', 'none'),
    refusal: 'ok: nothing was there',
  },
];

describe('HybridComputeManagementClient, unchanged', () => {
  tryArmOperations({
    title: '@azure/arm-hybridcompute HybridComputeManagementClient',
    world: () => world,
    client: clientWith,
    operations,
  });

  it('lists the machines of the subscription', async () => {
    await connectServer(world, 'srv5');
    const found = await all(clientWith(credentialOf(world, 'owner')).machines.listBySubscription());
    expect(found.map(({ name }) => name)).toContain('srv5');
  });
});

describe('ManagedIdentityCredential on a connected server, unchanged', () => {
  const scope = 'https://vault.azure.net/.default';
  const from = async (name: string, task: Omit<Task, 'now'>): Promise<Ended> =>
    runInSession(world, await connectServer(world, name), task);
  const statuses = ({ seen }: Ended): number[] => seen.map(({ status }) => status);

  it('reads the key file that the agent names, and gets a token', async () => {
    const ended = await from('srv2', { credential: null, scope });
    expect(ended.error).toBeUndefined();
    expect(statuses(ended)).toEqual([401, 200, 200]);
    expect(ended.seen[2]?.request.headers).toMatchObject({
      metadata: 'true',
      authorization: `Basic ${ended.seen[1]?.answer}`,
    });
    const { principalId } = (await manage(world, 'GET', serverId('srv2')))['identity'] as { principalId: string };
    expect(ended.value?.claims).toMatchObject({ oid: principalId, aud: 'https://vault.azure.net' });
    expect(String(ended.value?.claims?.['xms_mirid']).toLowerCase()).toBe(serverId('srv2').toLowerCase());
  });

  it('gives no token when it asked for another identity than the agent knows of', async () => {
    const clientId = world.made['id1']?.properties.clientId ?? '';
    const ended = await from('srv3', { credential: { clientId }, scope });
    expect([statuses(ended), ended.error?.message]).toEqual([
      [401, 200, 200],
      expect.stringMatching(/user_assigned_managed_identity_not_confirmed/i),
    ]);
  });

  it('reads a secret that the identity may read, and is refused before', async () => {
    const session = await connectServer(world, 'srv4');
    const secret = { vaultUrl: 'https://kv1.vault.azure.net', name: 'db' };
    expect((await runInSession(world, session, { credential: null, secret })).error).toMatchObject({ statusCode: 403 });
    const { principalId } = (await manage(world, 'GET', serverId('srv4')))['identity'] as { principalId: string };
    const role = '4633458b-17de-408a-b874-0445c86b69e6';
    await world.client.wait(180_000);
    await manage(world, 'PUT', `${group}/providers/Microsoft.Authorization/roleAssignments/${role}`, {
      properties: {
        roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
        principalId,
      },
    });
    await world.client.wait(900_000);
    expect((await runInSession(world, session, { credential: null, secret })).value).toEqual({ value: 'hunter2' });
  });
});
