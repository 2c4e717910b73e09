import { describe, expect, it } from 'vitest';
import { group, refusal, type Answer } from '../test-tenant.ts';
import {
  authenticated,
  definitionOf,
  http,
  identityId,
  Logic,
  response,
  system,
  userAssigned,
  workflowId,
} from './fixture.ts';
import { logicApp } from './index.ts';

describe('a workflow', () => {
  it('is made, read, changed and listed', () => {
    const t = new Logic();
    const made = t.create({ tags: { a: 'b' } });
    expect([made.status, t.create().status]).toEqual([201, 200]);
    const { properties, type } = t.arm('GET', workflowId).json;
    expect([type, properties?.['state'], properties?.['provisioningState']]).toEqual([
      'Microsoft.Logic/workflows',
      'Enabled',
      'Succeeded',
    ]);
    expect(properties?.['accessEndpoint']).toMatch(
      /^https:\/\/prod-00\.westeurope\.logic\.azure\.com:443\/workflows\/[0-9a-f]{32}$/,
    );
    expect(properties?.['version']).not.toBe(made.json['properties']?.['version']);
    expect(t.arm('PATCH', workflowId, { tags: { c: 'd' } }).json['tags']).toEqual({ c: 'd' });
    for (const scope of [group, group.split('/').slice(0, 3).join('/')])
      expect(t.arm('GET', `${scope}/providers/Microsoft.Logic/workflows`).json['value']).toHaveLength(1);
  });

  it('has one kind of identity at a time', () => {
    const t = new Logic();
    t.create({ identity: system });
    const both = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [identityId]: {} } };
    const refused = t.arm('PATCH', workflowId, { identity: both });
    expect([...refusal(refused).slice(0, 2), refused.changes]).toEqual([400, 'InvalidManagedIdentityType', []]);
    expect(t.arm('PATCH', workflowId, { identity: userAssigned }).json['identity']?.['type']).toBe('UserAssigned');
    expect(t.arm('PATCH', workflowId, { identity: { type: 'None' } }).json['identity']).toBeUndefined();
  });

  it('gives its runs the endpoint of its identity, while it has one', () => {
    const t = new Logic();
    const variables = () => logicApp.environment?.(t.tables, workflowId);
    t.create();
    expect(variables()).toEqual({});
    t.create({ identity: system });
    expect(Object.keys(variables() ?? {})).toEqual(['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']);
    expect(logicApp.environment?.(t.tables, `${workflowId}9`)).toBeUndefined();
    expect(t.ask().status).toBe(200);
    t.arm('PATCH', workflowId, { identity: userAssigned });
    expect([t.ask().status, t.ask({ mi_res_id: identityId }).status]).toEqual([400, 200]);
    t.arm('PATCH', workflowId, { identity: { type: 'None' } });
    expect(t.ask().status).toBe(0);
  });

  it('takes its runs and its identity with it', () => {
    const t = new Logic();
    t.create({ identity: system });
    const principalId = String(t.arm('GET', workflowId).json['identity']?.['principalId']);
    t.run();
    expect([t.arm('DELETE', workflowId).status, t.arm('DELETE', workflowId).status, t.ask().status]).toEqual([
      200, 204, 0,
    ]);
    expect(t.tables.get('servicePrincipals', principalId)).toBeUndefined();
    for (const table of ['logicApps', 'logicRuns']) expect(t.tables.all(table)).toEqual([]);
  });

  it('attaches identities by whom they let', () => {
    const t = new Logic();
    t.create();
    const token = t.token('alice', 'https://management.azure.com/');
    t.grant('alice', 'Microsoft.Logic/workflows/write');
    expect(refusal(t.arm('PATCH', workflowId, { identity: userAssigned }, token))[1]).toBe('LinkedAuthorizationFailed');
  });

  const saved = (actions: object, triggers?: object) => (t: Logic) =>
    t.create({ properties: { definition: definitionOf(actions, triggers) } });

  it.each<[status: number, code: string, words: string, ask: (t: Logic) => Answer]>([
    [404, 'ResourceNotFound', '', (t) => t.arm('GET', `${workflowId}9`)],
    [404, 'ResourceNotFound', '', (t) => t.arm('PATCH', `${workflowId}9`, {})],
    [404, 'ResourceNotFound', '', (t) => t.arm('POST', `${workflowId}9/disable`)],
    [
      404,
      'ResourceGroupNotFound',
      '',
      (t) => t.arm('PUT', workflowId.replace('rg1', 'rg9'), { location: 'westeurope' }),
    ],
    [
      400,
      'InvalidWorkflowName',
      'a b',
      (t) =>
        t.arm('PUT', workflowId.replace('flow1', 'a b'), { location: 'westeurope', properties: { definition: {} } }),
    ],
    [400, 'WorkflowDefinitionMissing', '', (t) => t.arm('PUT', workflowId, { location: 'westeurope' })],
    [400, 'InvalidTemplate', "'Other'", saved({ A: { ...http(), runAfter: { Other: ['Succeeded'] } } })],
    [501, 'NotSimulated', "an action of type 'Foreach'", saved({ A: { type: 'Foreach' } })],
    [501, 'NotSimulated', "a trigger of type 'ApiConnection'", saved({}, { t: { type: 'ApiConnection' } })],
    [501, 'NotSimulated', 'several triggers', saved({}, { a: { type: 'Request' }, b: { type: 'Recurrence' } })],
    [501, 'NotSimulated', "an expression in the action 'A'", saved({ A: http({ body: { a: "@body('B')" } }) })],
    [
      501,
      'NotSimulated',
      "an authentication of type 'Basic'",
      saved({ A: http({ authentication: { type: 'Basic' } }) }),
    ],
    [501, 'NotSimulated', 'one after another', saved({ A: http(), B: http() })],
    [501, 'NotSimulated', 'one after another', saved({ A: http(), B: { ...http(), runAfter: { A: ['Failed'] } } })],
    [501, 'NotSimulated', 'the end of a request', saved({ A: response() }, { r: { type: 'Recurrence' } })],
    [501, 'NotSimulated', "such inputs of the action 'A'", saved({ A: http({ method: 'BREW' }) })],
  ])('is refused with %i %s %s (%#)', (status, code, words, ask) => {
    const answer = ask(new Logic());
    expect([answer.status, answer.json['error']?.['code'], answer.changes]).toEqual([status, code, []]);
    expect(refusal(answer)[2]).toContain(words);
  });

  it('may be saved with an identity that it has not', () => {
    expect(
      new Logic().create({ properties: { definition: definitionOf({ A: http(authenticated(identityId)) }) } }).status,
    ).toBe(201);
  });
});
