import { idKey } from '#kernel/scope.ts';
import { askImds, type ImdsQuestion } from '../test-imds.ts';
import { group, TestTenant, type Answer } from '../test-tenant.ts';

/** For the tests of machines, scale sets and their metadata service. */
export const machineId = (name = 'vm1'): string => `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
export const setId = (name = 'set1'): string => `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`;
export const identityId = (name: string): string =>
  `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

export const profile = {
  storageProfile: {
    imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
    osDisk: { createOption: 'FromImage', osType: 'Linux' },
  },
  osProfile: { computerName: 'vm1', adminUsername: 'azureuser', adminPassword: 'Secret-1' },
};

export const machineBody = {
  location: 'westeurope',
  properties: { hardwareProfile: { vmSize: 'Standard_B1s' }, ...profile },
};

export const setBody = {
  location: 'westeurope',
  sku: { name: 'Standard_B1s', capacity: 2 },
  properties: { upgradePolicy: { mode: 'Manual' }, virtualMachineProfile: profile },
};

export class Machines extends TestTenant {
  machine(body: object = {}, name = 'vm1'): Answer {
    return this.arm('PUT', machineId(name), { ...machineBody, ...body }, undefined, '2024-11-01');
  }

  scaleSet(body: object = {}, name = 'set1'): Answer {
    return this.arm('PUT', setId(name), { ...setBody, ...body }, undefined, '2024-11-01');
  }

  patch(id: string, body: object): Answer {
    return this.arm('PATCH', id, body, undefined, '2024-11-01');
  }

  get(id: string): Answer {
    return this.arm('GET', id, undefined, undefined, '2024-11-01');
  }

  post(id: string, verb: string, body?: object): Answer {
    return this.arm('POST', `${id}/${verb}`, body, undefined, '2024-11-01');
  }

  identities(...names: string[]): object {
    for (const name of names) this.arm('PUT', identityId(name), { location: 'westeurope' });
    return Object.fromEntries(names.map((name) => [identityId(name), {}]));
  }

  idsOf(name: string): { principalId: string; clientId: string } {
    return this.arm('GET', identityId(name)).json['properties'] as unknown as { principalId: string; clientId: string };
  }

  /** Code on a machine asks its metadata service for a token. */
  ask(host = machineId(), how: ImdsQuestion = {}): Answer {
    return askImds(this, host, how);
  }

  row<T extends object>(table: string, id: string): T | undefined {
    return this.tables.get<T>(table, idKey(id));
  }
}
