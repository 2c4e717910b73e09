import { describe, expect, it } from 'vitest';
import { askImds } from '../test-imds.ts';
import { group, subscriptionId, TestTenant } from '../test-tenant.ts';

const machine = `${group}/providers/Microsoft.Compute/virtualMachines/vm1`;
const query = { 'api-version': '2021-02-01' };
const path = '/metadata/instance';

function tenant(): TestTenant {
  const t = new TestTenant();
  t.arm('PUT', machine, {
    location: 'westeurope',
    tags: { env: 'test', team: 'a' },
    zones: ['2'],
    properties: {
      hardwareProfile: { vmSize: 'Standard_B1s' },
      storageProfile: {
        imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
      },
    },
  });
  return t;
}

describe('/metadata/instance', () => {
  it('says what the machine is', () => {
    const t = tenant();
    const answer = askImds(t, machine, { query, path });
    const compute = {
      azEnvironment: 'AzurePublicCloud',
      location: 'westeurope',
      name: 'vm1',
      offer: 'ubuntu-24_04-lts',
      osType: 'Linux',
      provider: 'Microsoft.Compute',
      publisher: 'Canonical',
      resourceGroupName: 'rg1',
      resourceId: machine,
      sku: 'server',
      subscriptionId,
      tags: 'env:test;team:a',
      tagsList: [
        { name: 'env', value: 'test' },
        { name: 'team', value: 'a' },
      ],
      version: 'latest',
      vmId: t.arm('GET', machine).json['properties']?.['vmId'],
      vmScaleSetName: '',
      vmSize: 'Standard_B1s',
      zone: '2',
    };
    expect(answer.json).toEqual({ compute });
    expect(askImds(t, machine, { query, path: `${path}/compute` }).json).toEqual(compute);
  });

  it('changes nothing', () => {
    expect(askImds(tenant(), machine, { query, path }).changes).toEqual([]);
  });

  it.each<[status: number, body: object, how: Parameters<typeof askImds>[2]]>([
    [400, { error: 'Bad request. Required metadata header not specified' }, { headers: {}, query, path }],
    [
      400,
      {
        error:
          'Bad request. api-version was not specified in the request. For more information refer to aka.ms/azureimds',
        'newest-versions': ['2021-12-13', '2021-11-15', '2021-11-01'],
      },
      { query: {}, path },
    ],
    [
      400,
      {
        error: 'Bad request. api-version is invalid or not supported',
        'newest-versions': ['2021-12-13', '2021-11-15', '2021-11-01'],
      },
      { query: { 'api-version': '2021-02-02' }, path },
    ],
  ])('refuses with %i %o', (status, body, how) => {
    const answer = askImds(tenant(), machine, how);
    expect([answer.status, answer.json]).toEqual([status, body]);
  });
});
