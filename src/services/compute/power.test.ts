import { describe, expect, it } from 'vitest';
import { imdsEnding } from '../test-imds.ts';
import { refusal } from '../test-tenant.ts';
import { machineBody, machineId, Machines, profile, setId } from './fixture.ts';

const script = { commandId: 'RunShellScript', script: ['curl http://169.254.169.254/'] };

const machine = (): Machines => {
  const t = new Machines();
  t.machine({ identity: { type: 'SystemAssigned' } });
  return t;
};

const powerOf = (t: Machines): string => {
  const { json } = t.get(`${machineId()}?$expand=instanceView`);
  const statuses = json['properties']?.['instanceView']?.['statuses'] as unknown as { code: string }[];
  return String(statuses.find(({ code }) => code.startsWith('PowerState/'))?.code);
};

describe('power', () => {
  it.each<[orders: string[], state: string]>([
    [['restart'], 'running'],
    [['powerOff'], 'stopped'],
    [['powerOff', 'start'], 'running'],
    [['deallocate'], 'deallocated'],
    [['powerOff', 'deallocate'], 'deallocated'],
    [['deallocate', 'powerOff'], 'deallocated'],
    [['deallocate', 'start'], 'running'],
    [['start'], 'running'],
  ])('%j leads to %s; the identity stays', (orders, state) => {
    const t = machine();
    const before = t.get(machineId()).json['identity'];
    for (const order of orders) {
      const answer = t.post(machineId(), order);
      expect([answer.status, answer.response.headers['azure-asyncoperation'] !== undefined]).toEqual([202, true]);
    }
    expect(powerOf(t)).toBe(`PowerState/${state}`);
    expect(t.get(machineId()).json['identity']).toEqual(before);
    expect(imdsEnding(t.ask())).toBe(state === 'running' ? 'issued' : undefined);
  });

  it.each(['powerOff', 'deallocate'])('after %s nothing runs there, and a restart is refused', (order) => {
    const t = machine();
    t.post(machineId(), order);
    expect(t.ask().status).toBe(0);
    expect(refusal(t.post(machineId(), 'restart'))).toEqual([
      409,
      'OperationNotAllowed',
      'The operation requires the VM to be running (or set to run).',
    ]);
    t.patch(machineId(), { tags: { a: 'b' } });
    expect(t.ask().status).toBe(0);
  });

  it.each(['start', 'powerOff', 'deallocate', 'restart'])('%s is asked at the machine', (order) => {
    const t = machine();
    const token = t.token('alice', 'https://management.azure.com/');
    const ask = () => t.arm('POST', `${machineId()}/${order}`, undefined, token);
    expect(refusal(ask())[2]).toContain(
      `perform action 'Microsoft.Compute/virtualMachines/${order}/action' over scope '${machineId()}'`,
    );
    t.grant('alice', `Microsoft.Compute/virtualMachines/${order}/action`, machineId());
    expect(ask().status).toBe(202);
  });
});

describe('Run Command', () => {
  it('opens a session on the machine and says what it does not do', () => {
    const t = machine();
    const answer = t.post(machineId(), 'runCommand', script);
    expect([answer.status, answer.effects]).toEqual([202, [{ kind: 'open-session', host: machineId() }]]);
    t.now += 10_000;
    const monitored = t.send('GET', String(answer.response.headers['location'])).json;
    const [first] = monitored['value'] as unknown as { code: string; message: string }[];
    expect(first?.code).toBe('ProvisioningState/succeeded');
    expect(first?.message).toMatch(/^Enable succeeded: \n\[stdout\]\n\n\[stderr\]\n.*does not run the text/);
    const status = t.send('GET', String(answer.response.headers['azure-asyncoperation'])).json;
    expect(status['properties']?.['output']).toEqual(monitored);
  });

  it('needs a permission of its own, which reading and writing do not give', () => {
    const t = machine();
    const token = t.token('alice', 'https://management.azure.com/');
    for (const action of ['read', 'write']) t.grant('alice', `Microsoft.Compute/virtualMachines/${action}`);
    const ask = () => t.arm('POST', `${machineId()}/runCommand`, script, token);
    const refused = ask();
    expect(refusal(refused)[2]).toContain(
      `perform action 'Microsoft.Compute/virtualMachines/runCommand/action' over scope '${machineId()}'`,
    );
    expect(refused.effects).toEqual([]);
    t.grant('alice', 'Microsoft.Compute/virtualMachines/runCommand/action');
    expect(ask().effects).toHaveLength(1);
  });

  it('needs a running machine, and a command that runs scripts on its system', () => {
    const t = machine();
    for (const commandId of ['RunPowerShellScript', 'ifconfig']) {
      const answer = t.post(machineId(), 'runCommand', { commandId });
      expect([answer.status, answer.effects]).toEqual([501, []]);
      expect(refusal(answer)[2]).toContain(`with commandId '${commandId}' on Linux is not simulated`);
    }
    t.post(machineId(), 'powerOff');
    expect(refusal(t.post(machineId(), 'runCommand', script))).toEqual([
      409,
      'OperationNotAllowed',
      'Cannot modify extensions in the VM when the VM is not running.',
    ]);
  });

  it('speaks PowerShell to Windows', () => {
    const t = new Machines();
    const storageProfile = { imageReference: { publisher: 'MicrosoftWindowsServer' } };
    t.machine({ properties: { ...machineBody.properties, storageProfile } });
    expect(t.post(machineId(), 'runCommand', { commandId: 'RunPowerShellScript' }).status).toBe(202);
    expect(t.post(machineId(), 'runCommand', script).status).toBe(501);
  });

  it('works on an instance of a scale set as well', () => {
    const t = new Machines();
    t.scaleSet();
    const instance = `${setId()}/virtualMachines/1`;
    expect(t.post(instance, 'runCommand', script).effects).toEqual([{ kind: 'open-session', host: instance }]);
    expect(t.post(instance, 'runCommand', { commandId: 'ifconfig' }).status).toBe(501);
    expect(t.post(`${setId()}/virtualMachines/7`, 'runCommand', script).status).toBe(404);
    expect(t.post(`${setId('no')}/virtualMachines/0`, 'runCommand', script).status).toBe(404);
    expect(profile.osProfile.computerName).toBe('vm1');
  });
});
