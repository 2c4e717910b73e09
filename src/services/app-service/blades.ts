import { deleteCommand, type Blade, type Fact, type MenuEntry } from '#kernel/blade.ts';

const where: Fact[] = [
  { label: 'Resource group', from: 'id', as: 'group' },
  { label: 'Location', from: 'location' },
  { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
];

const webAppMenu: MenuEntry[] = [
  { panel: 'overview', title: 'Overview' },
  { panel: 'activity-log', title: 'Activity log' },
  { panel: 'iam', title: 'Access control (IAM)' },
  {
    panel: 'children',
    title: 'Deployment slots',
    group: 'Deployment',
    list: {
      path: '/slots',
      columns: [
        { label: 'Status', from: 'properties.state' },
        { label: 'Default domain', from: 'properties.defaultHostName' },
        { label: 'Identity', from: 'identity.type', empty: 'None' },
      ],
      opens: true,
      empty: {
        title: 'You haven\u2019t added any deployment slots',
        says: 'A slot is a second place for the program, with its own address, settings and identities.',
      },
    },
  },
  { panel: 'app-settings', title: 'Environment variables', group: 'Settings' },
  { panel: 'identity', title: 'Identity', group: 'Settings' },
];

/** The blade of a web app. Sentences of the confirmations follow the portal's. */
export const webAppBlade: Blade = {
  type: 'Microsoft.Web/sites',
  title: 'Web App',
  typeName: 'App Service',
  plural: 'App Services',
  says: 'A program that App Service runs and shows on the web. Its identity is what it proves when it asks other services for something.',
  icon: 'web-app',
  browse: 'https://{properties.defaultHostName}/',
  kinds: { functionapp: { title: 'Function App', typeName: 'Function App', icon: 'function' } },
  apiVersion: '2023-12-01',
  essentials: [
    ...where.slice(0, 1),
    { label: 'Status', from: 'properties.state' },
    ...where.slice(1),
    { label: 'Default domain', from: 'properties.defaultHostName', as: 'copy' },
    { label: 'App Service Plan', from: 'properties.serverFarmId', as: 'resource', empty: '-' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [
    {
      id: 'stop',
      title: 'Stop',
      icon: 'stop',
      method: 'POST',
      path: '/stop',
      when: { from: 'properties.state', is: 'Running' },
      confirm: { title: 'Stop web app', text: "Are you sure you want to stop '{name}'?", yes: 'Yes' },
      done: "Stopped web app '{name}'",
      failed: "Failed to stop web app '{name}'",
    },
    {
      id: 'start',
      title: 'Start',
      icon: 'start',
      method: 'POST',
      path: '/start',
      when: { from: 'properties.state', is: 'Stopped' },
      done: "Started web app '{name}'",
      failed: "Failed to start web app '{name}'",
    },
    {
      id: 'restart',
      title: 'Restart',
      icon: 'restart',
      method: 'POST',
      path: '/restart',
      confirm: { title: 'Restart web app', text: "Are you sure you want to restart '{name}'?", yes: 'Yes' },
      done: "Restarted web app '{name}'",
      failed: "Failed to restart web app '{name}'",
    },
    deleteCommand(
      'web app',
      "This deletes '{name}' together with its system-assigned identity. Role assignments of that identity stay behind as 'Identity not found'.",
    ),
  ],
  menu: webAppMenu,
  probes: [
    { title: 'Read the web app', action: 'Microsoft.Web/sites/read', plane: 'control' },
    { title: 'Change the web app (identity included)', action: 'Microsoft.Web/sites/write', plane: 'control' },
    { title: 'See the values of its app settings', action: 'Microsoft.Web/sites/config/list/action', plane: 'control' },
    { title: 'Restart the web app', action: 'Microsoft.Web/sites/restart/action', plane: 'control' },
    { title: 'Assign roles on it', action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
};

export const planBlade: Blade = {
  type: 'Microsoft.Web/serverfarms',
  title: 'App Service plan',
  typeName: 'App Service plan',
  plural: 'App Service plans',
  says: 'The machines on which web apps run. It has no identity of its own.',
  icon: 'plan',
  apiVersion: '2023-12-01',
  essentials: [
    ...where,
    { label: 'Pricing plan', from: 'sku.name', empty: '-' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
  ],
  probes: [{ title: 'Read the plan', action: 'Microsoft.Web/serverfarms/read', plane: 'control' }],
};

/** A slot has what an app has, under permissions of its own. */
export const slotBlade: Blade = {
  ...webAppBlade,
  type: 'Microsoft.Web/sites/slots',
  icon: 'slot',
  below: true,
  title: 'Web App (Slot)',
  typeName: 'App Service (Slot)',
  plural: 'App Service slots',
  menu: webAppMenu.filter(({ title }) => title !== 'Deployment slots'),
  says: 'A second place for an app’s program, with its own address, settings and identities. A swap moves the program and most settings, never an identity.',
  probes: webAppBlade.probes.map((probe) => ({
    ...probe,
    action: probe.action.replace('Microsoft.Web/sites/', 'Microsoft.Web/sites/slots/'),
  })),
};

export const blades: Blade[] = [webAppBlade, slotBlade, planBlade];
