import {
  armHost,
  managementGroups,
  customRole,
  denyOf,
  group,
  identityId,
  known,
  roleId,
  siteId,
  subscription,
  tenantId,
  vaultId,
  type Base,
} from './base.ts';
import { sample, type Sample } from './samples.ts';

const appSettings = { properties: { KEY: 'value', ANOTHER: 'one' } };

/** Resource Manager and the services behind it, as the owner of the subscription asks. */
export function armSamples(base: Base): Sample[] {
  const token = base.tokens['owner arm'] ?? '';
  const arm = (method: string, path: string, version: string, body?: unknown): Sample =>
    sample(method, `${armHost}${path}${path.includes('?') ? '&' : '?'}api-version=${version}`, body, token);
  const provider = (name: string) => `${group}/providers/${name}`;
  const principalId = base.made['id1']?.properties.principalId;
  const policies = {
    properties: {
      accessPolicies: [
        { tenantId, objectId: principalId, permissions: { secrets: ['get', 'list'], keys: [], certificates: [] } },
      ],
    },
  };
  const vaultProperties = {
    tenantId,
    sku: { family: 'A', name: 'standard' },
    accessPolicies: policies.properties.accessPolicies,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    enableRbacAuthorization: true,
    networkAcls: {
      bypass: 'AzureServices',
      defaultAction: 'Deny',
      ipRules: [{ value: '203.0.113.0/24' }],
      virtualNetworkRules: [],
    },
    publicNetworkAccess: 'Enabled',
  };
  const assignment = {
    properties: {
      roleDefinitionId: roleId('reader'),
      principalId,
      principalType: 'ServicePrincipal',
      description: 'd',
      condition: null,
    },
  };
  const authorization = 'providers/Microsoft.Authorization';
  const deleted = `${subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/${known.deletedVault}`;
  const plan = provider('Microsoft.Web/serverfarms/plan1');
  const identities = provider('Microsoft.ManagedIdentity/userAssignedIdentities');
  const site = siteId('app-user');
  return [
    arm('GET', '/subscriptions', '2022-12-01'),
    arm('GET', subscription, '2022-12-01'),
    arm('GET', `${subscription}/locations`, '2022-12-01'),
    arm('GET', '/tenants', '2022-12-01'),
    arm('GET', `${subscription}/providers`, '2021-04-01'),
    arm('GET', `${subscription}/providers/Microsoft.Web`, '2021-04-01'),
    arm('POST', `${subscription}/providers/Microsoft.Web/register`, '2021-04-01'),
    arm('GET', `${subscription}/operationresults/${base.operationResult}`, '2024-11-01'),
    arm(
      'GET',
      `${subscription}/resources?$filter=resourceType%20eq%20%27Microsoft.KeyVault%2Fvaults%27&$expand=createdTime`,
      '2021-04-01',
    ),
    arm('GET', `${group}/resources`, '2021-04-01'),
    arm('GET', `${subscription}/resourcegroups?$filter=tagName%20eq%20%27a%27`, '2024-11-01'),
    arm('PUT', `${subscription}/resourcegroups/rg-new`, '2024-11-01', { location: 'westeurope', tags: { a: 'b' } }),
    arm('GET', group, '2024-11-01'),
    arm('HEAD', group, '2024-11-01'),
    arm('PATCH', group, '2024-11-01', { tags: { a: 'b' } }),
    arm('DELETE', group, '2024-11-01'),
    arm(
      'GET',
      `${subscription}/providers/microsoft.insights/eventtypes/management/values?$filter=eventTimestamp%20ge%20%272026-11-23T00:00:00Z%27`,
      '2015-04-01',
    ),
    arm('GET', managementGroups, '2020-05-01'),
    arm('GET', `${managementGroups}/${tenantId}?$expand=children`, '2020-05-01'),
    arm('PUT', `${managementGroups}/mg-new`, '2020-05-01', {
      properties: { displayName: 'New', details: { parent: { id: `${managementGroups}/${tenantId}` } } },
    }),
    arm('DELETE', `${managementGroups}/mg-empty`, '2020-05-01'),
    arm('PUT', `${managementGroups}/mg-empty${subscription}`, '2020-05-01'),
    arm('DELETE', `${managementGroups}/${tenantId}${subscription}`, '2020-05-01'),

    arm('GET', `${vaultId}/${authorization}/roleDefinitions?$filter=roleName%20eq%20%27Reader%27`, '2022-04-01'),
    arm('GET', `${group}/${authorization}/roleDefinitions/${known.role}`, '2022-04-01'),
    arm('PUT', `${group}/${authorization}/roleDefinitions/${known.free}`, '2022-04-01', customRole('Another')),
    arm('DELETE', `${group}/${authorization}/roleDefinitions/${known.role}`, '2022-04-01'),
    arm('GET', `${group}/${authorization}/roleAssignments?$filter=atScope()`, '2022-04-01'),
    arm('PUT', `${group}/${authorization}/roleAssignments/${known.free}`, '2022-04-01', assignment),
    arm('PUT', `${group}/${authorization}/roleAssignments/${known.free}`, '2022-04-01', {
      properties: {
        ...assignment.properties,
        condition:
          "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEqualsIgnoreCase 'User'))",
        conditionVersion: '2.0',
      },
    }),
    arm('GET', `${group}/${authorization}/roleAssignments/${known.assignment}`, '2022-04-01'),
    arm('DELETE', `${group}/${authorization}/roleAssignments/${known.assignment}`, '2022-04-01'),
    arm('GET', `${group}/${authorization}/denyAssignments?$filter=atScope()`, '2022-04-01'),
    arm('GET', `${group}/${authorization}/denyAssignments/${known.deny}`, '2022-04-01'),
    arm('PUT', `${group}/${authorization}/denyAssignments/${known.free}`, '2022-04-01', denyOf('another')),
    arm('DELETE', `${group}/${authorization}/denyAssignments/${known.deny}`, '2022-04-01'),
    arm('GET', `${vaultId}/${authorization}/permissions`, '2022-04-01'),

    arm('PUT', identityId('id-new'), '2023-01-31', { location: 'westeurope', tags: { a: 'b' } }),
    arm('GET', identityId('id1'), '2023-01-31'),
    arm('GET', identities, '2023-01-31'),
    arm('GET', `${subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`, '2023-01-31'),
    arm('PATCH', identityId('id1'), '2024-11-30', { tags: { a: 'b' } }),
    arm('DELETE', identityId('id1'), '2023-01-31'),
    arm('PUT', `${identityId('id1')}/federatedIdentityCredentials/fic-new`, '2023-01-31', {
      properties: {
        issuer: 'https://token.actions.githubusercontent.com',
        subject: 'repo:a/b:ref:refs/heads/main',
        audiences: ['api://AzureADTokenExchange'],
      },
    }),
    arm('GET', `${identityId('id1')}/federatedIdentityCredentials`, '2023-01-31'),
    arm('GET', `${identityId('id1')}/federatedIdentityCredentials/fuzzed`, '2023-01-31'),
    arm('DELETE', `${identityId('id1')}/federatedIdentityCredentials/fuzzed`, '2023-01-31'),
    arm('POST', `${identityId('id1')}/listAssociatedResources`, '2022-01-31-preview'),
    arm('GET', `${siteId('app-system')}/providers/Microsoft.ManagedIdentity/identities/default`, '2023-01-31'),

    arm('PUT', provider('Microsoft.KeyVault/vaults/kv-new'), '2023-07-01', {
      location: 'westeurope',
      tags: { a: 'b' },
      properties: vaultProperties,
    }),
    arm('PUT', provider(`Microsoft.KeyVault/vaults/${known.deletedVault}`), '2023-07-01', {
      location: 'westeurope',
      properties: { createMode: 'recover', tenantId },
    }),
    arm('GET', vaultId, '2023-07-01'),
    arm('PATCH', vaultId, '2023-07-01', {
      tags: { a: 'b' },
      properties: { enablePurgeProtection: true, networkAcls: { defaultAction: 'Deny' } },
    }),
    arm('DELETE', vaultId, '2023-07-01'),
    arm('GET', provider('Microsoft.KeyVault/vaults'), '2023-07-01'),
    arm('GET', `${subscription}/providers/Microsoft.KeyVault/vaults`, '2023-07-01'),
    ...['add', 'replace', 'remove'].map((kind) =>
      arm(
        'PUT',
        provider(`Microsoft.KeyVault/vaults/${known.policyVault}/accessPolicies/${kind}`),
        '2023-07-01',
        policies,
      ),
    ),
    arm('POST', `${subscription}/providers/Microsoft.KeyVault/checkNameAvailability`, '2023-07-01', {
      name: 'kv-free',
      type: 'Microsoft.KeyVault/vaults',
    }),
    arm('GET', `${subscription}/providers/Microsoft.KeyVault/deletedVaults`, '2023-07-01'),
    arm('GET', deleted, '2023-07-01'),
    arm('POST', `${deleted}/purge`, '2023-07-01'),

    arm('PUT', provider('Microsoft.Web/serverfarms/plan-new'), '2023-12-01', {
      location: 'westeurope',
      sku: { name: 'B1', tier: 'Basic' },
      properties: { reserved: true },
    }),
    arm('GET', plan, '2023-12-01'),
    arm('GET', provider('Microsoft.Web/serverfarms'), '2023-12-01'),
    arm('GET', `${subscription}/providers/Microsoft.Web/serverfarms`, '2023-12-01'),
    arm('DELETE', provider('Microsoft.Web/serverfarms/plan-empty'), '2023-12-01'),
    arm('PUT', siteId('app-new'), '2023-12-01', {
      location: 'westeurope',
      identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } },
      properties: { serverFarmId: plan, httpsOnly: true, siteConfig: { appSettings: [{ name: 'A', value: 'b' }] } },
    }),
    arm('GET', site, '2023-12-01'),
    arm('PATCH', site, '2023-12-01', {
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId('id2')]: {} } },
    }),
    arm('PUT', `${site}/config/appsettings`, '2023-12-01', appSettings),
    arm('POST', `${site}/config/appsettings/list`, '2023-12-01'),
    arm('DELETE', site, '2023-12-01'),
    arm('GET', provider('Microsoft.Web/sites'), '2023-12-01'),
    arm('GET', `${subscription}/providers/Microsoft.Web/sites`, '2023-12-01'),
    arm('GET', `${site}/config/slotConfigNames`, '2023-12-01'),
    arm('GET', `${site}/config/web`, '2023-12-01'),
    ...['start', 'stop', 'restart'].map((verb) => arm('POST', `${site}/${verb}`, '2023-12-01')),
    ...['webAppStacks', 'functionAppStacks'].map((stacks) =>
      arm('GET', `/providers/Microsoft.Web/${stacks}`, '2023-12-01'),
    ),
    arm('GET', `${subscription}/providers/Microsoft.Web/geoRegions?sku=Dynamic`, '2023-12-01'),
    arm('POST', `${subscription}/providers/Microsoft.Web/checknameavailability`, '2023-12-01', {
      name: 'app-free',
      type: 'Microsoft.Web/sites',
    }),
  ];
}
