import { deleteCommand, type Blade } from '#kernel/blade.ts';

const keyValues = 'Microsoft.AppConfiguration/configurationStores/keyValues';

/** The blade of a configuration store. What is in it is read at its own address, with a data role or an access key. */
export const storeBlade: Blade = {
  type: 'Microsoft.AppConfiguration/configurationStores',
  title: 'App Configuration',
  typeName: 'App Configuration',
  plural: 'App Configuration',
  says: 'Settings of many applications in one place. Managing the store and reading its settings are two things, unless its access keys are in use.',
  icon: 'configuration',
  apiVersion: '2024-05-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Endpoint', from: 'properties.endpoint', as: 'copy' },
    { label: 'Pricing tier', from: 'sku.name' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    deleteCommand(
      'configuration store',
      "This deletes '{name}' and its settings. It can be recovered until its retention ends; its identity and the roles given at it do not come back.",
    ),
  ],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
    { panel: 'identity', title: 'Identity', group: 'Settings' },
    {
      panel: 'facts',
      title: 'Access settings',
      group: 'Settings',
      says: 'With access keys switched off, every request needs a Microsoft Entra token and a data role.',
      facts: [
        {
          label: 'Access keys',
          from: 'properties.disableLocalAuth',
          words: { true: 'Disabled', false: 'Enabled' },
          empty: 'Enabled',
        },
        { label: 'Public access', from: 'properties.publicNetworkAccess', empty: 'Automatic' },
        { label: 'Days to retain deleted stores', from: 'properties.softDeleteRetentionInDays' },
        {
          label: 'Purge protection',
          from: 'properties.enablePurgeProtection',
          words: { true: 'Enabled', false: 'Disabled' },
          empty: 'Disabled',
        },
      ],
    },
  ],
  probes: [
    { title: 'Read settings', action: `${keyValues}/read`, plane: 'data' },
    { title: 'Write settings', action: `${keyValues}/write`, plane: 'data' },
    { title: 'Delete settings', action: `${keyValues}/delete`, plane: 'data' },
    {
      title: 'List the access keys',
      action: 'Microsoft.AppConfiguration/configurationStores/listKeys/action',
      plane: 'control',
    },
    { title: 'Change the store', action: 'Microsoft.AppConfiguration/configurationStores/write', plane: 'control' },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
};

export const blades: Blade[] = [storeBlade];
