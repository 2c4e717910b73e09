import { deleteCommand, type Blade } from '#kernel/blade.ts';

export const blades: Blade[] = [
  {
    type: 'Microsoft.Automation/automationAccounts',
    title: 'Automation Account',
    typeName: 'Automation Account',
    plural: 'Automation Accounts',
    says: 'Runs runbooks in a sandbox of Azure. Whoever may start or change one acts with the identities of the account.',
    icon: 'automation',
    apiVersion: '2023-11-01',
    essentials: [
      { label: 'Resource group', from: 'id', as: 'group' },
      { label: 'Status', from: 'properties.state' },
      { label: 'Location', from: 'location' },
      { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
      { label: 'Tags', from: 'tags', as: 'tags' },
    ],
    commands: [
      deleteCommand(
        'Automation account',
        "This deletes '{name}' with its runbooks, its jobs and its system-assigned identity.",
      ),
    ],
    menu: [
      { panel: 'overview', title: 'Overview' },
      { panel: 'activity-log', title: 'Activity log' },
      { panel: 'iam', title: 'Access control (IAM)' },
      { panel: 'identity', title: 'Identity', group: 'Account Settings' },
    ],
    probes: [
      { title: 'Change a runbook', action: 'Microsoft.Automation/automationAccounts/runbooks/write', plane: 'control' },
      {
        title: 'Start a job (and so use its identities)',
        action: 'Microsoft.Automation/automationAccounts/jobs/write',
        plane: 'control',
      },
    ],
  },
];
