import type { ComputeManagementClient, VirtualMachine, VirtualMachineScaleSet } from '@azure/arm-compute';
import { profile } from './machines.ts';
import { all } from './transport.ts';
import type { ArmOperation } from './arm-table.ts';

type Client = ComputeManagementClient;

export const machine: VirtualMachine = {
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
export const script = { commandId: 'RunShellScript', script: ['whoami'] };
const nothing = 'ok: nothing was there';
const notThere: [number, string] = [404, 'ResourceNotFound'];

/** Each operation of the client: how it works, and how the object that it names refuses it. */
export const operations: ArmOperation<Client>[] = [
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
    filters: true,
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
