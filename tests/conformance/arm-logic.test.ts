import { LogicManagementClient, type Workflow } from '@azure/arm-logic';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { all, credentialOf, httpClientOver } from './transport.ts';
import { group, identityId, openWorld, roleId, subscriptionId, vaultId, type World } from './world.ts';

type Client = LogicManagementClient;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

const clientWith = (credential: TokenCredential): Client =>
  new LogicManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });
const owner = (): Client => clientWith(credentialOf(world, 'owner'));

const read = {
  type: 'Http',
  inputs: {
    method: 'GET',
    uri: 'https://kv1.vault.azure.net/secrets/db?api-version=7.4',
    authentication: { type: 'ManagedServiceIdentity', audience: 'https://vault.azure.net' },
  },
  runAfter: {},
};
const reading = (inputs: object = {}) => ({ ...read, inputs: { ...read.inputs, ...inputs } });
const definitionOf = (actions: object) => ({
  $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
  contentVersion: '1.0.0.0',
  triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
  actions,
});
const answer = {
  type: 'Response',
  inputs: { statusCode: 200, body: { read: true } },
  runAfter: { Read: ['Succeeded'] },
};
const workflow: Workflow = { location: 'westeurope', definition: definitionOf({ Read: read }) };
const at = ['rg1', 'flow1'] as const;
const none = ['rg1', 'flow9'] as const;
const notThere = [404, 'ResourceNotFound'] as const;
const firstRun = async (c: Client): Promise<string> => (await all(c.workflowRuns.list(...at)))[0]?.name ?? '';
/** The run that is asked for is found by the owner, who may see it. */
const run = (): Promise<string> => firstRun(owner());

const operations: ArmOperation<Client>[] = [
  {
    operation: 'workflows.createOrUpdate',
    works: (c) => c.workflows.createOrUpdate(...at, workflow),
    object: (c) => c.workflows.createOrUpdate('rg9', 'flow1', workflow),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'workflows.createOrUpdate (a loop)',
    works: (c) => c.workflows.createOrUpdate(...at, workflow),
    object: (c) =>
      c.workflows.createOrUpdate(...at, { ...workflow, definition: definitionOf({ A: { type: 'Foreach' } }) }),
    refusal: [501, 'NotSimulated'],
  },
  {
    operation: 'workflows.get',
    works: (c) => c.workflows.get(...at),
    object: (c) => c.workflows.get(...none),
    refusal: notThere,
  },
  {
    operation: 'workflows.update',
    works: (c) => c.workflows.update(...at),
    object: (c) => c.workflows.update(...none),
    refusal: notThere,
  },
  {
    operation: 'workflows.listByResourceGroup',
    works: (c) => all(c.workflows.listByResourceGroup('rg1')),
    object: (c) => all(c.workflows.listByResourceGroup('rg9')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'workflows.disable',
    works: (c) => c.workflows.disable(...at),
    object: (c) => c.workflows.disable(...none),
    refusal: notThere,
  },
  {
    operation: 'workflows.enable',
    works: (c) => c.workflows.enable(...at),
    object: (c) => c.workflows.enable(...none),
    refusal: notThere,
  },
  {
    operation: 'workflowTriggers.list',
    works: (c) => all(c.workflowTriggers.list(...at)),
    object: (c) => all(c.workflowTriggers.list(...none)),
    refusal: notThere,
  },
  {
    operation: 'workflowTriggers.get',
    works: (c) => c.workflowTriggers.get(...at, 'manual'),
    object: (c) => c.workflowTriggers.get(...at, 'other'),
    refusal: [404, 'WorkflowTriggerNotFound'],
  },
  {
    operation: 'workflowTriggers.listCallbackUrl',
    works: (c) => c.workflowTriggers.listCallbackUrl(...at, 'manual'),
    object: (c) => c.workflowTriggers.listCallbackUrl(...at, 'other'),
    refusal: [404, 'WorkflowTriggerNotFound'],
  },
  {
    operation: 'workflowTriggers.run',
    works: (c) => c.workflowTriggers.run(...at, 'manual'),
    object: (c) => c.workflowTriggers.run(...at, 'other'),
    refusal: [404, 'WorkflowTriggerNotFound'],
  },
  {
    operation: 'workflowRuns.list',
    works: (c) => all(c.workflowRuns.list(...at)),
    object: (c) => all(c.workflowRuns.list(...none)),
    refusal: notThere,
  },
  {
    operation: 'workflowRuns.get',
    works: async (c) => c.workflowRuns.get(...at, await run()),
    object: (c) => c.workflowRuns.get(...at, '1'),
    refusal: [404, 'WorkflowRunNotFound'],
  },
  {
    operation: 'workflowRunActions.list',
    works: async (c) => all(c.workflowRunActions.list(...at, await run())),
    object: (c) => all(c.workflowRunActions.list(...at, '1')),
    refusal: [404, 'WorkflowRunNotFound'],
  },
  {
    operation: 'workflowRunActions.get',
    works: async (c) => c.workflowRunActions.get(...at, await run(), 'Read'),
    object: async (c) => c.workflowRunActions.get(...at, await run(), 'Other'),
    refusal: [404, 'WorkflowRunActionNotFound'],
  },
  {
    operation: 'workflows.delete',
    works: (c) => c.workflows.delete(...at),
    object: (c) => c.workflows.delete(...at),
    refusal: 'ok: nothing was there',
  },
];

describe('LogicManagementClient, unchanged', () => {
  tryArmOperations<Client>({
    title: '@azure/arm-logic LogicManagementClient',
    world: () => world,
    client: clientWith,
    operations,
  });

  it('lists the workflows of a subscription', async () => {
    await owner().workflows.createOrUpdate(...at, workflow);
    expect((await all(owner().workflows.listBySubscription())).map(({ name }) => name)).toEqual(['flow1']);
  });
});

describe('a run', () => {
  const save = (identity: Workflow['identity'], actions: object) =>
    owner().workflows.createOrUpdate('rg1', 'reader', {
      location: 'westeurope',
      identity,
      definition: definitionOf(actions),
    });
  /** Runs it and gives how it went. */
  const went = async () => {
    await world.client.wait(1000);
    await owner().workflowTriggers.run('rg1', 'reader', 'manual');
    const [shown] = await all(owner().workflowRuns.list('rg1', 'reader'));
    const actions = await all(owner().workflowRunActions.list('rg1', 'reader', shown?.name ?? ''));
    return { status: shown?.status, actions };
  };
  const call = async () => {
    const { value = '' } = await owner().workflowTriggers.listCallbackUrl('rg1', 'reader', 'manual');
    return world.client.send({ method: 'POST', url: value });
  };

  it('fails at the vault until its identity is granted a role, and answers its caller from then on', async () => {
    const made = await save({ type: 'SystemAssigned' }, { Read: read, Answer: answer });
    const first = await went();
    expect(first.status).toBe('Failed');
    expect(first.actions).toMatchObject([
      { name: 'Read', status: 'Failed', code: 'Forbidden' },
      { name: 'Answer', status: 'Skipped', code: 'ActionSkipped', error: { code: 'ActionConditionFailed' } },
    ]);
    expect(JSON.stringify(first.actions[0]?.error)).toContain('ForbiddenByRbac');
    const before = await call();
    expect([before.status, before.body.includes('NoResponse')]).toEqual([502, true]);

    const assignment = `${vaultId}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000ab`;
    const properties = {
      roleDefinitionId: roleId('secretsUser'),
      principalId: made.identity?.principalId,
      principalType: 'ServicePrincipal',
    };
    const granted = await world.as('owner', {
      method: 'PUT',
      url: `https://management.azure.com${assignment}?api-version=2022-04-01`,
      body: JSON.stringify({ properties }),
    });
    expect(granted.status).toBe(201);
    await world.client.wait(15 * 60_000);
    const second = await went();
    expect(second.status).toBe('Succeeded');
    expect(second.actions).toMatchObject([
      { name: 'Read', status: 'Succeeded', code: 'OK' },
      { name: 'Answer', status: 'Succeeded', code: 'OK' },
    ]);
    const after = await call();
    expect([after.status, after.body]).toEqual([200, '{"read":true}']);
  });

  it('fails with a user-assigned identity that its action does not name, and works when it is named', async () => {
    const identity = { type: 'UserAssigned', userAssignedIdentities: { [identityId('id1')]: {} } };
    await save(identity, { Read: read });
    const unnamed = await went();
    expect(unnamed.actions[0]).toMatchObject({
      status: 'Failed',
      code: 'InvalidWorkflowManagedIdentitySpecified',
      error: { message: expect.stringContaining("of type 'SystemAssigned'") as string },
    });
    const authentication = { ...read.inputs.authentication, identity: identityId('id1') };
    await save(identity, { Read: reading({ authentication }) });
    expect((await went()).actions[0]).toMatchObject({ status: 'Succeeded', code: 'OK' });
    await save(identity, { Read: reading({ authentication: { ...authentication, identity: identityId('id2') } }) });
    expect((await went()).actions[0]?.error).toMatchObject({
      message: expect.stringContaining("'UserAssigned'") as string,
    });
  });

  it('needs an identity, and a resource that Entra ID knows', async () => {
    await save({ type: 'None' }, { Read: read });
    expect((await went()).actions[0]?.code).toBe('WorkflowManagedIdentityNotEnabled');
    await save(
      { type: 'SystemAssigned' },
      { Read: reading({ authentication: { ...read.inputs.authentication, audience: 'https://nowhere.example' } }) },
    );
    expect((await went()).actions[0]?.error).toMatchObject({
      code: 'BadRequest',
      message: expect.stringContaining('AADSTS') as string,
    });
  });

  it('is held in the group of its workflow', async () => {
    const [shown] = await all(owner().workflowRuns.list('rg1', 'reader'));
    expect(shown?.id).toContain(`${group}/providers/Microsoft.Logic/workflows/reader/runs/`);
  });
});
