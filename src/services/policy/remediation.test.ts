import { describe, expect, it } from 'vitest';
import { group, refusal, subscription } from '../test-tenant.ts';
import {
  requireTag,
  addTag,
  assignmentAt,
  definitionAt,
  account,
  identity,
  storage,
  rules,
  Policies,
} from './fixture.ts';

describe('a remediation', () => {
  const path = `${group}/providers/Microsoft.PolicyInsights/remediations/r1`;
  const asked = { properties: { policyAssignmentId: assignmentAt(subscription) } };

  it('runs as the assignment’s identity, and fails until that may change what it mends', () => {
    const t = new Policies();
    t.arm('PUT', account, storage);
    const made = t.assign(addTag, { tagName: 'owner', tagValue: 'ann' }, {}, subscription, {
      identity: { type: 'SystemAssigned' },
      location: 'westeurope',
    });
    const principalId = String(made.json['identity']?.['principalId']);
    expect(t.arm('PUT', path, asked)).toMatchObject({
      status: 201,
      json: { properties: { provisioningState: 'Accepted' } },
    });
    expect(t.arm('GET', path).json['properties']).toMatchObject({
      provisioningState: 'Failed',
      deploymentStatus: { totalDeployments: 1, failedDeployments: 1 },
    });
    const [deployment] = t.arm('POST', `${path}/listDeployments`).json['value'] as unknown as [Record<string, unknown>];
    expect(deployment).toMatchObject({
      remediatedResourceId: account,
      status: 'Failed',
      error: {
        code: 'AuthorizationFailed',
        message: `The client '${principalId}' with object id '${principalId}' does not have authorization to perform action 'Microsoft.Resources/tags/write' over scope '${account}/providers/Microsoft.Resources/tags/default' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      },
    });
    t.grant(principalId, 'Microsoft.Resources/tags/write');
    expect(t.arm('PUT', path, asked).status).toBe(200);
    expect(t.arm('GET', path).json['properties']).toMatchObject({ provisioningState: 'Succeeded' });
    expect(t.tables.get('resources', account.toLowerCase())).toMatchObject({ tags: { owner: 'ann' } });
    expect(t.arm('PUT', path, asked).status).toBe(200);
    expect(t.arm('GET', path).json['properties']).toMatchObject({ deploymentStatus: { totalDeployments: 0 } });
    expect(t.arm('GET', path.slice(0, -3)).json['value']).toHaveLength(1);
    expect([t.arm('DELETE', path).status, t.arm('DELETE', path).status]).toEqual([200, 204]);
    expect(refusal(t.arm('GET', path)).slice(0, 2)).toEqual([404, 'RemediationNotFound']);
  });

  it('changes properties too, with a user-assigned identity', () => {
    const t = new Policies();
    t.arm('PUT', account, { ...storage, properties: { allowBlobPublicAccess: true } });
    const { json } = t.arm('PUT', identity, { location: 'westeurope' });
    const field = 'Microsoft.Storage/storageAccounts/allowBlobPublicAccess';
    const details = { roleDefinitionIds: [], operations: [{ operation: 'addOrReplace', field, value: false }] };
    t.arm(
      'PUT',
      definitionAt(subscription),
      rules({ if: { field, equals: 'true' }, then: { effect: 'modify', details } }),
    );
    t.assign(definitionAt(subscription), {}, {}, subscription, {
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
      location: 'westeurope',
    });
    t.grant(String(json['properties']?.['principalId']), 'Microsoft.Storage/storageAccounts/write');
    t.arm('PUT', path, asked);
    expect(t.arm('GET', path).json['properties']).toMatchObject({
      provisioningState: 'Succeeded',
      deploymentStatus: { totalDeployments: 1 },
    });
    expect(t.tables.get('resources', account.toLowerCase())).toMatchObject({
      properties: { allowBlobPublicAccess: false },
    });
  });

  it.each<[string, object, number, string]>([
    [
      'an assignment that is not there',
      { properties: { policyAssignmentId: assignmentAt(subscription, 'none') } },
      404,
      'PolicyAssignmentNotFound',
    ],
    ['an assignment that changes nothing', asked, 400, 'InvalidCreateRemediationRequest'],
    ['filters', { properties: { ...asked.properties, filters: { locations: ['westeurope'] } } }, 501, 'NotSimulated'],
  ])('is refused for %s', (_, body, status, code) => {
    const t = new Policies();
    t.assign(requireTag, { tagName: 'a' });
    expect(refusal(t.arm('PUT', path, body)).slice(0, 2)).toEqual([status, code]);
  });
});

describe('what is set at a scope', () => {
  it('goes with the scope', () => {
    const t = new Policies();
    const mg = '/providers/Microsoft.Management/managementGroups/mg1';
    t.arm('PUT', mg, {});
    t.arm('PUT', definitionAt(mg), rules({ if: { field: 'name', like: 'x*' }, then: { effect: 'deny' } }));
    t.assign(definitionAt(mg), {}, {}, mg);
    expect(t.arm('DELETE', mg).status).toBe(202);
    expect([t.tables.all('policyDefinitions'), t.tables.all('policyAssignments')]).toEqual([[], []]);
  });
});

describe('states', () => {
  it('say which resource complies', () => {
    const t = new Policies();
    t.arm('PUT', account, storage);
    t.arm('PUT', identity, { location: 'westeurope', tags: { owner: 'ann' } });
    t.assign(requireTag, { tagName: 'owner' });
    const states = `${subscription}/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults`;
    const value = t.arm('POST', states).json['value'] as unknown as Record<string, unknown>[];
    expect(value.map((one) => [one['resourceType'], one['complianceState'], one['policyDefinitionAction']])).toEqual([
      ['Microsoft.ManagedIdentity/userAssignedIdentities', 'Compliant', 'deny'],
      ['Microsoft.Storage/storageAccounts', 'NonCompliant', 'deny'],
    ]);
    expect(t.arm('POST', `${states}?$filter=complianceState eq 'NonCompliant'`).json['value']).toHaveLength(1);
    expect(t.arm('POST', `${states}?$filter=a eq 'b'`).status).toBe(501);
  });
});
