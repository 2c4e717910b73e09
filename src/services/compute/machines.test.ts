import { describe, expect, it } from 'vitest';
import { imdsEnding } from '../test-imds.ts';
import { group, refusal, subscription } from '../test-tenant.ts';
import { identityId, machineBody, machineId, Machines } from './fixture.ts';

const withMachine = (body: object = {}): Machines => {
  const t = new Machines();
  expect(t.machine(body).status).toBe(201);
  return t;
};

describe('a virtual machine', () => {
  it('is made and shown as Azure does: what was sent, without secrets', () => {
    const t = new Machines();
    const made = t.machine({ tags: { a: 'b' } });
    expect(made.status).toBe(201);
    expect(made.json).toEqual({
      name: 'vm1',
      id: machineId(),
      type: 'Microsoft.Compute/virtualMachines',
      location: 'westeurope',
      tags: { a: 'b' },
      properties: {
        hardwareProfile: { vmSize: 'Standard_B1s' },
        storageProfile: { ...machineBody.properties.storageProfile, dataDisks: [] },
        osProfile: {
          computerName: 'vm1',
          adminUsername: 'azureuser',
          secrets: [],
          allowExtensionOperations: true,
          requireGuestProvisionSignal: true,
        },
        provisioningState: 'Succeeded',
        vmId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        timeCreated: '2026-11-23T09:00:00.0000000Z',
      },
    });
    expect(t.get(machineId()).json).toEqual(made.json);
    const again = t.machine();
    expect(again.status).toBe(200);
    expect(again.json['properties']?.['vmId']).toBe(made.json['properties']?.['vmId']);
    expect(again.json['tags']).toBeUndefined();
  });

  it('says how it stands when it is asked for', () => {
    const t = withMachine();
    const { json } = t.arm('GET', `${machineId()}?$expand=instanceView`);
    const view = json['properties']?.['instanceView'];
    expect((view?.['statuses'] as unknown as { code: string }[]).map(({ code }) => code)).toEqual([
      'ProvisioningState/succeeded',
      'PowerState/running',
    ]);
    expect(t.arm('GET', `${machineId()}/instanceView`).json).toEqual(view);
  });

  it('is listed in its group and in its subscription', () => {
    const t = withMachine();
    t.machine({}, 'vm2');
    const type = 'providers/Microsoft.Compute/virtualMachines';
    for (const scope of [group, subscription]) {
      const value = t.get(`${scope}/${type}`).json['value'] as unknown as { name: string }[];
      expect(value.map(({ name }) => name)).toEqual(['vm1', 'vm2']);
    }
  });

  it('is deleted: 202, then nothing; its identity ends with it', () => {
    const t = withMachine({ identity: { type: 'SystemAssigned' } });
    const principalId = String(t.get(machineId()).json['identity']?.['principalId']);
    const gone = t.arm('DELETE', machineId());
    expect(gone.status).toBe(202);
    expect(t.get(machineId()).status).toBe(404);
    expect(t.row('servicePrincipals', principalId)).toBeUndefined();
    expect(t.ask().status).toBe(0);
    expect(t.arm('DELETE', machineId()).status).toBe(204);
    const address = String(gone.response.headers['azure-asyncoperation']);
    const monitor = String(gone.response.headers['location']);
    expect(t.send('GET', address).json['status']).toBe('InProgress');
    expect([t.send('GET', monitor).status, t.send('GET', monitor).response.headers['location']]).toEqual([
      202,
      monitor,
    ]);
    t.now += 10_000;
    expect(t.send('GET', address).json).toMatchObject({ status: 'Succeeded', endTime: '2026-11-23T09:00:10.0000000Z' });
    expect([t.send('GET', monitor).status, t.send('GET', monitor).text]).toEqual([200, '']);
    const [, id = ''] = /operations\/([^?]+)/.exec(address) ?? [];
    expect(refusal(t.send('GET', address.replace(id, 'nope')))).toEqual([
      404,
      'NotFound',
      "The operation 'nope' was not found.",
    ]);
  });

  it('keeps its image where a PUT leaves it out, as the Azure CLI does to update a machine', () => {
    const t = withMachine();
    const { imageReference, ...storageProfile } = machineBody.properties.storageProfile;
    const hardwareProfile = { vmSize: 'Standard_B2s' };
    const changed = t.machine({ properties: { ...machineBody.properties, hardwareProfile, storageProfile } });
    expect(changed.status).toBe(200);
    expect(changed.json['properties']).toMatchObject({ hardwareProfile, storageProfile: { imageReference } });
  });

  it('keeps what a PATCH does not name, however deep, and replaces the tags', () => {
    const t = withMachine({ tags: { a: 'b' } });
    const patched = t.patch(machineId(), {
      tags: { c: 'd' },
      properties: { storageProfile: { osDisk: { caching: 'None' } } },
    });
    expect(patched.status).toBe(200);
    expect(patched.json).toMatchObject({
      tags: { c: 'd' },
      properties: {
        hardwareProfile: { vmSize: 'Standard_B1s' },
        storageProfile: { osDisk: { caching: 'None', osType: 'Linux' }, imageReference: { publisher: 'Canonical' } },
      },
    });
    expect(t.patch(machineId(), { properties: { hardwareProfile: { vmSize: 'Standard_B2s' } } }).status).toBe(200);
    expect(t.get(machineId()).json['tags']).toEqual({ c: 'd' });
  });

  const { storageProfile: _, ...unstored } = machineBody.properties;
  it.each<
    [what: string, status: number, code: string, message: RegExp, ask: (t: Machines) => ReturnType<Machines['get']>]
  >([
    [
      'no such machine',
      404,
      'ResourceNotFound',
      /Microsoft\.Compute\/virtualMachines\/no'/,
      (t) => t.get(machineId('no')),
    ],
    ['no such machine', 404, 'ResourceNotFound', /./, (t) => t.get(`${machineId('no')}/instanceView`)],
    ['no such machine', 404, 'ResourceNotFound', /./, (t) => t.patch(machineId('no'), {})],
    ['no such machine', 404, 'ResourceNotFound', /./, (t) => t.post(machineId('no'), 'start')],
    [
      'no such machine',
      404,
      'ResourceNotFound',
      /./,
      (t) => t.post(machineId('no'), 'runCommand', { commandId: 'RunShellScript' }),
    ],
    [
      'no such group',
      404,
      'ResourceGroupNotFound',
      /'rg9'/,
      (t) => t.arm('PUT', machineId().replace('rg1', 'rg9'), machineBody),
    ],
    [
      'no such group',
      404,
      'ResourceGroupNotFound',
      /'rg9'/,
      (t) => t.get(`${group.replace('rg1', 'rg9')}/providers/Microsoft.Compute/virtualMachines`),
    ],
    ['a bad name', 400, 'InvalidParameter', /'-vm'/, (t) => t.machine({}, '-vm')],
    ['no location', 400, 'LocationRequired', /./, (t) => t.machine({ location: undefined }, 'vm2')],
    [
      'no such region',
      400,
      'LocationNotAvailableForResourceType',
      /mars/,
      (t) => t.machine({ location: 'mars' }, 'vm2'),
    ],
    ['another region', 409, 'InvalidResourceLocation', /./, (t) => t.machine({ location: 'northeurope' })],
    ['no size', 400, 'InvalidParameter', /'vmSize' is missing/, (t) => t.machine({ properties: {} }, 'vm2')],
    [
      'no disk',
      400,
      'InvalidParameter',
      /'storageProfile' is missing/,
      (t) => t.machine({ properties: unstored }, 'vm2'),
    ],
    [
      'another computer name',
      409,
      'PropertyChangeNotAllowed',
      /'osProfile\.computerName'/,
      (t) => t.patch(machineId(), { properties: { osProfile: { computerName: 'other' } } }),
    ],
    [
      'an identity that is not there',
      400,
      'FailedIdentityOperation',
      /./,
      (t) =>
        t.patch(machineId(), {
          identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId('no')]: {} } },
        }),
    ],
  ])('is refused: %s (%#)', (_what, status, code, message, ask) => {
    const answer = ask(withMachine());
    expect(refusal(answer)).toEqual([status, code, expect.stringMatching(message) as string]);
    expect(answer.changes).toEqual([]);
  });
});

describe('the identities of a machine', () => {
  it('PATCH merges the map and replaces the type', () => {
    const t = withMachine();
    const map = t.identities('id1', 'id2');
    const on = t.patch(machineId(), { identity: { type: 'SystemAssigned' } }).json['identity'];
    expect(on).toMatchObject({ type: 'SystemAssigned', principalId: expect.any(String) as string });
    const type = 'SystemAssigned, UserAssigned';
    const one = { [identityId('id1')]: {} };
    t.patch(machineId(), { identity: { type, userAssignedIdentities: one } });
    const both = t.patch(machineId(), { identity: { type, userAssignedIdentities: { [identityId('id2')]: {} } } });
    expect(both.json['identity']?.['principalId']).toBe(on?.['principalId']);
    const ids = (answer: typeof both) => Object.keys(answer.json['identity']?.['userAssignedIdentities'] ?? {});
    expect(ids(both).map((id) => id.toLowerCase())).toEqual(Object.keys(map).map((id) => id.toLowerCase()));
    const less = t.patch(machineId(), { identity: { type, userAssignedIdentities: { [identityId('id1')]: null } } });
    expect(ids(less)).toHaveLength(1);
    const alone = t.patch(machineId(), { identity: { type: 'SystemAssigned' } });
    expect(alone.json['identity']?.['userAssignedIdentities']).toBeUndefined();
    expect(t.patch(machineId(), { identity: { type: 'None' } }).json['identity']).toBeUndefined();
    const back = t.patch(machineId(), { identity: { type: 'SystemAssigned' } });
    expect(back.json['identity']?.['principalId']).not.toBe(on?.['principalId']);
  });

  it('a PUT without an identity leaves it, one with another type switches the system-assigned one off', () => {
    const t = withMachine({ identity: { type: 'SystemAssigned' } });
    expect(t.machine().json['identity']?.['type']).toBe('SystemAssigned');
    const userAssignedIdentities = t.identities('id1');
    const redeployed = t.machine({ identity: { type: 'UserAssigned', userAssignedIdentities } });
    expect(redeployed.json['identity']).toMatchObject({ type: 'UserAssigned' });
    expect(redeployed.json['identity']?.['principalId']).toBeUndefined();
  });

  it('are what its metadata service gives tokens of, from the next request on', () => {
    const t = withMachine();
    expect(imdsEnding(t.ask())).toBe('noIdentity');
    t.patch(machineId(), { identity: { type: 'SystemAssigned' } });
    expect(imdsEnding(t.ask())).toBe('issued');
    t.patch(machineId(), { identity: { type: 'None' } });
    expect(imdsEnding(t.ask())).toBe('noIdentity');
  });

  it('are attached by whom the identity lets', () => {
    const t = withMachine();
    const userAssignedIdentities = t.identities('id1');
    const body = { identity: { type: 'UserAssigned', userAssignedIdentities } };
    const token = t.token('alice', 'https://management.azure.com/');
    const ask = () => t.arm('PATCH', machineId(), body, token);
    expect(refusal(ask())[1]).toBe('AuthorizationFailed');
    t.grant('alice', 'Microsoft.Compute/virtualMachines/write');
    expect(refusal(ask())).toEqual([
      403,
      'LinkedAuthorizationFailed',
      expect.stringMatching(
        /has permission to perform action 'Microsoft\.Compute\/virtualMachines\/write' on scope .*; however, it does not have permission to perform action\(s\) 'Microsoft\.ManagedIdentity\/userAssignedIdentities\/assign\/action' on the linked scope\(s\)/,
      ) as string,
    ]);
    t.grant('alice', 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action', identityId('id1'));
    expect(ask().status).toBe(200);
  });

  it('a machine joins only network interfaces that the caller may join', () => {
    const t = new Machines();
    const nic = `${group}/providers/Microsoft.Network/networkInterfaces/nic1`;
    const properties = { ...machineBody.properties, networkProfile: { networkInterfaces: [{ id: nic }] } };
    const token = t.token('alice', 'https://management.azure.com/');
    t.grant('alice', 'Microsoft.Compute/virtualMachines/write');
    const ask = () => t.arm('PUT', machineId(), { ...machineBody, properties }, token);
    expect(refusal(ask())[1]).toBe('LinkedAuthorizationFailed');
    t.grant('alice', 'Microsoft.Network/networkInterfaces/join/action', nic);
    expect(ask().status).toBe(201);
  });
});
