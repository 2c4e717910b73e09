import { describe, expect, it } from 'vitest';
import { group, refusal, subscription, type Answer } from '../test-tenant.ts';
import {
  writer,
  builtIn,
  allowedLocations,
  noSharedKey,
  requireTag,
  assignmentAt,
  definitionAt,
  account,
  identity,
  storage,
  rules,
  Policies,
} from './fixture.ts';

describe('deny', () => {
  it('answers with the violation as Azure words it', () => {
    const t = new Policies();
    t.assign(noSharedKey, { effect: 'Deny' }, { displayName: 'No keys' });
    const answer = t.write('PUT', account, { ...storage, properties: { allowSharedKeyAccess: true } });
    const identifiers = `[{"policyAssignment":{"name":"No keys","id":"${assignmentAt(subscription)}"},"policyDefinition":{"name":"Storage accounts should prevent shared key access","id":"${noSharedKey}","version":"2.0.0"}}]`;
    expect(refusal(answer)).toEqual([
      403,
      'RequestDisallowedByPolicy',
      `Resource 'st1' was disallowed by policy. Policy identifiers: '${identifiers}'.`,
    ]);
    expect(answer.json['error']).toMatchObject({
      target: 'st1',
      additionalInfo: [
        {
          type: 'PolicyViolation',
          info: {
            policyDefinitionId: noSharedKey,
            policyDefinitionEffect: 'deny',
            policyAssignmentName: 'a1',
            policyAssignmentDisplayName: 'No keys',
            policyAssignmentScope: subscription,
            policyAssignmentParameters: { effect: { value: 'Deny' } },
            evaluationDetails: {
              evaluatedExpressions: expect.arrayContaining([
                expect.objectContaining({
                  path: 'properties.allowSharedKeyAccess',
                  result: 'True',
                  targetValue: 'true',
                }),
              ]) as unknown,
            },
          },
        },
      ],
    });
    expect(t.tables.get('resources', account.toLowerCase())).toBeUndefined();
  });

  const keys = (allowSharedKeyAccess: boolean) => ({ properties: { allowSharedKeyAccess } });
  const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
  const role = (id: string) => ({
    properties: {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
      principalId: writer,
      principalType: 'User',
    },
  });
  const roleAssignment = `${group}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-000000000001`;
  const noOwner = {
    if: { field: 'Microsoft.Authorization/roleAssignments/roleDefinitionId', contains: owner },
    then: { effect: 'deny' },
  };

  it.each<[string, boolean, (t: Policies) => Answer, (t: Policies) => Answer]>([
    [
      'a new resource that the rule does not mean',
      false,
      (t) => t.assign(noSharedKey, { effect: 'Deny' }),
      (t) => t.write('PUT', account, { ...storage, ...keys(false) }),
    ],
    [
      'a change that would break it',
      true,
      (t) => t.assign(noSharedKey, { effect: 'Deny' }),
      (t) => t.write('PATCH', account, keys(true)),
    ],
    [
      'a change that mends it',
      false,
      (t) => t.assign(noSharedKey, { effect: 'Deny' }),
      (t) => t.write('PATCH', account, keys(false)),
    ],
    ['an effect of audit', false, (t) => t.assign(noSharedKey), (t) => t.write('PATCH', account, keys(true))],
    [
      'an effect of disabled',
      false,
      (t) => t.assign(noSharedKey, { effect: 'Disabled' }),
      (t) => t.write('PATCH', account, keys(true)),
    ],
    [
      'DoNotEnforce',
      false,
      (t) => t.assign(noSharedKey, { effect: 'Deny' }, { enforcementMode: 'DoNotEnforce' }),
      (t) => t.write('PATCH', account, keys(true)),
    ],
    [
      'a scope that is left out',
      false,
      (t) => t.assign(noSharedKey, { effect: 'Deny' }, { notScopes: [group] }),
      (t) => t.write('PATCH', account, keys(true)),
    ],
    [
      'another group',
      false,
      (t) => t.assign(noSharedKey, { effect: 'Deny' }, {}, `${subscription}/resourceGroups/rg2`),
      (t) => t.write('PATCH', account, keys(true)),
    ],
    [
      'a management group above',
      true,
      (t) => t.assign(noSharedKey, { effect: 'Deny' }, {}, '/providers/Microsoft.Management/managementGroups/mg1'),
      (t) => t.write('PATCH', account, keys(true)),
    ],
    [
      'a location',
      true,
      (t) => t.assign(allowedLocations, { listOfAllowedLocations: ['northeurope'] }),
      (t) => t.write('PUT', identity, { location: 'West Europe' }),
    ],
    [
      'a location of a group, which Indexed leaves out',
      false,
      (t) => t.assign(allowedLocations, { listOfAllowedLocations: ['northeurope'] }),
      (t) => t.write('PUT', `${subscription}/resourceGroups/rg3`, { location: 'westeurope' }),
    ],
    [
      'a type',
      true,
      (t) =>
        t.assign(builtIn('6c112d4e-5bc7-47ae-a041-ea2d9dccd749'), {
          listOfResourceTypesNotAllowed: ['Microsoft.Storage/storageAccounts'],
        }),
      (t) => t.write('PUT', account, storage),
    ],
    [
      'a tag that is missing',
      true,
      (t) => t.assign(requireTag, { tagName: 'owner' }),
      (t) => t.write('PUT', identity, { location: 'westeurope' }),
    ],
    [
      'a tag that is there',
      false,
      (t) => t.assign(requireTag, { tagName: 'owner' }),
      (t) => t.write('PUT', identity, { location: 'westeurope', tags: { Owner: 'ann' } }),
    ],
    [
      'a tag that is taken off by the tags address',
      true,
      (t) => t.assign(requireTag, { tagName: 'owner' }),
      (t) => t.write('PUT', `${account}/providers/Microsoft.Resources/tags/default`, { properties: { tags: {} } }),
    ],
    [
      'a role that nobody shall hold',
      true,
      (t) => (t.arm('PUT', definitionAt(subscription), rules(noOwner)), t.assign(definitionAt(subscription))),
      (t) => t.write('PUT', roleAssignment, role(owner)),
    ],
    [
      'another role',
      false,
      (t) => (t.arm('PUT', definitionAt(subscription), rules(noOwner)), t.assign(definitionAt(subscription))),
      (t) => t.write('PUT', roleAssignment, role('acdd72a7-3385-48ef-bd42-f606fba81ae7')),
    ],
  ])('%s: refused %s', (_, refused, set, write) => {
    const t = new Policies();
    t.arm('PUT', '/providers/Microsoft.Management/managementGroups/mg1', {});
    t.arm(
      'PUT',
      `/providers/Microsoft.Management/managementGroups/mg1/subscriptions/${subscription.split('/')[2] ?? ''}`,
    );
    t.arm('PUT', `${subscription}/resourceGroups/rg2`, { location: 'westeurope' });
    expect(t.arm('PUT', account, storage).status).toBeLessThan(300);
    expect(set(t).status).toBe(201);
    const answer = write(t);
    if (refused) expect(refusal(answer).slice(0, 2)).toEqual([403, 'RequestDisallowedByPolicy']);
    else expect(answer.status).toBeLessThan(300);
  });
});
