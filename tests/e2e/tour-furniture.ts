/** What a request of the tour's start is: method, address (of Resource Manager where it has no host), body. */
type Made = [method: string, url: string, body?: unknown];

const location = 'westeurope';
const tags = { costCenter: '4711' };
const system = { type: 'SystemAssigned' };

const machine = {
  storageProfile: {
    imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
    osDisk: { createOption: 'FromImage', osType: 'Linux' },
  },
  osProfile: { computerName: 'vm-orders', adminUsername: 'azureuser', adminPassword: 'simulated-Pa55' },
};
const container = {
  image: 'mcr.microsoft.com/azure-cli',
  resources: { requests: { cpu: 1, memoryInGB: 1.5 } },
};

/** One resource of each type that has a blade, beside those of the lesson. */
export function furniture(subscription: string, tenantId: string): Made[] {
  const group = `${subscription}/resourceGroups/rg-shop`;
  const put = (path: string, version: string, body: object): Made => [
    'PUT',
    `${group}/providers/${path}?api-version=${version}`,
    { location, ...body },
  ];
  const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-orders`;
  const both = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identity]: {} } };
  const environmentId = `${group}/providers/Microsoft.App/managedEnvironments/env-shop`;
  const graph = 'https://graph.microsoft.com/v1.0';
  return [
    put('Microsoft.ManagedIdentity/userAssignedIdentities/id-orders', '2023-01-31', { tags }),
    put('Microsoft.Compute/virtualMachines/vm-orders', '2024-11-01', {
      tags,
      identity: both,
      properties: { hardwareProfile: { vmSize: 'Standard_B1s' }, ...machine },
    }),
    put('Microsoft.Compute/virtualMachineScaleSets/vmss-orders', '2024-11-01', {
      sku: { name: 'Standard_B1s', tier: 'Standard', capacity: 2 },
      identity: system,
      properties: { upgradePolicy: { mode: 'Manual' }, overprovision: false, virtualMachineProfile: machine },
    }),
    put('Microsoft.ContainerInstance/containerGroups/aci-report', '2023-05-01', {
      identity: both,
      properties: { osType: 'Linux', restartPolicy: 'Never', containers: [{ name: 'main', properties: container }] },
    }),
    put('Microsoft.App/managedEnvironments/env-shop', '2024-03-01', { properties: {} }),
    put('Microsoft.App/containerApps/ca-orders', '2024-03-01', {
      identity: system,
      properties: {
        environmentId,
        configuration: { secrets: [{ name: 'api', value: 'v' }], ingress: { external: true, targetPort: 80 } },
        template: {
          containers: [{ name: 'web', image: 'mcr.microsoft.com/x', env: [{ name: 'API', secretRef: 'api' }] }],
        },
      },
    }),
    put('Microsoft.Storage/storageAccounts/stshop7c41', '2024-01-01', {
      sku: { name: 'Standard_LRS' },
      kind: 'StorageV2',
      tags,
      properties: { publicNetworkAccess: 'Enabled' },
    }),
    put('Microsoft.ServiceBus/namespaces/sb-shop-7c41', '2024-01-01', {
      sku: { name: 'Standard', tier: 'Standard' },
      identity: system,
      properties: { publicNetworkAccess: 'Enabled' },
    }),
    put('Microsoft.ServiceBus/namespaces/sb-shop-7c41/queues/orders', '2024-01-01', { properties: {} }),
    put('Microsoft.ServiceBus/namespaces/sb-shop-7c41/topics/news', '2024-01-01', { properties: {} }),
    put('Microsoft.ServiceBus/namespaces/sb-shop-7c41/topics/news/subscriptions/all', '2024-01-01', { properties: {} }),
    put('Microsoft.Sql/servers/sql-shop-7c41', '2023-08-01', {
      identity: system,
      properties: {
        administratorLogin: 'sqladmin',
        administratorLoginPassword: 'simulated-Pa55-7',
        administrators: {
          administratorType: 'ActiveDirectory',
          principalType: 'Application',
          login: 'id-orders',
          sid: tenantId,
          tenantId,
          azureADOnlyAuthentication: false,
        },
      },
    }),
    put('Microsoft.Sql/servers/sql-shop-7c41/databases/orders', '2023-08-01', { sku: { name: 'Basic' } }),
    put('Microsoft.AppConfiguration/configurationStores/appcs-shop-7c41', '2024-05-01', {
      sku: { name: 'standard' },
      identity: system,
    }),
    put('Microsoft.ContainerRegistry/registries/crshop7c41', '2023-07-01', {
      sku: { name: 'Premium' },
      identity: system,
      properties: {},
    }),
    put('Microsoft.Web/sites/func-orders', '2023-12-01', {
      kind: 'functionapp',
      properties: { serverFarmId: `${group}/providers/Microsoft.Web/serverfarms/plan-shop` },
    }),
    put('Microsoft.OperationalInsights/workspaces/log-shop', '2023-09-01', {}),
    ['POST', `${graph}/applications`, { displayName: 'shop-pipeline' }],
    [
      'POST',
      `${graph}/groups`,
      { displayName: 'Shop operators', mailEnabled: false, mailNickname: 'ops', securityEnabled: true },
    ],
    [
      'PUT',
      `${subscription}/resourceGroups/rg-payroll/providers/Microsoft.Authorization/locks/keep?api-version=2016-09-01`,
      { properties: { level: 'CanNotDelete', notes: 'Payroll must stay.' } },
    ],
  ];
}
