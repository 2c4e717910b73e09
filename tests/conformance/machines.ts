import { schemaVersion } from '#tenant/action-log/entry.ts';
import { setupClient } from '#tenant/headless.ts';
import type { Session } from './on-host.ts';
import { furnished, group, identityId, World, type Made } from './world.ts';

/** Machines of every kind in a furnished tenant, each with other identities. */
export const machineId = (name: string): string => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
export const scaleSetId = (name: string): string =>
  `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`;
export const containerGroupId = (name: string): string =>
  `${group}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;

export const profile = {
  storageProfile: { osDisk: { createOption: 'FromImage', osType: 'Linux' as const } },
  osProfile: { computerName: 'vm', adminUsername: 'azureuser', adminPassword: 'Secret-1' },
};
const machine = (identity?: object): object => ({
  location: 'westeurope',
  ...(identity && { identity }),
  properties: { hardwareProfile: { vmSize: 'Standard_B1s' }, ...profile },
});
const users = (...names: string[]): object => ({
  type: 'UserAssigned',
  userAssignedIdentities: Object.fromEntries(names.map((name) => [identityId(name), {}])),
});

const system = { type: 'SystemAssigned' };
const resources: Record<string, object> = {
  [machineId('vm-system')]: machine(system),
  [machineId('vm-user')]: machine(users('id1')),
  [machineId('vm-two')]: machine(users('id1', 'id2')),
  [machineId('vm-none')]: machine(),
  [scaleSetId('set1')]: {
    location: 'westeurope',
    sku: { name: 'Standard_B1s', capacity: 2 },
    properties: { upgradePolicy: { mode: 'Manual' }, virtualMachineProfile: profile },
  },
  [containerGroupId('job-system')]: {
    location: 'westeurope',
    identity: system,
    properties: {
      osType: 'Linux',
      containers: [{ name: 'main', properties: { image: 'mcr.microsoft.com/azure-cli' } }],
    },
  },
};

/** A trouble of a machine's token endpoint that the start plants. */
export interface Planted {
  host: string;
  status: number;
  seconds?: number;
}

/** The tenant with its machines, its log begun. */
export async function openMachines(planted?: Planted): Promise<World> {
  const { edge, made } = await furnished();
  const setup = setupClient(edge.tenant);
  const send = async (url: string, body: object): Promise<Made> => {
    const answer = await setup.send({ method: 'PUT', url, body: JSON.stringify(body) });
    if (answer.status >= 300 || answer.status === 0) throw new Error(`${url}: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body) as Made;
  };
  for (const [id, body] of Object.entries(resources))
    made[id.split('/').at(-1) ?? ''] = await send(`https://management.azure.com${id}?api-version=2023-05-01`, body);
  if (planted) await send('https://platform.internal/imds/faults', planted);
  const lab = { id: 'machines', hash: '' };
  await edge.append({ kind: 'start', schema: schemaVersion, engine: 'test', lab, state: edge.tenant.hash });
  return new World(edge, made);
}

/** Enters a machine as the owner may: by a command that is run on it, or by a shell in a container. */
export async function enter(world: World, host: string): Promise<Session> {
  const container = host.includes('/containerGroups/');
  const answer = await world.as('owner', {
    method: 'POST',
    url: `https://management.azure.com${host}/${container ? 'containers/main/exec' : 'runCommand'}?api-version=2023-05-01`,
    body: JSON.stringify(container ? { command: '/bin/sh' } : { commandId: 'RunShellScript', script: ['node app'] }),
  });
  if (answer.status >= 300) throw new Error(`${host}: ${answer.status} ${answer.body}`);
  return { run: world.edge.tenant.entries.length - 1, env: {} };
}

/** Something that the owner asks of ARM. */
export async function manage(world: World, method: string, path: string, body?: object): Promise<void> {
  const url = `https://management.azure.com${path}?api-version=2024-11-01`;
  const answer = await world.as('owner', { method, url, ...(body && { body: JSON.stringify(body) }) });
  if (answer.status >= 300 || answer.status === 0)
    throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
}
