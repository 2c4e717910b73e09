import type { Blade, Command } from '#kernel/blade.ts';

const state = 'properties.runningStatus';
const words = {
  start: ['Start', 'Started', 'start', 'Stopped'],
  stop: ['Stop', 'Stopped', 'stop', 'Running'],
} as const;
const power = (id: 'start' | 'stop'): Command => {
  const [title, done, verb, is] = words[id];
  return {
    id,
    title,
    icon: id,
    method: 'POST',
    path: `/${id}`,
    when: { from: state, is },
    begun: `${done} container app '{name}'`,
    done: `${done} container app '{name}'`,
    failed: `Failed to ${verb} container app '{name}'`,
  };
};

const destroy = (what: string, text: string): Command => ({
  id: 'delete',
  title: 'Delete',
  icon: 'delete',
  method: 'DELETE',
  path: '',
  confirm: { title: `Delete ${what}`, text, yes: 'Delete', typeName: true },
  begun: `Deleted ${what} '{name}'`,
  done: `Deleted ${what} '{name}'`,
  failed: `Failed to delete ${what} '{name}'`,
  leaves: true,
});

const common: Blade['menu'] = [
  { panel: 'overview', title: 'Overview' },
  { panel: 'activity-log', title: 'Activity log' },
  { panel: 'iam', title: 'Access control (IAM)' },
];

export const blades: Blade[] = [
  {
    type: 'Microsoft.App/containerApps',
    title: 'Container App',
    typeName: 'Container App',
    plural: 'Container Apps',
    says: 'Runs containers without a machine to look after. Its identities serve its code, pull its images and read its secrets.',
    icon: 'container-app',
    browse: 'https://{properties.configuration.ingress.fqdn}/',
    apiVersion: '2024-03-01',
    essentials: [
      { label: 'Resource group', from: 'id', as: 'group' },
      { label: 'Status', from: state },
      { label: 'Location', from: 'location' },
      { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
      { label: 'Application Url', from: 'https://{properties.configuration.ingress.fqdn}', as: 'copy', empty: '-' },
      { label: 'Container Apps Environment', from: 'properties.environmentId', as: 'resource' },
      { label: 'Provisioning state', from: 'properties.provisioningState' },
      { label: 'Tags', from: 'tags', as: 'tags' },
    ],
    commands: [
      power('start'),
      power('stop'),
      destroy('container app', "This deletes '{name}' together with its system-assigned identity."),
    ],
    menu: [
      ...common,
      {
        panel: 'children',
        title: 'Revisions',
        group: 'Application',
        says: 'What the app was told to run, each time it was changed. A revision that cannot pull its image or read its secrets never becomes ready.',
        list: {
          path: '/revisions',
          columns: [
            { label: 'Active', from: 'properties.active', words: { true: 'Yes', false: 'No' } },
            { label: 'Running status', from: 'properties.runningState' },
            { label: 'Health', from: 'properties.healthState' },
            { label: 'Created', from: 'properties.createdTime', as: 'time' },
          ],
          empty: { title: 'No revisions', says: 'The first one comes with the app.' },
        },
      },
      { panel: 'identity', title: 'Identity', group: 'Settings' },
    ],
    probes: [
      { title: 'Read the container app', action: 'Microsoft.App/containerApps/read', plane: 'control' },
      { title: 'Read its secrets', action: 'Microsoft.App/containerApps/listSecrets/action', plane: 'control' },
      {
        title: 'Open a session in it (and so use its identities)',
        action: 'Microsoft.App/containerApps/exec/action',
        plane: 'control',
      },
    ],
  },
  {
    type: 'Microsoft.App/managedEnvironments',
    title: 'Container Apps Environment',
    typeName: 'Container Apps Environment',
    plural: 'Container Apps Environments',
    says: 'The common ground of container apps: their network, their domain and their logs.',
    icon: 'environment',
    apiVersion: '2024-03-01',
    essentials: [
      { label: 'Resource group', from: 'id', as: 'group' },
      { label: 'Location', from: 'location' },
      { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
      { label: 'Default domain', from: 'properties.defaultDomain', as: 'copy' },
      { label: 'Tags', from: 'tags', as: 'tags' },
    ],
    commands: [destroy('environment', "This deletes '{name}'. It must not hold any container apps.")],
    menu: common,
    probes: [
      {
        title: 'Put a container app into it',
        action: 'Microsoft.App/managedEnvironments/join/action',
        plane: 'control',
      },
    ],
  },
];
