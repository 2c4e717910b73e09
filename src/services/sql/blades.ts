import { deleteCommand, type Blade, type Fact } from '#kernel/blade.ts';

const common: Fact[] = [
  { label: 'Resource group', from: 'id', as: 'group' },
  { label: 'Location', from: 'location' },
  { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
];
const menu = [
  { panel: 'overview', title: 'Overview' },
  { panel: 'activity-log', title: 'Activity log' },
  { panel: 'iam', title: 'Access control (IAM)' },
];
const onOff = { Enabled: 'Enabled', Disabled: 'Disabled' };

/** The blade of a logical server. Who may read a table is not decided here, but in the database. */
export const serverBlade: Blade = {
  type: 'Microsoft.Sql/servers',
  title: 'SQL server',
  typeName: 'SQL server',
  plural: 'SQL servers',
  says: 'A name and a door for databases, with their administrators and firewall. Managing it gives no right to any row.',
  icon: 'server',
  apiVersion: '2023-08-01',
  expand: 'administrators/activedirectory',
  essentials: [
    ...common,
    { label: 'Server name', from: 'properties.fullyQualifiedDomainName', as: 'copy' },
    { label: 'Server admin', from: 'properties.administratorLogin' },
    { label: 'Microsoft Entra admin', from: 'properties.administrators.login', empty: 'Not configured' },
    { label: 'Status', from: 'properties.state' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [deleteCommand('SQL server', "This deletes '{name}' with its databases and its system-assigned identity.")],
  menu: [
    ...menu,
    {
      panel: 'facts',
      title: 'Microsoft Entra ID',
      group: 'Settings',
      says: 'The one Entra administrator of the server signs in to every database as dbo and makes the first users there.',
      facts: [
        { label: 'Admin name', from: 'properties.administrators.login', empty: 'No Microsoft Entra admin' },
        { label: 'Admin object or client ID', from: 'properties.administrators.sid', as: 'copy', empty: '-' },
        { label: 'Kind', from: 'properties.administrators.principalType', empty: '-' },
        {
          label: 'Microsoft Entra authentication only',
          from: 'properties.administrators.azureADOnlyAuthentication',
          words: { true: 'Enabled', false: 'Disabled' },
          empty: 'Disabled',
          help: 'Enabled, no name with a password is let in, the server admin included.',
        },
      ],
    },
    {
      panel: 'children',
      title: 'SQL databases',
      group: 'Settings',
      list: {
        path: '/databases',
        columns: [
          { label: 'Status', from: 'properties.status' },
          { label: 'Pricing tier', from: 'sku.name' },
        ],
        opens: true,
        empty: { title: 'No databases yet', says: 'Whoever may change the server can make one.' },
      },
    },
    { panel: 'identity', title: 'Identity', group: 'Security' },
    {
      panel: 'children',
      title: 'Firewall rules',
      group: 'Security',
      says: 'Addresses from which the databases can be reached. The firewall is asked before the user. The rule 0.0.0.0 stands for everything in Azure.',
      list: {
        path: '/firewallRules',
        columns: [
          { label: 'Start IPv4 address', from: 'properties.startIpAddress' },
          { label: 'End IPv4 address', from: 'properties.endIpAddress' },
        ],
        empty: { title: 'No firewall rules', says: 'Without a rule no address is let in.' },
      },
    },
    {
      panel: 'facts',
      title: 'Networking',
      group: 'Security',
      says: 'Whether the public endpoint answers at all. The firewall rules say to whom.',
      facts: [
        { label: 'Public network access', from: 'properties.publicNetworkAccess', words: onOff },
        { label: 'Minimum TLS version', from: 'properties.minimalTlsVersion' },
        { label: 'Outbound networking restrictions', from: 'properties.restrictOutboundNetworkAccess', words: onOff },
      ],
    },
  ],
  probes: [
    { title: 'See the server', action: 'Microsoft.Sql/servers/read', plane: 'control' },
    { title: 'Change the server', action: 'Microsoft.Sql/servers/write', plane: 'control' },
    {
      title: 'Set its Entra administrator (and with that become dbo)',
      action: 'Microsoft.Sql/servers/administrators/write',
      plane: 'control',
    },
    { title: 'Change its firewall', action: 'Microsoft.Sql/servers/firewallRules/write', plane: 'control' },
    { title: 'Make a database', action: 'Microsoft.Sql/servers/databases/write', plane: 'control' },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
};

export const databaseBlade: Blade = {
  type: 'Microsoft.Sql/servers/databases',
  title: 'SQL database',
  typeName: 'SQL database',
  plural: 'SQL databases',
  says: 'Tables, users and their rights. No Azure role reads a row: whoever signs in must be a user of the database.',
  icon: 'database',
  apiVersion: '2023-08-01',
  essentials: [
    ...common,
    { label: 'Status', from: 'properties.status' },
    { label: 'Pricing tier', from: 'properties.currentServiceObjectiveName' },
    { label: 'Collation', from: 'properties.collation' },
    { label: 'Created', from: 'properties.creationDate', as: 'time' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [deleteCommand('SQL database', "This deletes '{name}' with its users and everything in it.")],
  menu,
  probes: [
    { title: 'See the database (not what is in it)', action: 'Microsoft.Sql/servers/databases/read', plane: 'control' },
    { title: 'Change the database', action: 'Microsoft.Sql/servers/databases/write', plane: 'control' },
    { title: 'Delete the database', action: 'Microsoft.Sql/servers/databases/delete', plane: 'control' },
  ],
};

export const blades: Blade[] = [serverBlade, databaseBlade];
