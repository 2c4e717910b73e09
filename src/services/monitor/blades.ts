import { deleteCommand, type Blade } from '#kernel/blade.ts';

const workspaces = 'Microsoft.OperationalInsights/workspaces';

/** The blade of a Log Analytics workspace, to which diagnostic settings send logs. */
export const workspaceBlade: Blade = {
  type: workspaces,
  title: 'Log Analytics workspace',
  typeName: 'Log Analytics workspace',
  plural: 'Log Analytics workspaces',
  says: 'A place for logs. Resources send theirs here once a diagnostic setting of theirs says so.',
  icon: 'logs',
  apiVersion: '2023-09-01',
  essentials: [
    { label: 'Resource group', from: 'id', as: 'group' },
    { label: 'Status', from: 'properties.provisioningState' },
    { label: 'Location', from: 'location' },
    { label: 'Subscription ID', from: 'subscriptionId', as: 'copy' },
    { label: 'Workspace Name', from: 'name' },
    { label: 'Workspace ID', from: 'properties.customerId', as: 'copy' },
    { label: 'Pricing tier', from: 'properties.sku.name' },
    { label: 'Data retention (days)', from: 'properties.retentionInDays' },
    { label: 'Tags', from: 'tags', as: 'tags' },
  ],
  commands: [deleteCommand('Log Analytics workspace', "This deletes '{name}'. What was collected there is lost.")],
  menu: [
    { panel: 'overview', title: 'Overview' },
    { panel: 'activity-log', title: 'Activity log' },
    { panel: 'iam', title: 'Access control (IAM)' },
  ],
  probes: [
    { title: 'See the workspace', action: `${workspaces}/read`, plane: 'control' },
    { title: 'Query its logs', action: `${workspaces}/query/read`, plane: 'control' },
    { title: 'Change the workspace', action: `${workspaces}/write`, plane: 'control' },
  ],
};

export const blades: Blade[] = [workspaceBlade];
