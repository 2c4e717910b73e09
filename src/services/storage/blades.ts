import { deleteCommand, type Blade } from '#kernel/blade.ts';

const container = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const message = 'Microsoft.Storage/storageAccounts/queueServices/queues/messages';

/** The blade of a storage account. What is in it is read at its own addresses, with data roles or a key. */
export const storageBlade: Blade = {
  type: 'Microsoft.Storage/storageAccounts',
  title: 'Storage account',
  typeName: 'Storage account',
  plural: 'Storage accounts',
  says: 'Blobs and queues under one name. Managing the account and reading what is in it are two things, unless its keys are in use.',
  icon: 'storage',
  apiVersion: '2024-01-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Performance', from: 'sku.tier' },
    { label: 'Replication', from: 'sku.name' },
    { label: 'Account kind', from: 'kind' },
    { label: 'Provisioning state', from: 'properties.provisioningState' },
    { label: 'Created', from: 'properties.creationTime', as: 'time' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [deleteCommand('storage account', "This deletes '{name}' with its containers, blobs, queues and keys.")],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
    {
      panel: 'children',
      title: 'Containers',
      group: 'Data storage',
      says: 'The containers, as Resource Manager lists them: what is in one is read at its own address, with a data role or a key.',
      list: {
        path: '/blobServices/default/containers',
        columns: [
          {
            label: 'Anonymous access level',
            from: 'properties.publicAccess',
            words: { None: 'Private', Blob: 'Blob', Container: 'Container' },
            empty: 'Private',
          },
          { label: 'Last modified', from: 'properties.lastModifiedTime', as: 'time' },
        ],
        empty: {
          title: 'You don\u2019t have any containers yet',
          says: 'Whoever may change the account can make one.',
        },
      },
    },
    {
      panel: 'facts',
      title: 'Networking',
      group: 'Security + networking',
      says: 'From which networks the data of this account can be reached, by whatever proof. It is asked before the permission.',
      facts: [
        {
          label: 'Public network access',
          from: 'properties.publicNetworkAccess',
          words: { Enabled: 'Enabled', Disabled: 'Disabled', SecuredByPerimeter: 'Secured by perimeter' },
          empty: 'Enabled',
        },
        {
          label: 'Firewall, default action',
          from: 'properties.networkAcls.defaultAction',
          words: {
            Allow: 'Enabled from all networks',
            Deny: 'Enabled from selected virtual networks and IP addresses',
          },
        },
        { label: 'Exceptions', from: 'properties.networkAcls.bypass', empty: '-' },
      ],
    },
    {
      panel: 'facts',
      title: 'Configuration',
      group: 'Settings',
      says: 'Which proofs this account takes. A token is always taken.',
      facts: [
        {
          label: 'Allow storage account key access',
          from: 'properties.allowSharedKeyAccess',
          words: { true: 'Enabled', false: 'Disabled' },
          empty: 'Enabled',
          help: 'Disabled, neither the keys nor any address that they signed are taken.',
        },
        {
          label: 'Allow Blob anonymous access',
          from: 'properties.allowBlobPublicAccess',
          words: { true: 'Enabled', false: 'Disabled' },
          empty: 'Disabled',
        },
        {
          label: 'Default to Microsoft Entra authorization in the Azure portal',
          from: 'properties.defaultToOAuthAuthentication',
          words: { true: 'Enabled', false: 'Disabled' },
          empty: 'Disabled',
        },
        {
          label: 'Secure transfer required',
          from: 'properties.supportsHttpsTrafficOnly',
          words: { true: 'Enabled', false: 'Disabled' },
        },
        {
          label: 'Minimum TLS version',
          from: 'properties.minimumTlsVersion',
          words: { TLS1_0: 'Version 1.0', TLS1_1: 'Version 1.1', TLS1_2: 'Version 1.2', TLS1_3: 'Version 1.3' },
        },
        { label: 'Blob access tier (default)', from: 'properties.accessTier' },
      ],
    },
    {
      panel: 'facts',
      title: 'Endpoints',
      group: 'Settings',
      facts: [
        { label: 'Resource ID', from: 'id', as: 'copy' },
        { label: 'Blob service', from: 'properties.primaryEndpoints.blob', as: 'copy' },
        { label: 'Queue service', from: 'properties.primaryEndpoints.queue', as: 'copy' },
      ],
    },
  ],
  probes: [
    { title: 'Read a blob', action: `${container}/blobs/read`, plane: 'data' },
    { title: 'Write a blob', action: `${container}/blobs/write`, plane: 'data' },
    { title: 'Delete a blob', action: `${container}/blobs/delete`, plane: 'data' },
    { title: 'List containers', action: `${container}/read`, plane: 'control' },
    { title: 'Put a message in a queue', action: `${message}/add/action`, plane: 'data' },
    { title: 'Take a message from a queue', action: `${message}/process/action`, plane: 'data' },
    {
      title: 'List the account keys (and with them do everything)',
      action: 'Microsoft.Storage/storageAccounts/listKeys/action',
      plane: 'control',
    },
    {
      title: 'See the account (not what is in it)',
      action: 'Microsoft.Storage/storageAccounts/read',
      plane: 'control',
    },
    { title: 'Change the account', action: 'Microsoft.Storage/storageAccounts/write', plane: 'control' },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
};

export const blades: Blade[] = [storageBlade];
