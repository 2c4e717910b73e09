import { deleteCommand, type Blade } from '#kernel/blade.ts';

export const blades: Blade[] = [
  {
    type: 'Microsoft.Logic/workflows',
    title: 'Logic app',
    typeName: 'Logic app',
    plural: 'Logic apps',
    says: 'Runs actions one after another. Whoever may change it, run it or has its callback address acts with its identity.',
    icon: 'workflow',
    apiVersion: '2019-05-01',
    essentials: [
      { label: 'Resource group', from: 'id', as: 'group' },
      { label: 'Status', from: 'properties.state' },
      { label: 'Location', from: 'location' },
      { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
      { label: 'Tags', from: 'tags', as: 'tags' },
    ],
    commands: [deleteCommand('logic app', "This deletes '{name}' with its runs and its system-assigned identity.")],
    menu: [
      { panel: 'overview', title: 'Overview' },
      { panel: 'activity-log', title: 'Activity log' },
      { panel: 'iam', title: 'Access control (IAM)' },
      { panel: 'identity', title: 'Identity', group: 'Settings' },
    ],
    probes: [
      { title: 'Change the workflow', action: 'Microsoft.Logic/workflows/write', plane: 'control' },
      {
        title: 'Run it (and so use its identity)',
        action: 'Microsoft.Logic/workflows/triggers/run/action',
        plane: 'control',
      },
      {
        title: 'Get its callback address',
        action: 'Microsoft.Logic/workflows/triggers/listCallbackUrl/action',
        plane: 'control',
      },
    ],
  },
];
