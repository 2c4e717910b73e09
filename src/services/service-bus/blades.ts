import { deleteCommand, type Blade, type Fact, type MenuEntry, type Probe } from '#kernel/blade.ts';

const namespaces = 'Microsoft.ServiceBus/namespaces';
const enabled = { Enabled: 'Enabled', Disabled: 'Disabled', SecuredByPerimeter: 'Secured by perimeter' };

const above: MenuEntry[] = [
  { panel: 'overview', title: 'Overview' },
  { panel: 'activity-log', title: 'Activity log' },
  { panel: 'iam', title: 'Access control (IAM)' },
];

const probes: Probe[] = [
  { title: 'Send messages', action: `${namespaces}/messages/send/action`, plane: 'data' },
  { title: 'Receive messages', action: `${namespaces}/messages/receive/action`, plane: 'data' },
  { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
];

const count = (label: string, name: string): Fact => ({ label, from: `properties.countDetails.${name}MessageCount` });

const childrenOf = (path: string, title: string, columns: Fact[]): MenuEntry => ({
  panel: 'children',
  title,
  group: 'Entities',
  list: {
    path,
    columns,
    opens: true,
    empty: { title: `No ${title.toLowerCase()} yet`, says: 'Whoever may change it can make one.' },
  },
});

/** The blade of a namespace. What is in its queues is read at its own address, with data roles or a key. */
export const namespaceBlade: Blade = {
  type: namespaces,
  title: 'Service Bus Namespace',
  typeName: 'Service Bus Namespace',
  plural: 'Service Bus',
  says: 'Queues and topics under one name. Managing the namespace and using its messages are two things, unless its keys are in use.',
  icon: 'bus',
  apiVersion: '2024-01-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Status', from: 'properties.status' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Host name', from: '{name}.servicebus.windows.net', as: 'copy' },
    { label: 'Pricing tier', from: 'sku.name' },
    {
      label: 'Local Authentication',
      from: 'properties.disableLocalAuth',
      words: { true: 'Disabled', false: 'Enabled' },
      help: 'Disabled, no shared access signature is taken: neither of the namespace nor of a queue or topic.',
    },
    { label: 'Created', from: 'properties.createdAt', as: 'time' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    deleteCommand('Service Bus namespace', "This deletes '{name}' with its queues, topics and the messages in them."),
  ],
  menu: [
    ...above,
    childrenOf('/queues', 'Queues', [
      { label: 'Status', from: 'properties.status' },
      count('Active messages', 'active'),
      count('Dead-lettered', 'deadLetter'),
    ]),
    childrenOf('/topics', 'Topics', [
      { label: 'Status', from: 'properties.status' },
      { label: 'Subscriptions', from: 'properties.subscriptionCount' },
    ]),
    { panel: 'identity', title: 'Identity', group: 'Settings' },
    {
      panel: 'facts',
      title: 'Networking',
      group: 'Settings',
      says: 'From which networks messages can be sent and received, by whatever proof. It is asked before the permission.',
      facts: [{ label: 'Public network access', from: 'properties.publicNetworkAccess', words: enabled }],
    },
    {
      panel: 'facts',
      title: 'Properties',
      group: 'Settings',
      facts: [
        { label: 'Resource ID', from: 'id', as: 'copy' },
        { label: 'Service Bus endpoint', from: 'properties.serviceBusEndpoint', as: 'copy' },
        { label: 'Minimum TLS version', from: 'properties.minimumTlsVersion' },
      ],
    },
  ],
  probes: [
    ...probes,
    {
      title: 'List the keys (and with them do everything)',
      action: `${namespaces}/authorizationRules/listkeys/action`,
      plane: 'control',
    },
    { title: 'See the namespace (not its messages)', action: `${namespaces}/read`, plane: 'control' },
    { title: 'Change the namespace', action: `${namespaces}/write`, plane: 'control' },
  ],
};

const entity = (
  type: string,
  title: string,
  plural: string,
  says: string,
  facts: Fact[],
  more: Pick<Blade, 'icon'> & Partial<Blade>,
): Blade => ({
  type: `${namespaces}/${type}`,
  title,
  typeName: title,
  plural,
  says,
  below: true,
  apiVersion: '2024-01-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Status', from: 'properties.status' },
    ...facts,
    { label: 'Message time to live', from: 'properties.defaultMessageTimeToLive' },
    { label: 'Created', from: 'properties.createdAt', as: 'time' },
  ],
  commands: [
    deleteCommand(
      title.replace(/\w+$/, (word) => word.toLowerCase()),
      "This deletes '{name}' and the messages in it.",
    ),
  ],
  menu: above,
  probes,
  ...more,
});

const receiving: Fact[] = [
  count('Active message count', 'active'),
  count('Dead-letter message count', 'deadLetter'),
  count('Scheduled message count', 'scheduled'),
  { label: 'Max delivery count', from: 'properties.maxDeliveryCount' },
  { label: 'Message lock duration', from: 'properties.lockDuration' },
];

export const blades: Blade[] = [
  namespaceBlade,
  entity(
    'queues',
    'Service Bus Queue',
    'Queues',
    'Messages in the order in which they were sent; each is for one receiver.',
    receiving,
    { icon: 'queue' },
  ),
  entity(
    'topics',
    'Service Bus Topic',
    'Topics',
    'What is sent here comes to every one of its subscriptions.',
    [{ label: 'Subscription count', from: 'properties.subscriptionCount' }],
    {
      icon: 'topic',
      menu: [
        ...above,
        childrenOf('/subscriptions', 'Subscriptions', [
          { label: 'Status', from: 'properties.status' },
          count('Active messages', 'active'),
          { label: 'Max delivery count', from: 'properties.maxDeliveryCount' },
        ]),
      ],
    },
  ),
  entity(
    'topics/subscriptions',
    'Service Bus Subscription',
    'Subscriptions',
    'A copy of what is sent to the topic.',
    receiving,
    { icon: 'queue' },
  ),
];
