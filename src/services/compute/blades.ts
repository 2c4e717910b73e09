import { deleteCommand, type Blade, type Fact, type MenuEntry } from '#kernel/blade.ts';

const where: Fact[] = [
  { label: 'Resource group', from: 'id', as: 'group' },
  { label: 'Location', from: 'location' },
  { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
];

const menu: MenuEntry[] = [
  { panel: 'overview', title: 'Overview' },
  { panel: 'activity-log', title: 'Activity log' },
  { panel: 'iam', title: 'Access control (IAM)' },
  { panel: 'identity', title: 'Identity', group: 'Security' },
];

/** The blade of a virtual machine. Sentences of the confirmations follow the portal's. */
export const machineBlade: Blade = {
  type: 'Microsoft.Compute/virtualMachines',
  title: 'Virtual machine',
  typeName: 'Virtual machine',
  plural: 'Virtual machines',
  says: 'A computer in Azure. Whatever runs on it can use every identity that is attached to it.',
  icon: 'machine',
  apiVersion: '2024-11-01',
  expand: 'instanceView',
  essentials: [
    ...where.slice(0, 1),
    {
      label: 'Status',
      from: 'properties.instanceView.statuses.1.displayStatus',
      words: { 'VM running': 'Running', 'VM stopped': 'Stopped', 'VM deallocated': 'Stopped (deallocated)' },
    },
    ...where.slice(1),
    { label: 'Size', from: 'properties.hardwareProfile.vmSize', empty: '-' },
    { label: 'Operating system', from: 'properties.storageProfile.osDisk.osType', empty: '-' },
    { label: 'Computer name', from: 'properties.osProfile.computerName', empty: '-' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    {
      id: 'start',
      title: 'Start',
      icon: 'start',
      method: 'POST',
      path: '/start',
      unless: { from: 'properties.instanceView.statuses.1.code', is: 'PowerState/running' },
      done: "Started virtual machine '{name}'",
      begun: "Starting virtual machine '{name}'",
      failed: "Failed to start virtual machine '{name}'",
    },
    {
      id: 'restart',
      title: 'Restart',
      icon: 'restart',
      method: 'POST',
      path: '/restart',
      when: { from: 'properties.instanceView.statuses.1.code', is: 'PowerState/running' },
      confirm: { title: 'Restart virtual machine', text: "Do you want to restart '{name}'?", yes: 'Yes' },
      done: "Restarted virtual machine '{name}'",
      begun: "Restarting virtual machine '{name}'",
      failed: "Failed to restart virtual machine '{name}'",
    },
    {
      id: 'deallocate',
      title: 'Stop',
      icon: 'stop',
      method: 'POST',
      path: '/deallocate',
      unless: { from: 'properties.instanceView.statuses.1.code', is: 'PowerState/deallocated' },
      confirm: { title: 'Stop this virtual machine', text: "Do you want to stop '{name}'?", yes: 'Yes' },
      done: "Stopped virtual machine '{name}'",
      begun: "Stopping virtual machine '{name}'",
      failed: "Failed to stop virtual machine '{name}'",
    },
    deleteCommand(
      'virtual machine',
      "This deletes '{name}' together with its system-assigned identity. Role assignments of that identity stay behind as 'Identity not found'.",
    ),
  ],
  menu,
  probes: [
    { title: 'Read the virtual machine', action: 'Microsoft.Compute/virtualMachines/read', plane: 'control' },
    {
      title: 'Change the virtual machine (identity included)',
      action: 'Microsoft.Compute/virtualMachines/write',
      plane: 'control',
    },
    {
      title: 'Run a command on it (and so use its identities)',
      action: 'Microsoft.Compute/virtualMachines/runCommand/action',
      plane: 'control',
    },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
};

export const scaleSetBlade: Blade = {
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  title: 'Virtual machine scale set',
  typeName: 'Virtual machine scale set',
  plural: 'Virtual machine scale sets',
  says: 'Machines made from one model. With the upgrade policy Manual they see a change of it, such as a new identity, only after they are upgraded.',
  icon: 'scale-set',
  apiVersion: '2024-11-01',
  essentials: [
    ...where,
    { label: 'Size', from: 'sku.name', empty: '-' },
    { label: 'Instances', from: 'sku.capacity' },
    { label: 'Upgrade policy', from: 'properties.upgradePolicy.mode' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    deleteCommand(
      'virtual machine scale set',
      "This deletes '{name}', its instances and its system-assigned identity.",
    ),
  ],
  menu,
  probes: [
    { title: 'Read the scale set', action: 'Microsoft.Compute/virtualMachineScaleSets/read', plane: 'control' },
    {
      title: 'Change the scale set (identity included)',
      action: 'Microsoft.Compute/virtualMachineScaleSets/write',
      plane: 'control',
    },
    {
      title: 'Upgrade its instances',
      action: 'Microsoft.Compute/virtualMachineScaleSets/manualUpgrade/action',
      plane: 'control',
    },
  ],
};

export const blades: Blade[] = [machineBlade, scaleSetBlade];
