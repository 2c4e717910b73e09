const sql = ['2023-08-01', '2022-05-01-preview', '2021-11-01'];
const bus = ['2024-01-01', '2022-10-01-preview', '2021-11-01', '2017-04-01'];

/**
 * The resource providers that exist here, with the types that `az resource` needs an api-version for, newest first.
 * Source: Azure REST API specifications.
 */
const types: Record<string, Record<string, string[]>> = {
  'Microsoft.App': {
    containerApps: ['2025-01-01', '2024-03-01', '2023-05-01'],
    managedEnvironments: ['2025-01-01', '2024-03-01', '2023-05-01'],
  },
  'Microsoft.AppConfiguration': {
    configurationStores: ['2024-05-01', '2023-03-01', '2022-05-01'],
    'locations/deletedConfigurationStores': ['2024-05-01', '2023-03-01', '2022-05-01'],
    deletedConfigurationStores: ['2024-05-01', '2023-03-01', '2022-05-01'],
    checkNameAvailability: ['2024-05-01', '2023-03-01', '2022-05-01'],
  },
  'Microsoft.Authorization': {
    roleAssignments: ['2022-04-01', '2020-04-01-preview', '2018-09-01-preview', '2015-07-01'],
    roleDefinitions: ['2022-05-01-preview', '2022-04-01', '2018-07-01', '2015-07-01'],
    denyAssignments: ['2022-04-01', '2018-07-01-preview'],
    permissions: ['2022-04-01', '2018-07-01', '2015-07-01'],
    locks: ['2020-05-01', '2016-09-01'],
    policyDefinitions: ['2023-04-01', '2021-06-01'],
    policyAssignments: ['2023-04-01', '2022-06-01', '2021-06-01'],
  },
  'Microsoft.Automation': { automationAccounts: ['2023-11-01', '2022-08-08', '2015-10-31'] },
  'Microsoft.Compute': {
    virtualMachines: ['2024-11-01', '2024-07-01', '2022-11-01'],
    virtualMachineScaleSets: ['2024-11-01', '2024-07-01', '2022-11-01'],
    'virtualMachineScaleSets/virtualMachines': ['2024-11-01', '2024-07-01', '2022-11-01'],
    'locations/operations': ['2024-11-01', '2024-07-01', '2022-11-01'],
  },
  'Microsoft.ContainerInstance': { containerGroups: ['2023-05-01', '2021-10-01'] },
  'Microsoft.ContainerRegistry': {
    registries: ['2025-04-01', '2023-07-01', '2022-12-01', '2019-05-01'],
    checkNameAvailability: ['2025-04-01', '2023-07-01', '2022-12-01'],
  },
  'Microsoft.ContainerService': { managedClusters: ['2025-05-01', '2024-09-01', '2023-11-01'] },
  'Microsoft.HybridCompute': {
    machines: ['2024-07-10', '2022-03-10'],
    'machines/runCommands': ['2024-07-10'],
  },
  'Microsoft.Insights': { eventtypes: ['2015-04-01', '2014-04-01'] },
  'Microsoft.KeyVault': {
    vaults: ['2024-11-01', '2023-07-01', '2022-07-01', '2019-09-01'],
    'vaults/secrets': ['2024-11-01', '2023-07-01', '2022-07-01', '2019-09-01'],
    deletedVaults: ['2024-11-01', '2023-07-01', '2022-07-01'],
    checkNameAvailability: ['2024-11-01', '2023-07-01', '2022-07-01'],
  },
  'Microsoft.Logic': { workflows: ['2019-05-01', '2016-06-01'] },
  'Microsoft.ManagedIdentity': {
    userAssignedIdentities: ['2024-11-30', '2023-01-31', '2018-11-30'],
    'userAssignedIdentities/federatedIdentityCredentials': ['2024-11-30', '2023-01-31'],
    Identities: ['2024-11-30', '2023-01-31', '2018-11-30'],
  },
  'Microsoft.Management': { managementGroups: ['2023-04-01', '2021-04-01', '2020-05-01'] },
  'Microsoft.OperationalInsights': { workspaces: ['2023-09-01', '2022-10-01', '2020-08-01'] },
  'Microsoft.PolicyInsights': { remediations: ['2021-10-01'], policyStates: ['2019-10-01'] },
  'Microsoft.Resources': {
    subscriptions: ['2022-12-01', '2020-01-01'],
    resourceGroups: ['2024-11-01', '2022-09-01', '2021-04-01'],
    tenants: ['2022-12-01', '2020-01-01'],
    tags: ['2021-04-01', '2019-10-01'],
  },
  'Microsoft.ServiceBus': {
    namespaces: bus,
    'namespaces/authorizationRules': bus,
    'namespaces/networkRuleSets': bus,
    'namespaces/queues': bus,
    'namespaces/queues/authorizationRules': bus,
    'namespaces/topics': bus,
    'namespaces/topics/authorizationRules': bus,
    'namespaces/topics/subscriptions': bus,
    checkNameAvailability: bus,
  },
  'Microsoft.Sql': {
    servers: sql,
    'servers/administrators': sql,
    'servers/azureADOnlyAuthentications': sql,
    'servers/databases': sql,
    'servers/firewallRules': sql,
    'servers/auditingSettings': sql,
    checkNameAvailability: sql,
  },
  'Microsoft.Storage': {
    storageAccounts: ['2024-01-01', '2023-05-01', '2022-09-01', '2021-09-01'],
    'storageAccounts/blobServices': ['2024-01-01', '2023-05-01', '2022-09-01', '2021-09-01'],
    'storageAccounts/blobServices/containers': ['2024-01-01', '2023-05-01', '2022-09-01', '2021-09-01'],
    checkNameAvailability: ['2024-01-01', '2023-05-01', '2022-09-01'],
  },
  'Microsoft.Web': {
    sites: ['2024-11-01', '2023-12-01', '2022-03-01'],
    'sites/config': ['2024-11-01', '2023-12-01', '2022-03-01'],
    'sites/slots': ['2024-11-01', '2023-12-01', '2022-03-01'],
    serverfarms: ['2024-11-01', '2023-12-01', '2022-03-01'],
  },
};

export interface Provider {
  namespace: string;
  resourceTypes: { resourceType: string; apiVersions: string[] }[];
}

export const providers: Provider[] = Object.entries(types).map(([namespace, own]) => ({
  namespace,
  resourceTypes: Object.entries(own).map(([resourceType, apiVersions]) => ({ resourceType, apiVersions })),
}));
