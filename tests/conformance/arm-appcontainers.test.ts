import { ContainerAppsAPIClient, type ContainerApp } from '@azure/arm-appcontainers';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { environmentOf } from '#tenant/world.ts';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import type { Task } from './host-program.ts';
import { runInSession } from './on-host.ts';
import { all, credentialOf, httpClientOver } from './transport.ts';
import { group, identityId, openWorld, roleId, subscriptionId, vaultId, type World } from './world.ts';

type Client = ContainerAppsAPIClient;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const clientWith = (credential: TokenCredential): Client =>
  new ContainerAppsAPIClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });
const owner = (): Client => clientWith(credentialOf(world, 'owner'));

const environmentId = `${group}/providers/Microsoft.App/managedEnvironments/env1`;
const containers = [{ name: 'web', image: 'mcr.microsoft.com/k8se/quickstart:latest' }];
const app: ContainerApp = {
  location: 'westeurope',
  environmentId,
  configuration: { secrets: [{ name: 's', value: 'hidden' }], ingress: { external: true, targetPort: 80 } },
  template: { containers },
};
const environment = { location: 'westeurope' };
const at = ['rg1', 'app1'] as const;
const none = ['rg1', 'app9'] as const;
const revision = 'app1--0000001';
const quick = { updateIntervalInMs: 1 };
const notThere = [404, 'ResourceNotFound'] as const;
const noGroup = [404, 'ResourceGroupNotFound'] as const;

const operations: ArmOperation<Client>[] = [
  {
    operation: 'managedEnvironments.createOrUpdate',
    works: (c) => c.managedEnvironments.createOrUpdate('rg1', 'env1', environment, quick),
    object: (c) => c.managedEnvironments.createOrUpdate('rg9', 'env1', environment, quick),
    refusal: noGroup,
  },
  {
    operation: 'managedEnvironments.get',
    works: (c) => c.managedEnvironments.get('rg1', 'env1'),
    object: (c) => c.managedEnvironments.get('rg1', 'env9'),
    refusal: notThere,
  },
  {
    operation: 'managedEnvironments.listByResourceGroup',
    works: (c) => all(c.managedEnvironments.listByResourceGroup('rg1')),
    object: (c) => all(c.managedEnvironments.listByResourceGroup('rg9')),
    refusal: noGroup,
  },
  {
    operation: 'containerApps.createOrUpdate',
    works: (c) => c.containerApps.createOrUpdate(...at, app, quick),
    object: (c) => c.containerApps.createOrUpdate('rg9', 'app1', app, quick),
    refusal: noGroup,
  },
  {
    operation: 'containerApps.get',
    works: (c) => c.containerApps.get(...at),
    object: (c) => c.containerApps.get(...none),
    refusal: notThere,
  },
  {
    operation: 'containerApps.update',
    works: (c) => c.containerApps.update(...at, { location: 'westeurope', tags: { a: 'b' } }, quick),
    object: (c) => c.containerApps.update(...none, { location: 'westeurope' }, quick),
    refusal: notThere,
  },
  {
    operation: 'containerApps.listByResourceGroup',
    works: (c) => all(c.containerApps.listByResourceGroup('rg1')),
    object: (c) => all(c.containerApps.listByResourceGroup('rg9')),
    refusal: noGroup,
  },
  {
    operation: 'containerApps.listSecrets',
    works: (c) => c.containerApps.listSecrets(...at),
    object: (c) => c.containerApps.listSecrets(...none),
    refusal: notThere,
  },
  {
    operation: 'containerApps.getAuthToken',
    works: (c) => c.containerApps.getAuthToken(...at),
    object: (c) => c.containerApps.getAuthToken(...none),
    refusal: notThere,
  },
  {
    operation: 'containerAppsRevisions.listRevisions',
    works: (c) => all(c.containerAppsRevisions.listRevisions(...at)),
    object: (c) => all(c.containerAppsRevisions.listRevisions(...none)),
    refusal: notThere,
  },
  {
    operation: 'containerAppsRevisions.getRevision',
    works: (c) => c.containerAppsRevisions.getRevision(...at, revision),
    object: (c) => c.containerAppsRevisions.getRevision(...at, 'app1--9'),
    refusal: [404, 'RevisionNotFound'],
  },
  {
    operation: 'containerAppsRevisions.restartRevision',
    works: (c) => c.containerAppsRevisions.restartRevision(...at, revision),
    object: (c) => c.containerAppsRevisions.restartRevision(...at, 'app1--9'),
    refusal: [404, 'RevisionNotFound'],
  },
  {
    operation: 'containerAppsRevisionReplicas.listReplicas',
    works: (c) => c.containerAppsRevisionReplicas.listReplicas(...at, revision),
    object: (c) => c.containerAppsRevisionReplicas.listReplicas(...at, 'app1--9'),
    refusal: [404, 'RevisionNotFound'],
  },
  {
    operation: 'containerApps.stop',
    works: (c) => c.containerApps.stop(...at, quick),
    object: (c) => c.containerApps.stop(...none, quick),
    refusal: notThere,
  },
  {
    operation: 'containerApps.start',
    works: (c) => c.containerApps.start(...at, quick),
    object: (c) => c.containerApps.start(...none, quick),
    refusal: notThere,
  },
  {
    operation: 'containerApps.delete',
    works: (c) => c.containerApps.delete(...at, quick),
    object: (c) => c.containerApps.delete(...at, quick),
    refusal: 'ok: nothing was there',
  },
  {
    operation: 'managedEnvironments.delete',
    works: (c) => c.managedEnvironments.delete('rg1', 'env1', quick),
    object: (c) => c.managedEnvironments.delete('rg1', 'env1', quick),
    refusal: 'ok: nothing was there',
  },
];

describe('ContainerAppsAPIClient, unchanged', () => {
  tryArmOperations<Client>({
    title: '@azure/arm-appcontainers ContainerAppsAPIClient',
    world: () => world,
    client: clientWith,
    operations,
  });

  it('shows what it made', async () => {
    await owner().managedEnvironments.createOrUpdate('rg1', 'env1', environment, quick);
    const made = await owner().containerApps.createOrUpdate(...at, app, quick);
    expect(made).toMatchObject({ provisioningState: 'Succeeded', latestRevisionName: revision });
    expect(made.configuration?.secrets).toEqual([{ name: 's' }]);
    expect((await owner().containerApps.listSecrets(...at)).value).toMatchObject([{ name: 's', value: 'hidden' }]);
    expect((await all(owner().containerApps.listBySubscription())).map(({ name }) => name)).toEqual(['app1']);
    expect((await all(owner().managedEnvironments.listBySubscription())).map(({ name }) => name)).toEqual(['env1']);
    const { value } = await owner().containerAppsRevisionReplicas.listReplicas(...at, revision);
    expect(value).toMatchObject([{ runningState: 'Running' }]);
  });
});

describe('ManagedIdentityCredential in a container app, unchanged', () => {
  const appId = `${group}/providers/Microsoft.App/containerApps/app1`;
  const scope = 'https://vault.azure.net/.default';
  const secret = { vaultUrl: 'https://kv1.vault.azure.net', name: 'db' };
  const identify = async (identity: ContainerApp['identity']) =>
    owner().containerApps.createOrUpdate(...at, { ...app, identity }, quick);
  /** Lets the owner on to the container, as `az containerapp exec` does, and runs a program there. */
  const inside = async (task: Omit<Task, 'now'>) => {
    const answer = await world.as('owner', {
      method: 'POST',
      url: `https://management.azure.com${appId}/exec?api-version=2024-03-01`,
      body: '{}',
    });
    expect(answer.status).toBe(200);
    const { tenant } = world.edge;
    return runInSession(world, { run: tenant.entries.length - 1, env: environmentOf(tenant.tables, appId) }, task);
  };

  it('gets a token of the system-assigned identity, with which a vault answers once a role is there', async () => {
    const { identity } = await identify({ type: 'SystemAssigned' });
    const { value, seen } = await inside({ credential: null, scope });
    expect(value?.claims).toMatchObject({ aud: 'https://vault.azure.net', oid: identity?.principalId });
    expect(seen[0]?.request.url).toContain('http://localhost:42356/msi/token?');
    expect((await inside({ credential: null, secret })).error).toMatchObject({ statusCode: 403 });
    const assignment = `${vaultId}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000ac`;
    const properties = {
      roleDefinitionId: roleId('secretsUser'),
      principalId: identity?.principalId,
      principalType: 'ServicePrincipal',
    };
    await world.as('owner', {
      method: 'PUT',
      url: `https://management.azure.com${assignment}?api-version=2022-04-01`,
      body: JSON.stringify({ properties }),
    });
    await world.client.wait(15 * 60_000);
    expect((await inside({ credential: null, secret })).value?.value).toBe('hunter2');
  });

  it('names a user-assigned identity, and gets nothing without a name', async () => {
    await identify({ type: 'UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } });
    const { clientId = '', principalId } = world.made['id1']?.properties ?? {};
    for (const credential of [{ clientId }, { resourceId: identityId('id1') }])
      expect((await inside({ credential, scope })).value?.claims).toMatchObject({ oid: principalId });
    const { error } = await inside({ credential: null, scope });
    expect(error?.message).toContain('Unable to load the proper Managed Identity.');
  });

  it('finds nothing in an app without an identity', async () => {
    await identify({ type: 'None' });
    expect((await inside({ credential: null, scope })).error?.name).toBe('CredentialUnavailableError');
  });
});
