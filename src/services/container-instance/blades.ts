import { deleteCommand, type Blade } from '#kernel/blade.ts';

/** The blade of a container group. Its identity is shown, not changed: it takes effect when the group is made. */
export const containerGroupBlade: Blade = {
  type: 'Microsoft.ContainerInstance/containerGroups',
  title: 'Container instances',
  typeName: 'Container instances',
  plural: 'Container instances',
  says: 'Containers that run together without a machine of their own. They get their identities when the group is made.',
  icon: 'container',
  apiVersion: '2023-05-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Status', from: 'properties.instanceView.state', empty: '-' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'OS type', from: 'properties.osType' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    {
      id: 'start',
      title: 'Start',
      icon: 'start',
      method: 'POST',
      path: '/start',
      when: { from: 'properties.instanceView.state', is: 'Stopped' },
      done: "Started container group '{name}'",
      failed: "Failed to start container group '{name}'",
    },
    {
      id: 'stop',
      title: 'Stop',
      icon: 'stop',
      method: 'POST',
      path: '/stop',
      when: { from: 'properties.instanceView.state', is: 'Running' },
      done: "Stopped container group '{name}'",
      failed: "Failed to stop container group '{name}'",
    },
    {
      id: 'restart',
      title: 'Restart',
      icon: 'restart',
      method: 'POST',
      path: '/restart',
      when: { from: 'properties.instanceView.state', is: 'Running' },
      done: "Restarted container group '{name}'",
      failed: "Failed to restart container group '{name}'",
    },
    deleteCommand('container group', "This deletes '{name}' together with its system-assigned identity."),
  ],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
    {
      panel: 'identity-shown',
      title: 'Identity',
      group: 'Settings',
      says: 'The identities of a container group take effect when it is created. To change them for running containers, delete the group and create it again.',
    },
  ],
  probes: [
    { title: 'Read the container group', action: 'Microsoft.ContainerInstance/containerGroups/read', plane: 'control' },
    {
      title: 'Open a session in a container (and so use its identities)',
      action: 'Microsoft.ContainerInstance/containerGroups/containers/exec/action',
      plane: 'control',
    },
  ],
};

export const blades: Blade[] = [containerGroupBlade];
