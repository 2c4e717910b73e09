import { ComputeManagementClient, type VirtualMachine, type VirtualMachineScaleSet } from '@azure/arm-compute';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientsWaitOn } from './client-clock.ts';
import { machineId, openMachines, profile, scaleSetId } from './machines.ts';
import { Outcomes } from './outcomes.ts';
import { all, credentialOf, fixedToken, httpClientOver, lastWords, refusalOf, type Exchange } from './transport.ts';
import { identityId, idOf, subscriptionId, type Person, type World } from './world.ts';

const outcomes = new Outcomes('@azure/arm-compute ComputeManagementClient', [
  'works',
  'not allowed',
  'wrong audience',
  'object',
]);
type Client = ComputeManagementClient;

let world: World;
let putBack: () => void;
const seen: Exchange[] = [];
const over = () => ({ httpClient: httpClientOver(world.client.send, seen) });
const clientOf = (person: Person): Client =>
  new ComputeManagementClient(credentialOf(world, person), subscriptionId, over());

beforeAll(async () => {
  world = await openMachines();
  putBack = clientsWaitOn(world);
});
afterAll(() => {
  putBack();
  console.log(outcomes.print());
});

const machine: VirtualMachine = {
  location: 'westeurope',
  hardwareProfile: { vmSize: 'Standard_B1s' },
  storageProfile: { osDisk: { createOption: 'FromImage', osType: 'Linux' } },
  osProfile: profile.osProfile,
};
const scaleSet: VirtualMachineScaleSet = {
  location: 'westeurope',
  sku: { name: 'Standard_B1s', capacity: 2 },
  upgradePolicy: { mode: 'Manual' },
  virtualMachineProfile: { osProfile: { computerNamePrefix: 'vm', adminUsername: 'azureuser' } },
};
const script = { commandId: 'RunShellScript', script: ['whoami'] };
const nothing = 'ok: nothing was there';
const notThere: [number, string] = [404, 'ResourceNotFound'];

const operations: {
  operation: string;
  works(client: Client): PromiseLike<unknown>;
  object(client: Client): PromiseLike<unknown>;
  refusal: [number, string] | string;
}[] = [
  {
    operation: 'virtualMachines.createOrUpdate',
    works: (c) => c.virtualMachines.createOrUpdate('rg1', 'made', machine),
    object: (c) => c.virtualMachines.createOrUpdate('rg9', 'made', machine),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'virtualMachines.get',
    works: (c) => c.virtualMachines.get('rg1', 'made'),
    object: (c) => c.virtualMachines.get('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'virtualMachines.instanceView',
    works: (c) => c.virtualMachines.instanceView('rg1', 'made'),
    object: (c) => c.virtualMachines.instanceView('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'virtualMachines.update',
    works: (c) => c.virtualMachines.update('rg1', 'made', { identity: { type: 'SystemAssigned' } }),
    object: (c) => c.virtualMachines.update('rg1', 'made', { hardwareProfile: {}, osProfile: { computerName: 'x' } }),
    refusal: [409, 'PropertyChangeNotAllowed'],
  },
  {
    operation: 'virtualMachines.list',
    works: (c) => all(c.virtualMachines.list('rg1')),
    object: (c) => all(c.virtualMachines.list('rg9')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'virtualMachines.listAll',
    works: (c) => all(c.virtualMachines.listAll()),
    object: (c) => all(c.virtualMachines.listAll()),
    refusal: 'ok: there is always a list',
  },
  {
    operation: 'virtualMachines.runCommand',
    works: (c) => c.virtualMachines.runCommand('rg1', 'made', script),
    object: (c) => c.virtualMachines.runCommand('rg1', 'none', script),
    refusal: notThere,
  },
  {
    operation: 'virtualMachines.deallocate',
    works: (c) => c.virtualMachines.deallocate('rg1', 'made'),
    object: (c) => c.virtualMachines.deallocate('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'virtualMachines.start',
    works: (c) => c.virtualMachines.start('rg1', 'made'),
    object: (c) => c.virtualMachines.start('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'virtualMachines.restart',
    works: (c) => c.virtualMachines.restart('rg1', 'made'),
    object: async (c) => {
      await c.virtualMachines.powerOff('rg1', 'vm-two');
      await c.virtualMachines.restart('rg1', 'vm-two');
    },
    refusal: [409, 'OperationNotAllowed'],
  },
  {
    operation: 'virtualMachines.powerOff',
    works: (c) => c.virtualMachines.powerOff('rg1', 'made'),
    object: (c) => c.virtualMachines.powerOff('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'virtualMachines.delete',
    works: (c) => c.virtualMachines.delete('rg1', 'made'),
    object: (c) => c.virtualMachines.delete('rg1', 'none'),
    refusal: nothing,
  },
  {
    operation: 'virtualMachineScaleSets.createOrUpdate',
    works: (c) => c.virtualMachineScaleSets.createOrUpdate('rg1', 'made', scaleSet),
    object: (c) => c.virtualMachineScaleSets.createOrUpdate('rg9', 'made', scaleSet),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'virtualMachineScaleSets.get',
    works: (c) => c.virtualMachineScaleSets.get('rg1', 'made'),
    object: (c) => c.virtualMachineScaleSets.get('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'virtualMachineScaleSets.update',
    works: (c) => c.virtualMachineScaleSets.update('rg1', 'made', { identity: { type: 'SystemAssigned' } }),
    object: (c) => c.virtualMachineScaleSets.update('rg1', 'none', {}),
    refusal: notThere,
  },
  {
    operation: 'virtualMachineScaleSets.list',
    works: (c) => all(c.virtualMachineScaleSets.list('rg1')),
    object: (c) => all(c.virtualMachineScaleSets.list('rg9')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'virtualMachineScaleSets.updateInstances',
    works: (c) => c.virtualMachineScaleSets.updateInstances('rg1', 'made', { instanceIds: ['0'] }),
    object: (c) => c.virtualMachineScaleSets.updateInstances('rg1', 'made', { instanceIds: ['9'] }),
    refusal: [400, 'InvalidParameter'],
  },
  {
    operation: 'virtualMachineScaleSetVMs.list',
    works: (c) => all(c.virtualMachineScaleSetVMs.list('rg1', 'made')),
    object: (c) => all(c.virtualMachineScaleSetVMs.list('rg1', 'none')),
    refusal: notThere,
  },
  {
    operation: 'virtualMachineScaleSetVMs.get',
    works: (c) => c.virtualMachineScaleSetVMs.get('rg1', 'made', '0'),
    object: (c) => c.virtualMachineScaleSetVMs.get('rg1', 'made', '9'),
    refusal: [404, 'InstanceIdNotFound'],
  },
  {
    operation: 'virtualMachineScaleSetVMs.runCommand',
    works: (c) => c.virtualMachineScaleSetVMs.runCommand('rg1', 'made', '0', script),
    object: (c) => c.virtualMachineScaleSetVMs.runCommand('rg1', 'made', '9', script),
    refusal: [404, 'InstanceIdNotFound'],
  },
  {
    operation: 'virtualMachineScaleSets.delete',
    works: (c) => c.virtualMachineScaleSets.delete('rg1', 'made'),
    object: (c) => c.virtualMachineScaleSets.delete('rg1', 'none'),
    refusal: nothing,
  },
];

describe('ComputeManagementClient, unchanged', () => {
  describe.each(operations)('$operation', ({ operation, works, object, refusal }) => {
    it('is refused to whom no role allows it', async () => {
      const refused = await refusalOf(async () => works(clientOf('nobody')));
      outcomes.saw(operation, 'not allowed', refused);
      expect(refused).toMatchObject({ name: 'RestError', statusCode: 403, code: 'AuthorizationFailed' });
      // The client puts a sentence of its own in the place of the service's where it pages.
      expect(lastWords(seen).message).toContain(
        `The client 'nobody@contoso.onmicrosoft.com' with object id '${idOf('nobody')}' does not have authorization to perform action 'Microsoft.Compute/virtualMachine`,
      );
    });

    it('is refused with a token for a vault', async () => {
      const token = fixedToken(await world.tokenOf('owner', 'https://vault.azure.net/.default'));
      const refused = await refusalOf(async () => works(new ComputeManagementClient(token, subscriptionId, over())));
      outcomes.saw(operation, 'wrong audience', refused);
      expect(refused).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationTokenAudience' });
    });

    it('works', async () => {
      await works(clientOf('owner'));
      outcomes.saw(operation, 'works', 'ok');
    });

    it('is refused by the object, or finds that there is nothing to do', async () => {
      if (typeof refusal === 'string') {
        await object(clientOf('owner'));
        return outcomes.saw(operation, 'object', refusal);
      }
      const refused = await refusalOf(async () => object(clientOf('owner')));
      outcomes.saw(operation, 'object', refused);
      const [statusCode, code] = refusal;
      expect(refused).toMatchObject({ statusCode, code });
    });
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
});

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
