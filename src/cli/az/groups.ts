import type { Group } from './tree.ts';

/** The groups that hold simulated commands, described as the real az describes them. */
export const GROUPS: readonly Group[] = [
  { words: 'group', summary: 'Manage resource groups and template deployments.' },
  { words: 'resource', summary: 'Manage Azure resources.' },
  { words: 'identity', summary: 'Manage Managed Identity.' },
  { words: 'appservice', summary: 'Manage App Service plans.' },
  { words: 'appservice plan', summary: 'Manage app service plans.' },
  { words: 'webapp', summary: 'Manage web apps.' },
  { words: 'webapp identity', summary: "Manage web app's managed identity." },
  { words: 'webapp config', summary: 'Configure a web app.' },
  {
    words: 'webapp config appsettings',
    summary: 'Configure web app settings. Updating or removing application settings will cause an app recycle.',
  },
  { words: 'role', summary: 'Manage Azure role-based access control (Azure RBAC).' },
  { words: 'role assignment', summary: 'Manage role assignments.' },
  { words: 'role definition', summary: 'Manage role definitions.' },
  { words: 'keyvault', summary: 'Manage KeyVault keys, secrets, and certificates.' },
  { words: 'keyvault secret', summary: 'Manage secrets.' },
  { words: 'account', summary: 'Manage Azure subscription information.' },
  {
    words: 'ad',
    summary:
      'Manage Microsoft Entra ID (formerly known as Azure Active Directory, Azure AD, AAD) entities needed for Azure role-based access control (Azure RBAC) through Microsoft Graph API.',
  },
  { words: 'ad sp', summary: 'Manage Microsoft Entra service principals.' },
  { words: 'ad user', summary: 'Manage Microsoft Entra users.' },
  { words: 'ad group', summary: 'Manage Microsoft Entra groups.' },
  { words: 'ad group member', summary: 'Manage group members.' },
  { words: 'ad signed-in-user', summary: 'Show graph information about current signed-in user in CLI.' },
  { words: 'monitor', summary: 'Manage the Azure Monitor Service.' },
  { words: 'monitor activity-log', summary: 'Manage activity logs.' },
];
