import { ComputeManagementClient } from '@azure/arm-compute';
import type { TokenCredential } from '@azure/core-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machine, operations, script } from './arm-compute-operations.ts';
import { tryArmOperations } from './arm-table.ts';
import { clientsWaitOn } from './client-clock.ts';
import { machineId, openMachines, scaleSetId } from './machines.ts';
import { all, credentialOf, httpClientOver, refusalOf, type Exchange } from './transport.ts';
import { identityId, idOf, subscriptionId, type Person, type World } from './world.ts';

type Client = ComputeManagementClient;

let world: World;
let putBack: () => void;
const seen: Exchange[] = [];
const clientWith = (credential: TokenCredential): Client =>
  new ComputeManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send, seen) });
const clientOf = (person: Person): Client => clientWith(credentialOf(world, person));

beforeAll(async () => {
  world = await openMachines();
  putBack = clientsWaitOn(world);
});
afterAll(() => putBack());

describe('ComputeManagementClient, unchanged', () =>
  tryArmOperations({
    title: '@azure/arm-compute ComputeManagementClient',
    world: () => world,
    client: clientWith,
    operations,
    says: { seen, action: 'Microsoft.Compute/virtualMachine' },
  }));

describe('what the client gets', () => {
  it('a machine, with its identities as they change', async () => {
    const { virtualMachines } = clientOf('owner');
    const made = await virtualMachines.createOrUpdate('rg1', 'vm9', {
      ...machine,
      identity: { type: 'SystemAssigned' },
    });
    expect(made).toMatchObject({
      id: machineId('vm9'),
      provisioningState: 'Succeeded',
      identity: { type: 'SystemAssigned', principalId: expect.any(String) as string },
    });
    expect(made.osProfile?.adminPassword).toBeUndefined();
    const type = 'SystemAssigned, UserAssigned';
    const update = (userAssignedIdentities: object) =>
      virtualMachines.update('rg1', 'vm9', {
        identity: { type, userAssignedIdentities: { ...userAssignedIdentities } },
      });
    const one = await update({ [identityId('id1')]: {} });
    const [entry] = Object.values(one.identity?.userAssignedIdentities ?? {});
    const { principalId, clientId } = world.made['id1']?.properties ?? {};
    expect([entry, one.identity?.principalId]).toEqual([{ principalId, clientId }, made.identity?.principalId]);
    const two = await update({ [identityId('id2')]: {} });
    expect(Object.keys(two.identity?.userAssignedIdentities ?? {})).toHaveLength(2);
    const user = await virtualMachines.update('rg1', 'vm9', {
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } },
    });
    expect([user.identity?.type, user.identity?.principalId]).toEqual(['UserAssigned', undefined]);
    const none = await virtualMachines.update('rg1', 'vm9', { identity: { type: 'None' } });
    expect(none.identity).toBeUndefined();
    const again = await virtualMachines.update('rg1', 'vm9', { identity: { type: 'SystemAssigned' } });
    expect(again.identity?.principalId).not.toBe(made.identity?.principalId);
    await virtualMachines.delete('rg1', 'vm9');
    expect(await refusalOf(() => virtualMachines.get('rg1', 'vm9'))).toMatchObject({ statusCode: 404 });
  });

  it('the state of a machine, and the output of a command in its frame', async () => {
    const { virtualMachines } = clientOf('owner');
    const power = async () =>
      (await virtualMachines.get('rg1', 'vm-user', { expand: 'instanceView' })).instanceView?.statuses?.at(-1);
    expect(await power()).toMatchObject({ code: 'PowerState/running', displayStatus: 'VM running' });
    const { value } = await virtualMachines.runCommand('rg1', 'vm-user', script);
    expect(value?.[0]?.message).toMatch(/^Enable succeeded: \n\[stdout\]/);
    const before = await world.client.now();
    await virtualMachines.deallocate('rg1', 'vm-user');
    expect((await world.client.now()) - before).toBeGreaterThan(10_000);
    expect(await power()).toMatchObject({ code: 'PowerState/deallocated', displayStatus: 'VM deallocated' });
  });

  it('who may attach an identity: LinkedAuthorizationFailed names both actions', async () => {
    const grant = {
      properties: {
        roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/9980e02c-c2be-4d73-94e8-173b1dc7cf3c`,
        principalId: idOf('nobody'),
        principalType: 'User',
      },
    };
    const id = `${machineId('vm-none')}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000aa`;
    const url = `https://management.azure.com${id}?api-version=2022-04-01`;
    expect((await world.as('owner', { method: 'PUT', url, body: JSON.stringify(grant) })).status).toBe(201);
    await world.client.wait(15 * 60_000);
    const { virtualMachines } = clientOf('nobody');
    expect(await virtualMachines.update('rg1', 'vm-none', { tags: { a: 'b' } })).toMatchObject({ tags: { a: 'b' } });
    const identity = { type: 'UserAssigned' as const, userAssignedIdentities: { [identityId('id1')]: {} } };
    const refused = await refusalOf(async () => virtualMachines.update('rg1', 'vm-none', { identity }));
    expect(refused).toMatchObject({ statusCode: 403, code: 'LinkedAuthorizationFailed' });
    expect(refused.message).toContain("perform action 'Microsoft.Compute/virtualMachines/write' on scope");
    expect(refused.message).toContain("'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'");
  });

  it('a scale set in manual upgrade, its instances old and new', async () => {
    const client = clientOf('owner');
    const latest = async () =>
      (await all(client.virtualMachineScaleSetVMs.list('rg1', 'set1'))).map((one) => one.latestModelApplied);
    const updated = await client.virtualMachineScaleSets.update('rg1', 'set1', {
      identity: { type: 'SystemAssigned' },
    });
    expect(updated).toMatchObject({ id: scaleSetId('set1'), upgradePolicy: { mode: 'Manual' } });
    expect(await latest()).toEqual([false, false]);
    await client.virtualMachineScaleSets.updateInstances('rg1', 'set1', { instanceIds: ['1'] });
    expect(await latest()).toEqual([false, true]);
    const names = (await all(client.virtualMachineScaleSets.listAll())).map(({ name }) => name);
    expect(names).toContain('set1');
  });

  it.each<[string, (client: Client) => PromiseLike<unknown>]>([
    ['disks.get', (c) => c.disks.get('rg1', 'disk')],
    ['availabilitySets.get', (c) => c.availabilitySets.get('rg1', 'set')],
    ['virtualMachines.redeploy', (c) => c.virtualMachines.redeploy('rg1', 'vm-none')],
    ['virtualMachineExtensions.get', (c) => c.virtualMachineExtensions.get('rg1', 'vm-none', 'script')],
    [
      'virtualMachineScaleSets.deleteInstances',
      (c) => c.virtualMachineScaleSets.deleteInstances('rg1', 'set1', { instanceIds: ['0'] }),
    ],
  ])('is told that %s is not simulated', async (_operation, work) => {
    expect(await refusalOf(async () => work(clientOf('owner')))).toMatchObject({
      statusCode: 501,
      code: 'NotSimulated',
    });
  });
});
