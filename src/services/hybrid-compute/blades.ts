import { deleteCommand, type Blade } from '#kernel/blade.ts';

export const machineBlade: Blade = {
  type: 'Microsoft.HybridCompute/machines',
  title: 'Azure Arc machines',
  typeName: 'Azure Arc machine',
  plural: 'Azure Arc machines',
  says: 'Servers outside Azure whose agent has connected them. Each has an identity of its own, as a virtual machine has.',
  icon: 'machine',
  apiVersion: '2024-07-10',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Status', from: 'properties.status' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Operating system', from: 'properties.osType' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    deleteCommand(
      'Azure Arc machine',
      "This disconnects '{name}' and deletes its system-assigned identity. The server itself stays.",
    ),
  ],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
    {
      panel: 'facts',
      title: 'Identity',
      group: 'Settings',
      says: 'The agent connects a server with a system-assigned identity.',
      facts: [
        { label: 'Type', from: 'identity.type', empty: 'None' },
        { label: 'Object (principal) ID', from: 'identity.principalId', as: 'copy', empty: '-' },
      ],
    },
  ],
  probes: [
    { title: 'Read the machine', action: 'Microsoft.HybridCompute/machines/read', plane: 'control' },
    {
      title: 'Run a command on it (and so use its identity)',
      action: 'Microsoft.HybridCompute/machines/runCommands/write',
      plane: 'control',
    },
  ],
};

export const blades: Blade[] = [machineBlade];
