import { ContainerServiceClient } from '@azure/arm-containerservice';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { all, credentialOf, httpClientOver } from './transport.ts';
import { openWorld, subscriptionId, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const clientWith = (credential: TokenCredential): ContainerServiceClient =>
  new ContainerServiceClient(credential, subscriptionId, {
    httpClient: httpClientOver(world.client.send),
    retryOptions: { maxRetries: 0 },
  });
type Client = ContainerServiceClient;
const cluster = {
  location: 'westeurope',
  identity: { type: 'SystemAssigned' as const },
  dnsPrefix: 'shop',
  oidcIssuerProfile: { enabled: true },
  securityProfile: { workloadIdentity: { enabled: true } },
};
const notThere = [404, 'ResourceNotFound'] as const;

const operations: ArmOperation<Client>[] = [
  {
    operation: 'managedClusters.createOrUpdate',
    works: (c) => c.managedClusters.createOrUpdate('rg1', 'aks1', cluster),
    object: (c) => c.managedClusters.createOrUpdate('rg1', 'aks2', { ...cluster, identity: { type: 'None' } }),
    refusal: [400, 'InvalidIdentityType'],
  },
  {
    operation: 'managedClusters.get',
    works: (c) => c.managedClusters.get('rg1', 'aks1'),
    object: (c) => c.managedClusters.get('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'managedClusters.updateTags',
    works: (c) => c.managedClusters.updateTags('rg1', 'aks1', { tags: { a: 'b' } }),
    object: (c) => c.managedClusters.updateTags('rg1', 'none', {}),
    refusal: notThere,
  },
  {
    operation: 'managedClusters.listByResourceGroup',
    works: (c) => all(c.managedClusters.listByResourceGroup('rg1')),
    object: (c) => all(c.managedClusters.listByResourceGroup('rg9')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'managedClusters.listClusterUserCredentials',
    works: (c) => c.managedClusters.listClusterUserCredentials('rg1', 'aks1'),
    object: (c) => c.managedClusters.listClusterUserCredentials('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'managedClusters.listClusterAdminCredentials',
    works: (c) => c.managedClusters.listClusterAdminCredentials('rg1', 'aks1'),
    object: (c) => c.managedClusters.listClusterAdminCredentials('rg1', 'none'),
    refusal: notThere,
  },
  {
    operation: 'managedClusters.delete',
    works: (c) => c.managedClusters.delete('rg1', 'aks1'),
    object: (c) => c.managedClusters.delete('rg1', 'none'),
    refusal: 'ok: nothing was there',
  },
];

describe('ContainerServiceClient, unchanged', () => {
  tryArmOperations({
    title: '@azure/arm-containerservice ContainerServiceClient',
    world: () => world,
    client: clientWith,
    operations,
  });

  it('shows a cluster with its identities and its issuer', async () => {
    const { managedClusters } = clientWith(credentialOf(world, 'owner'));
    const made = await managedClusters.createOrUpdate('rg1', 'aks9', cluster);
    expect(made).toMatchObject({
      provisioningState: 'Succeeded',
      identity: { type: 'SystemAssigned', principalId: expect.any(String) as string },
      identityProfile: { kubeletidentity: { clientId: expect.any(String) as string } },
      oidcIssuerProfile: { enabled: true, issuerURL: expect.stringMatching(/^https:\/\/westeurope\.oic\./) as string },
    });
    expect((await all(managedClusters.list())).map(({ name }) => name)).toContain('aks9');
    const { kubeconfigs } = await managedClusters.listClusterUserCredentials('rg1', 'aks9');
    expect(new TextDecoder().decode(kubeconfigs?.[0]?.value)).toContain(`https://${made.fqdn}:443`);
  });
});
