import type { Blade } from '#kernel/blade.ts';

const type = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** The blade of a user-assigned identity. */
export const identityBlade: Blade = {
  type,
  title: 'Managed Identity',
  typeName: 'Managed Identity',
  plural: 'Managed Identities',
  says: 'An identity that is a resource of its own: several apps can use it, and it outlives each of them.',
  icon: 'identity',
  apiVersion: '2023-01-31',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Type', from: 'type', words: { [type]: 'User-assigned managed identity' } },
    {
      label: 'Client ID',
      from: 'properties.clientId',
      as: 'copy',
      help: 'Names the identity to code that asks for a token. It is not what a role is assigned to.',
    },
    {
      label: 'Object (principal) ID',
      from: 'properties.principalId',
      as: 'copy',
      help: 'Names the identity in the directory: a role is assigned to this.',
    },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    {
      id: 'delete',
      title: 'Delete',
      icon: 'delete',
      method: 'DELETE',
      path: '',
      confirm: {
        title: 'Delete managed identity',
        text: "Are you sure you want to delete '{name}'? Apps that use it can get no more tokens. Its role assignments stay behind as 'Identity not found'.",
        yes: 'Delete',
      },
      done: "Deleted managed identity '{name}'",
      failed: "Failed to delete managed identity '{name}'",
      leaves: true,
    },
  ],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
    { panel: 'role-assignments', title: 'Azure role assignments' },
    { panel: 'associated', title: 'Associated resources' },
  ],
  probes: [
    { title: 'Read the identity', action: `${type}/read`, plane: 'control' },
    { title: 'Give the identity to an app', action: `${type}/assign/action`, plane: 'control' },
    { title: 'Delete the identity', action: `${type}/delete`, plane: 'control' },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
  create: {
    title: 'Create User Assigned Managed Identity',
    says: 'Makes the identity. It can do nothing yet: it must be given to an app, and it must be given a role.',
    path: `/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/${type}/{name}`,
    action: `${type}/write`,
    fields: [
      { name: 'group', label: 'Resource group', kind: 'group' },
      { name: 'location', label: 'Region', kind: 'location' },
      {
        name: 'name',
        label: 'Name',
        kind: 'name',
        pattern: '[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}',
        rule: '3 to 128 letters, digits, hyphens and underscores; a letter or digit first.',
      },
    ],
    body: { location: '{location}' },
    done: "Created managed identity '{name}'",
    failed: "Failed to create managed identity '{name}'",
  },
};

export const blades: Blade[] = [identityBlade];
