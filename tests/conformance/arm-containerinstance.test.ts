import { ContainerInstanceManagementClient, type ContainerGroup } from '@azure/arm-containerinstance';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { containerGroupId, openMachines } from './machines.ts';
import { all, credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { identityId, subscriptionId, type Person, type World } from './world.ts';

type Client = ContainerInstanceManagementClient;

let world: World;
const clientWith = (credential: TokenCredential): Client =>
  new ContainerInstanceManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });
const clientOf = (person: Person): Client => clientWith(credentialOf(world, person));

beforeAll(async () => {
  world = await openMachines();
});

const group: ContainerGroup = {
  location: 'westeurope',
  osType: 'Linux',
  containers: [
    {
      name: 'main',
      image: 'mcr.microsoft.com/azure-cli',
      resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
      environmentVariables: [{ name: 'SECRET', secureValue: 'hidden' }],
    },
  ],
};
const notThere = [404, 'ResourceNotFound'] as const;

const operations: ArmOperation<Client>[] = [
  {
    operation: 'containerGroups.createOrUpdate',
    works: (c) => c.containerGroups.beginCreateOrUpdateAndWait('rg1', 'made', group),
    object: (c) => c.containerGroups.beginCreateOrUpdateAndWait('rg9', 'made', group),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'containerGroups.get',
    works: (c) => c.containerGroups.get('rg1', 'made'),
    object: (c) => c.containerGroups.get('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'containerGroups.update',
    works: (c) => c.containerGroups.update('rg1', 'made', { tags: { a: 'b' } }),
    object: (c) => c.containerGroups.update('rg1', 'none', {}),
    refusal: notThere,
  },
  {
    operation: 'containerGroups.listByResourceGroup',
    works: (c) => all(c.containerGroups.listByResourceGroup('rg1')),
    object: (c) => all(c.containerGroups.listByResourceGroup('rg9')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'containers.executeCommand',
    works: (c) =>
      c.containers.executeCommand('rg1', 'made', 'main', {
        command: '/bin/sh',
        terminalSize: { rows: 24, cols: 80 },
      }),
    object: (c) => c.containers.executeCommand('rg1', 'made', 'other', { command: '/bin/sh' }),
    refusal: [404, 'ContainerNotFound'],
  },
  {
    operation: 'containerGroups.stop',
    works: (c) => c.containerGroups.stop('rg1', 'made'),
    object: (c) => c.containerGroups.stop('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'containerGroups.restart',
    works: async (c) => {
      await c.containerGroups.beginStartAndWait('rg1', 'made');
      await c.containerGroups.beginRestartAndWait('rg1', 'made');
    },
    object: (c) => c.containerGroups.beginRestartAndWait('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'containerGroups.delete',
    works: (c) => c.containerGroups.beginDeleteAndWait('rg1', 'made'),
    object: (c) => c.containerGroups.beginDeleteAndWait('rg1', 'none'),
    refusal: 'ok: nothing was there',
  },
];

describe('ContainerInstanceManagementClient, unchanged', () => {
  tryArmOperations({
    title: '@azure/arm-containerinstance ContainerInstanceManagementClient',
    world: () => world,
    client: clientWith,
    operations,
  });

  it('shows a group with its identities, and no secure value', async () => {
    const { containerGroups } = clientOf('owner');
    const made = await containerGroups.beginCreateOrUpdateAndWait('rg1', 'job9', {
      ...group,
      identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } },
    });
    expect(made).toMatchObject({
      id: containerGroupId('job9'),
      provisioningState: 'Succeeded',
      instanceView: { state: 'Running' },
      identity: { type: 'SystemAssigned, UserAssigned', principalId: expect.any(String) as string },
    });
    const [entry] = Object.values(made.identity?.userAssignedIdentities ?? {});
    expect(entry?.clientId).toBe(world.made['id1']?.properties.clientId);
    expect(made.containers[0]?.environmentVariables).toEqual([{ name: 'SECRET' }]);
    const names = (await all(containerGroups.list())).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['job-system', 'job9']));
    const gone = await containerGroups.beginDeleteAndWait('rg1', 'job9');
    expect(gone.name).toBe('job9');
  });

  it('is told that logs are not simulated', async () => {
    const refused = await refusalOf(() => clientOf('owner').containers.listLogs('rg1', 'job-system', 'main'));
    expect(refused).toMatchObject({ statusCode: 501, code: 'NotSimulated' });
  });
});
