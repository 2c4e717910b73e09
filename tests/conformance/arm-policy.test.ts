import { ManagementLockClient } from '@azure/arm-locks';
import { PolicyClient, type PolicyAssignment, type PolicyDefinition } from '@azure/arm-policy';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { beforeAll, describe, expect, it } from 'vitest';
import { tryEach, type OperationCase } from './each-operation.ts';
import { all, credentialOf, httpClientOver, refusalOf } from './transport.ts';
import { group, identityId, openWorld, subscriptionId, vaultId, type World } from './world.ts';

let world: World;
const subscription = `/subscriptions/${subscriptionId}`;
const over = () => ({ httpClient: httpClientOver(world.client.send) });
const clientOf = () => new PolicyClient(credentialOf(world, 'owner'), subscriptionId, over());

const groups = 'https://management.azure.com/providers/Microsoft.Management/managementGroups/mg1';
beforeAll(async () => {
  world = await openWorld();
  const json = { 'content-type': 'application/json' };
  const made = await world.as('owner', {
    method: 'PUT',
    url: `${groups}?api-version=2023-04-01`,
    headers: json,
    body: '{}',
  });
  expect(made.status).toBe(200);
  await world.client.wait(15 * 60_000);
  const definition: PolicyDefinition = rule({ field: 'name', like: 'x*' });
  await clientOf().policyDefinitions.createOrUpdate('held', definition);
  await clientOf().policyAssignments.create(group, 'held', { policyDefinitionId: idOf('held') });
  await clientOf().policyAssignments.create(identityId('id1'), 'locked', { policyDefinitionId: idOf('held') });
  const locks = new ManagementLockClient(credentialOf(world, 'owner'), subscriptionId, over());
  const identity = ['rg1', 'Microsoft.ManagedIdentity', '', 'userAssignedIdentities', 'id1'] as const;
  await locks.managementLocks.createOrUpdateAtResourceLevel(...identity, 'keep', { level: 'CanNotDelete' });
});

const idOf = (name: string): string => `${subscription}/providers/Microsoft.Authorization/policyDefinitions/${name}`;
const builtIn = (name: string): string => `/providers/Microsoft.Authorization/policyDefinitions/${name}`;
const requireTag = '871b6d14-10aa-478d-b590-94f262ecfa99';
const addTag = '4f9dc7db-30c1-420c-b61a-e1d640128d26';

function rule(condition: object, effect = 'deny'): PolicyDefinition {
  return { mode: 'All', displayName: 'No x', policyRule: { if: condition, then: { effect } } };
}
const definition = rule({ field: 'name', like: 'x*' });
const strange = rule({ count: { field: 'tags[*]' }, greater: 1 });
const assignment: PolicyAssignment = {
  policyDefinitionId: builtIn(requireTag),
  parameters: { tagName: { value: 'owner' } },
  enforcementMode: 'DoNotEnforce',
};
const vault = ['rg1', 'Microsoft.KeyVault', '', 'vaults', 'kv1'] as const;
const noDefinition: [number, string] = [404, 'PolicyDefinitionNotFound'];
const noAssignment: [number, string] = [404, 'PolicyAssignmentNotFound'];
const notSimulated: [number, string] = [501, 'NotSimulated'];
const filter = "a eq 'b'";

const operations: OperationCase<PolicyClient>[] = [
  {
    operation: 'policyDefinitions.createOrUpdate',
    works: ({ policyDefinitions: c }) => c.createOrUpdate('d1', definition),
    object: ({ policyDefinitions: c }) => c.createOrUpdate('d2', strange),
    refusal: notSimulated,
  },
  {
    operation: 'policyDefinitions.get',
    works: ({ policyDefinitions: c }) => c.get('d1'),
    object: ({ policyDefinitions: c }) => c.get(requireTag),
    refusal: noDefinition,
  },
  {
    operation: 'policyDefinitions.getBuiltIn',
    works: ({ policyDefinitions: c }) => c.getBuiltIn(requireTag),
    object: ({ policyDefinitions: c }) => c.getBuiltIn('none'),
    refusal: noDefinition,
    open: 'everybody may read them',
  },
  {
    operation: 'policyDefinitions.list',
    works: ({ policyDefinitions: c }) => all(c.list()),
    object: ({ policyDefinitions: c }) => all(c.list({ filter })),
    refusal: notSimulated,
  },
  {
    operation: 'policyDefinitions.listBuiltIn',
    works: ({ policyDefinitions: c }) => all(c.listBuiltIn()),
    object: ({ policyDefinitions: c }) => all(c.listBuiltIn({ filter })),
    refusal: notSimulated,
    open: 'everybody may read them',
  },
  {
    operation: 'policyDefinitions.delete',
    works: ({ policyDefinitions: c }) => c.delete('d1'),
    object: ({ policyDefinitions: c }) => c.delete('held'),
    refusal: [400, 'PolicyDefinitionInUse'],
  },
  {
    operation: 'policyDefinitions.createOrUpdateAtManagementGroup',
    works: ({ policyDefinitions: c }) => c.createOrUpdateAtManagementGroup('mg1', 'm1', definition),
    object: ({ policyDefinitions: c }) => c.createOrUpdateAtManagementGroup('mg1', 'm2', strange),
    refusal: notSimulated,
  },
  {
    operation: 'policyDefinitions.getAtManagementGroup',
    works: ({ policyDefinitions: c }) => c.getAtManagementGroup('mg1', 'm1'),
    object: ({ policyDefinitions: c }) => c.getAtManagementGroup('mg1', 'none'),
    refusal: noDefinition,
  },
  {
    operation: 'policyDefinitions.listByManagementGroup',
    works: ({ policyDefinitions: c }) => all(c.listByManagementGroup('mg1')),
    object: ({ policyDefinitions: c }) => all(c.listByManagementGroup('mg1', { filter })),
    refusal: notSimulated,
  },
  {
    operation: 'policyDefinitions.deleteAtManagementGroup',
    works: ({ policyDefinitions: c }) => c.deleteAtManagementGroup('mg1', 'm1'),
    object: ({ policyDefinitions: c }) => c.deleteAtManagementGroup('mg1', 'm1'),
    refusal: 'nothing was there',
  },
  {
    operation: 'policyAssignments.create',
    works: ({ policyAssignments: c }) => c.create(subscription, 'a1', assignment),
    object: ({ policyAssignments: c }) => c.create(subscription, 'a2', { ...assignment, parameters: {} }),
    refusal: [400, 'MissingPolicyParameter'],
  },
  {
    operation: 'policyAssignments.get',
    works: ({ policyAssignments: c }) => c.get(subscription, 'a1'),
    object: ({ policyAssignments: c }) => c.get(subscription, 'none'),
    refusal: noAssignment,
  },
  {
    operation: 'policyAssignments.update',
    works: ({ policyAssignments: c }) =>
      c.update(subscription, 'a1', { location: 'westeurope', identity: { type: 'SystemAssigned' } }),
    object: ({ policyAssignments: c }) => c.update(subscription, 'none', {}),
    refusal: noAssignment,
  },
  {
    operation: 'policyAssignments.list',
    works: ({ policyAssignments: c }) => all(c.list()),
    object: ({ policyAssignments: c }) => all(c.list({ filter })),
    refusal: notSimulated,
  },
  {
    operation: 'policyAssignments.listForResourceGroup',
    works: ({ policyAssignments: c }) => all(c.listForResourceGroup('rg1')),
    object: ({ policyAssignments: c }) => all(c.listForResourceGroup('none')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'policyAssignments.listForResource',
    works: ({ policyAssignments: c }) => all(c.listForResource(...vault)),
    object: ({ policyAssignments: c }) => all(c.listForResource('rg1', 'Microsoft.KeyVault', '', 'vaults', 'none')),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'policyAssignments.listForManagementGroup',
    works: ({ policyAssignments: c }) => all(c.listForManagementGroup('mg1', { filter: 'atScope()' })),
    object: ({ policyAssignments: c }) => all(c.listForManagementGroup('mg1', { filter })),
    refusal: notSimulated,
  },
  {
    operation: 'policyAssignments.delete',
    works: ({ policyAssignments: c }) => c.delete(subscription, 'a1'),
    object: ({ policyAssignments: c }) => c.delete(identityId('id1'), 'locked'),
    refusal: [409, 'ScopeLocked'],
  },
];

describe('PolicyClient, unchanged', () => {
  tryEach(
    '@azure/arm-policy PolicyClient',
    () => world,
    (credential, options) => new PolicyClient(credential, subscriptionId, options),
    operations,
  );

  it.each<[string, PolicyAssignment, number, string]>([
    [
      'a parameter that nobody defined',
      { ...assignment, parameters: { ...assignment.parameters, b: { value: '' } } },
      400,
      'UndefinedPolicyParameter',
    ],
    [
      'a value that is not allowed',
      {
        policyDefinitionId: builtIn('12d4fa5e-1f9f-4c21-97a9-b99b3c6611b5'),
        parameters: { effect: { value: 'Append' } },
      },
      400,
      'PolicyParameterValueNotAllowed',
    ],
    [
      'a value of the wrong type',
      {
        policyDefinitionId: builtIn('e56962a6-4747-49cd-b67b-bf8b01975c4c'),
        parameters: { listOfAllowedLocations: { value: 'x' } },
      },
      400,
      'InvalidPolicyParameterType',
    ],
    ['a definition that is not there', { policyDefinitionId: builtIn('none') }, 404, 'PolicyDefinitionNotFound'],
    [
      'no identity',
      { policyDefinitionId: builtIn(addTag), parameters: { tagName: { value: 'a' }, tagValue: { value: 'b' } } },
      400,
      'ResourceIdentityRequired',
    ],
    ['an identity without a place', { ...assignment, identity: { type: 'SystemAssigned' } }, 400, 'LocationRequired'],
    ['overrides', { ...assignment, overrides: [{ kind: 'policyEffect', value: 'Audit' }] }, 501, 'NotSimulated'],
  ])('refused: an assignment with %s', async (_, body, statusCode, code) => {
    const { policyAssignments } = clientOf();
    expect(await refusalOf(() => policyAssignments.create(group, 'refused', body))).toMatchObject({ statusCode, code });
  });

  it('a write that a policy forbids is refused to the owner, by another client', async () => {
    const { policyAssignments } = clientOf();
    await policyAssignments.create(group, 'tagged', {
      ...assignment,
      enforcementMode: 'Default',
      displayName: 'Owners',
    });
    const identities = new ManagedServiceIdentityClient(credentialOf(world, 'owner'), subscriptionId, over());
    const write = (tags: Record<string, string>) =>
      identities.userAssignedIdentities.createOrUpdate('rg1', 'made', { location: 'westeurope', tags });
    const refused = await refusalOf(() => write({}));
    expect(refused).toMatchObject({ statusCode: 403, code: 'RequestDisallowedByPolicy' });
    expect(refused.message).toContain(
      'Resource \'made\' was disallowed by policy. Policy identifiers: \'[{"policyAssignment":{"name":"Owners"',
    );
    expect(await write({ owner: 'ann' })).toMatchObject({ name: 'made' });
    await policyAssignments.delete(group, 'tagged');
    expect(await write({})).toMatchObject({ name: 'made' });
  });

  it('a remediation is refused until its own identity holds a role', async () => {
    const { policyAssignments } = clientOf();
    const parameters = { tagName: { value: 'team' }, tagValue: { value: 'shop' } };
    const made = await policyAssignments.create(group, 'mend', {
      policyDefinitionId: builtIn(addTag),
      parameters,
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
    });
    const principalId = made.identity?.principalId ?? '';
    const arm = async (method: string, path: string, body?: object) =>
      world.as('owner', {
        method,
        url: `https://management.azure.com${path}`,
        headers: { 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
    const remediation = `${vaultId}/providers/Microsoft.PolicyInsights/remediations/r1`;
    const run = async () => {
      await arm('PUT', `${remediation}?api-version=2021-10-01`, { properties: { policyAssignmentId: made.id } });
      const { body } = await arm('POST', `${remediation}/listDeployments?api-version=2021-10-01`);
      return (JSON.parse(body) as { value: { status: string; error?: { code: string; message: string } }[] }).value;
    };
    const [before] = await run();
    expect(before).toMatchObject({ status: 'Failed', error: { code: 'AuthorizationFailed' } });
    expect(before?.error?.message).toContain(
      `The client '${principalId}' with object id '${principalId}' does not have`,
    );
    const tagContributor = '4a9ae827-6dc8-4573-8ac7-8239d42aa03f';
    const grant = await arm(
      'PUT',
      `${group}/providers/Microsoft.Authorization/roleAssignments/11111111-0000-4000-8000-000000000088?api-version=2022-04-01`,
      {
        properties: {
          roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${tagContributor}`,
          principalId,
          principalType: 'ServicePrincipal',
        },
      },
    );
    expect(grant.status).toBe(201);
    await world.client.wait(15 * 60_000);
    expect((await run()).map(({ status }) => status)).toEqual(['Succeeded']);
    const { body } = await arm('GET', `${vaultId}?api-version=2023-07-01`);
    expect(JSON.parse(body)).toMatchObject({ tags: { team: 'shop' } });
  });
});
