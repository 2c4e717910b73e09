import { deleteCommand, type Blade } from '#kernel/blade.ts';

/** The blade of a vault; its secrets are shown by the portal's panel, through the data plane. */
export const vaultBlade: Blade = {
  type: 'Microsoft.KeyVault/vaults',
  title: 'Key vault',
  typeName: 'Key vault',
  plural: 'Key vaults',
  says: 'A guarded store for secrets, keys and certificates. Who manages the vault may not, for that, read what is in it.',
  icon: 'vault',
  apiVersion: '2023-07-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Vault URI', from: 'properties.vaultUri', as: 'copy' },
    { label: 'Sku (Pricing tier)', from: 'properties.sku.name', words: { standard: 'Standard', premium: 'Premium' } },
    { label: 'Directory ID', from: 'properties.tenantId', as: 'copy' },
    {
      label: 'Soft-delete',
      from: 'properties.enableSoftDelete',
      words: { true: 'Enabled', false: 'Disabled' },
      empty: 'Enabled',
    },
    {
      label: 'Purge protection',
      from: 'properties.enablePurgeProtection',
      words: { true: 'Enabled', false: 'Disabled' },
      empty: 'Disabled',
    },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    deleteCommand(
      'key vault',
      "This deletes '{name}'. It can be recovered until its retention ends; the roles given on it do not come back.",
    ),
  ],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
    { panel: 'secrets', title: 'Secrets', group: 'Objects' },
    { panel: 'access-configuration', title: 'Access configuration', group: 'Settings' },
    {
      panel: 'facts',
      title: 'Networking',
      group: 'Settings',
      says: 'From which networks the data plane of this vault can be reached. It is asked after the token and before the permission.',
      facts: [
        {
          label: 'Allow access from',
          from: 'properties.publicNetworkAccess',
          words: { Enabled: 'All networks, or those that the firewall names', Disabled: 'Disable public access' },
          empty: 'All networks',
        },
        { label: 'Firewall, default action', from: 'properties.networkAcls.defaultAction', empty: 'Allow' },
        {
          label: 'Exception',
          from: 'properties.networkAcls.bypass',
          words: { AzureServices: 'Allow trusted Microsoft services to bypass this firewall', None: 'None' },
          empty: '-',
        },
      ],
    },
  ],
  probes: [
    {
      title: 'Read the value of a secret',
      action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
      plane: 'data',
    },
    { title: 'List secrets', action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action', plane: 'data' },
    { title: 'Write a secret', action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action', plane: 'data' },
    { title: 'Delete a secret', action: 'Microsoft.KeyVault/vaults/secrets/delete', plane: 'data' },
    { title: 'See the vault (not what is in it)', action: 'Microsoft.KeyVault/vaults/read', plane: 'control' },
    { title: 'Change the vault', action: 'Microsoft.KeyVault/vaults/write', plane: 'control' },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
};

export const blades: Blade[] = [vaultBlade];
