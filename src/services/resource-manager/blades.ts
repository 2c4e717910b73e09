import type { Blade, MenuEntry } from '#kernel/blade.ts';

const common: MenuEntry[] = [
  { panel: 'overview', title: 'Overview' },
  { panel: 'activity-log', title: 'Activity log' },
  { panel: 'iam', title: 'Access control (IAM)' },
];

export const resourceGroupBlade: Blade = {
  type: 'Microsoft.Resources/subscriptions/resourceGroups',
  title: 'Resource group',
  typeName: 'Resource group',
  plural: 'Resource groups',
  says: 'A container of resources that live and die together. What is granted here holds for everything in it.',
  icon: 'group',
  apiVersion: '2024-11-01',
  essentials: [
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Location', from: 'location' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    {
      id: 'delete',
      title: 'Delete resource group',
      icon: 'delete',
      method: 'DELETE',
      path: '',
      confirm: {
        title: 'Delete a resource group',
        text: "This deletes '{name}' and every resource in it. Identities go with their resources; their role assignments elsewhere stay behind as 'Identity not found'.",
        yes: 'Delete',
        typeName: true,
      },
      done: "Deleted resource group '{name}'",
      begun: "Deleting resource group '{name}'",
      failed: "Failed to delete resource group '{name}'",
      leaves: true,
    },
  ],
  menu: common,
  probes: [
    {
      title: 'See the resource group',
      action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
      plane: 'control',
    },
    { title: 'Change a web app in it', action: 'Microsoft.Web/sites/write', plane: 'control' },
    {
      title: 'Read the values of secrets in it',
      action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      plane: 'data',
    },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
  create: {
    title: 'Create a resource group',
    says: 'A resource group has a location only for the record of it; its resources may lie elsewhere.',
    path: '/subscriptions/{subscriptionId}/resourceGroups/{name}',
    action: 'Microsoft.Resources/subscriptions/resourceGroups/write',
    fields: [
      {
        name: 'name',
        label: 'Resource group name',
        kind: 'name',
        pattern: '[-\\w._()]{0,89}[-\\w_()]',
        rule: '1 to 90 letters, digits, underscores, parentheses, hyphens and periods; no period at the end.',
      },
      { name: 'location', label: 'Region', kind: 'location' },
    ],
    body: { location: '{location}' },
    done: "Created resource group '{name}'",
    failed: "Failed to create resource group '{name}'",
  },
};

export const subscriptionBlade: Blade = {
  type: 'Microsoft.Resources/subscriptions',
  title: 'Subscription',
  typeName: 'Subscription',
  plural: 'Subscriptions',
  says: 'The account that pays, and the widest scope here: what is granted on it holds for every group and resource.',
  icon: 'subscription',
  apiVersion: '2022-12-01',
  essentials: [
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Directory ID', from: 'tenantId', as: 'copy' },
    { label: 'Status', from: 'state', words: { Enabled: 'Active' } },
  ],
  commands: [],
  menu: common,
  probes: resourceGroupBlade.probes,
};

export const blades: Blade[] = [resourceGroupBlade, subscriptionBlade];
