import { group, identityId } from '../conformance/world.ts';

/** The machines of the base: one virtual machine, one scale set, one container group, each with identities. */
export const machineId = `${group}/providers/Microsoft.Compute/virtualMachines/vm1`;
export const scaleSetId = `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/set1`;
export const containerGroupId = `${group}/providers/Microsoft.ContainerInstance/containerGroups/job1`;

const profile = {
  storageProfile: {
    imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
    osDisk: { createOption: 'FromImage', osType: 'Linux', managedDisk: { storageAccountType: 'Premium_LRS' } },
  },
  osProfile: { computerName: 'vm', adminUsername: 'azureuser', adminPassword: 'Secret-1' },
};

const identity = {
  type: 'SystemAssigned, UserAssigned',
  userAssignedIdentities: { [identityId('id1')]: {} },
};

export const machineBody = {
  location: 'westeurope',
  tags: { a: 'b' },
  zones: ['1'],
  identity,
  properties: {
    hardwareProfile: { vmSize: 'Standard_B1s' },
    ...profile,
    networkProfile: {
      networkInterfaces: [{ id: `${group}/providers/Microsoft.Network/networkInterfaces/nic1` }],
    },
  },
};

export const scaleSetBody = {
  location: 'westeurope',
  tags: { a: 'b' },
  sku: { name: 'Standard_B1s', tier: 'Standard', capacity: 2 },
  identity,
  properties: { upgradePolicy: { mode: 'Manual' }, overprovision: false, virtualMachineProfile: profile },
};

export const containerGroupBody = {
  location: 'westeurope',
  tags: { a: 'b' },
  identity,
  properties: {
    osType: 'Linux',
    restartPolicy: 'Never',
    containers: [
      {
        name: 'main',
        properties: {
          image: 'mcr.microsoft.com/azure-cli',
          command: ['sleep', '1d'],
          resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
          environmentVariables: [
            { name: 'A', value: 'b' },
            { name: 'C', secureValue: 'd' },
          ],
        },
      },
    ],
  },
};

export const machines: Record<string, object> = {
  [machineId]: machineBody,
  [scaleSetId]: scaleSetBody,
  [containerGroupId]: containerGroupBody,
};
