import {
  armHost,
  containerGroupId,
  group,
  identityId,
  machineId,
  scaleSetId,
  subscription,
  type Base,
} from './base.ts';
import { containerGroupBody, machineBody, scaleSetBody } from './machines.ts';
import { sample, type Sample } from './samples.ts';

const script = { commandId: 'RunShellScript', script: ['whoami'], parameters: [{ name: 'a', value: 'b' }] };

/** Machines and container groups, as the owner of the subscription asks, and what code on a machine asks. */
export function computeSamples(base: Base): Sample[] {
  const token = base.tokens['owner arm'] ?? '';
  const arm = (method: string, path: string, body?: unknown, version = '2024-11-01'): Sample =>
    sample(method, `${armHost}${path}${path.includes('?') ? '&' : '?'}api-version=${version}`, body, token);
  const compute = (scope: string) => `${scope}/providers/Microsoft.Compute`;
  const containers = (scope: string) => `${scope}/providers/Microsoft.ContainerInstance/containerGroups`;
  const identity = { type: 'UserAssigned', userAssignedIdentities: { [identityId('id2')]: {} } };
  const instance = `${scaleSetId}/virtualMachines/0`;
  const inside = (path: string): Sample => {
    const one = sample('GET', `http://169.254.169.254/metadata/${path}`, undefined, undefined, base.machine);
    return { ...one, request: { ...one.request, headers: { metadata: 'true' } } };
  };
  const clientId = base.made['id1']?.properties.clientId ?? '';
  return [
    arm('PUT', machineId.replace('vm1', 'vm-new'), machineBody),
    arm('PATCH', machineId, {
      tags: { c: 'd' },
      identity,
      properties: { hardwareProfile: { vmSize: 'Standard_B2s' } },
    }),
    arm('GET', `${machineId}?$expand=instanceView`),
    arm('GET', `${machineId}/instanceView`),
    arm('GET', `${compute(group)}/virtualMachines`),
    arm('GET', `${compute(subscription)}/virtualMachines`),
    arm('DELETE', machineId),
    ...['start', 'powerOff', 'deallocate', 'restart'].map((verb) => arm('POST', `${machineId}/${verb}`)),
    arm('POST', `${machineId}/runCommand`, script),
    arm('GET', `${compute(subscription)}/locations/westeurope/operations/${base.computeOperation}?monitor=true`),
    arm('GET', `${compute(subscription)}/locations/westeurope/operations/${base.computeOperation}`),

    arm('PUT', scaleSetId.replace('set1', 'set-new'), scaleSetBody),
    arm('PATCH', scaleSetId, { sku: { capacity: 3 }, identity, properties: { upgradePolicy: { mode: 'Automatic' } } }),
    arm('GET', scaleSetId),
    arm('GET', `${compute(group)}/virtualMachineScaleSets`),
    arm('GET', `${compute(subscription)}/virtualMachineScaleSets`),
    arm('DELETE', scaleSetId),
    arm('GET', `${scaleSetId}/virtualMachines`),
    arm('GET', instance),
    arm('POST', `${scaleSetId}/manualupgrade`, { instanceIds: ['0', '1'] }),
    arm('POST', `${instance}/runCommand`, script),

    arm('PUT', containerGroupId.replace('job1', 'job-new'), containerGroupBody, '2023-05-01'),
    arm('PATCH', containerGroupId, { tags: { c: 'd' } }, '2023-05-01'),
    arm('GET', containerGroupId, undefined, '2023-05-01'),
    arm('GET', containers(group), undefined, '2023-05-01'),
    arm('GET', containers(subscription), undefined, '2023-05-01'),
    arm('DELETE', containerGroupId, undefined, '2023-05-01'),
    ...['start', 'stop', 'restart'].map((verb) => arm('POST', `${containerGroupId}/${verb}`, undefined, '2023-05-01')),
    arm(
      'POST',
      `${containerGroupId}/containers/main/exec`,
      { command: '/bin/sh', terminalSize: { rows: 24, cols: 80 } },
      '2023-05-01',
    ),

    inside(`identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net&client_id=${clientId}`),
    inside('identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/'),
    inside('instance?api-version=2021-02-01'),
    inside('instance/compute?api-version=2021-02-01'),
  ];
}
