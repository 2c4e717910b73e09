import { deleteCommand, type Blade } from '#kernel/blade.ts';

const registries = 'Microsoft.ContainerRegistry/registries';

/** The blade of a registry. */
export const registryBlade: Blade = {
  type: registries,
  title: 'Container registry',
  typeName: 'Container registry',
  plural: 'Container registries',
  says: 'Container images under one login server. Hosts pull them as an identity with AcrPull, or with the password of the admin user while that is on.',
  icon: 'registry',
  apiVersion: '2023-07-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Login server', from: 'properties.loginServer', as: 'copy' },
    { label: 'Pricing plan', from: 'sku.name' },
    { label: 'Provisioning state', from: 'properties.provisioningState' },
    { label: 'Creation date', from: 'properties.creationDate', as: 'time' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [deleteCommand('container registry', "This deletes '{name}' and its images.")],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
    { panel: 'identity', title: 'Identity', group: 'Settings' },
    {
      panel: 'facts',
      title: 'Access keys',
      group: 'Settings',
      says: 'The admin user is one account for everybody; an identity with AcrPull needs no password.',
      facts: [
        { label: 'Login server', from: 'properties.loginServer', as: 'copy' },
        { label: 'Admin user', from: 'properties.adminUserEnabled', words: { true: 'Enabled', false: 'Disabled' } },
        { label: 'Public network access', from: 'properties.publicNetworkAccess' },
      ],
    },
  ],
  probes: [
    { title: 'Pull an image', action: `${registries}/pull/read`, plane: 'control' },
    { title: 'Push an image', action: `${registries}/push/write`, plane: 'control' },
    { title: 'List the admin credentials', action: `${registries}/listCredentials/action`, plane: 'control' },
    { title: 'Change the registry', action: `${registries}/write`, plane: 'control' },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
};

export const blades: Blade[] = [registryBlade];
