import { describe, expect, it } from 'vitest';
import { group, refusal, subscription } from '../test-tenant.ts';
import {
  builtIn,
  allowedLocations,
  noSharedKey,
  requireTag,
  addTag,
  assignmentAt,
  definitionAt,
  rules,
  named,
  Policies,
} from './fixture.ts';

describe('a definition', () => {
  it('is put, read, listed beside the built-in ones, and deleted when nothing uses it', () => {
    const t = new Policies();
    const path = definitionAt(subscription);
    const made = t.arm('PUT', path, rules({ if: named, then: { effect: 'deny' } }, { displayName: 'No x' }));
    expect([made.status, made.json]).toMatchObject([
      201,
      {
        id: path,
        name: 'd1',
        properties: { displayName: 'No x', policyType: 'Custom', mode: 'All', version: '1.0.0' },
      },
    ]);
    expect(t.arm('GET', path).json).toEqual(made.json);
    const list = t.arm('GET', definitionAt(subscription, '').slice(0, -1)).json['value'] as unknown as {
      name: string;
    }[];
    expect(list.map(({ name }) => name)).toEqual(expect.arrayContaining(['d1', allowedLocations.split('/').at(-1)]));
    t.assign(path);
    const again = t.arm('PUT', assignmentAt(subscription), { properties: { policyDefinitionId: path } });
    expect(again.status, 'a PUT that replaces is answered as one that makes').toBe(201);
    expect(refusal(t.arm('DELETE', path)).slice(0, 2)).toEqual([400, 'PolicyDefinitionInUse']);
    expect(t.arm('DELETE', assignmentAt(subscription)).status).toBe(200);
    expect(t.arm('DELETE', path).status).toBe(200);
    expect(refusal(t.arm('GET', path))).toEqual([
      404,
      'PolicyDefinitionNotFound',
      "The policy definition 'd1' could not be found.",
    ]);
  });

  it.each<[string, string, object, number, string]>([
    [
      'a rule with what is not simulated',
      definitionAt(subscription),
      rules({ if: { count: {}, equals: 1 }, then: { effect: 'deny' } }),
      501,
      'NotSimulated',
    ],
    [
      'a parameter that is not defined',
      definitionAt(subscription),
      rules({ if: { field: 'name', equals: "[parameters('p')]" }, then: { effect: 'deny' } }),
      400,
      'InvalidPolicyRule',
    ],
    [
      'a scope that holds none',
      definitionAt(group),
      rules({ if: named, then: { effect: 'deny' } }),
      501,
      'NotSimulated',
    ],
    ['a built-in one', requireTag, rules({ if: named, then: { effect: 'deny' } }), 403, 'PolicyDefinitionIsBuiltIn'],
    ['no rule', definitionAt(subscription), { properties: {} }, 400, 'InvalidRequestContent'],
  ])('is refused for %s', (_, path, body, status, code) => {
    expect(refusal(new Policies().arm('PUT', path, body)).slice(0, 2)).toEqual([status, code]);
  });
});

describe('an assignment', () => {
  it.each<[string, string, object, object, number, string, string?]>([
    [
      'a parameter that is missing',
      allowedLocations,
      {},
      {},
      400,
      'MissingPolicyParameter',
      "The policy assignment 'a1' is missing the parameter(s) 'listOfAllowedLocations' as defined in the policy definition 'e56962a6-4747-49cd-b67b-bf8b01975c4c'.",
    ],
    ['a parameter that nobody defined', requireTag, { tagName: 'a', other: 'b' }, {}, 400, 'UndefinedPolicyParameter'],
    [
      'a value that is not allowed',
      noSharedKey,
      { effect: 'Modify' },
      {},
      400,
      'PolicyParameterValueNotAllowed',
      "The value 'Modify' is not allowed for policy parameter 'effect' in policy definition '8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54'. The allowed values are 'Audit, Deny, Disabled'.",
    ],
    [
      'a value of another type',
      allowedLocations,
      { listOfAllowedLocations: 'westeurope' },
      {},
      400,
      'InvalidPolicyParameterType',
    ],
    ['a definition that is not there', builtIn('none'), {}, {}, 404, 'PolicyDefinitionNotFound'],
    ['an initiative', '/providers/Microsoft.Authorization/policySetDefinitions/x', {}, {}, 501, 'NotSimulated'],
    ['overrides', requireTag, { tagName: 'a' }, { overrides: [{}] }, 501, 'NotSimulated'],
    ['modify without an identity', addTag, { tagName: 'a', tagValue: 'b' }, {}, 400, 'ResourceIdentityRequired'],
  ])('is refused for %s', (_, definition, parameters, more, status, code, message) => {
    const refused = refusal(new Policies().assign(definition, parameters, more));
    expect(refused.slice(0, 2)).toEqual([status, code]);
    if (message !== undefined) expect(refused[2]).toBe(message);
  });

  it('with an identity needs a location; the identity lives and ends with it', () => {
    const t = new Policies();
    const parameters = { tagName: 'a', tagValue: 'b' };
    const system = { identity: { type: 'SystemAssigned' } };
    expect(refusal(t.assign(addTag, parameters, {}, group, system)).slice(0, 2)).toEqual([400, 'LocationRequired']);
    const made = t.assign(addTag, parameters, {}, group, { ...system, location: 'West Europe' });
    expect([made.status, made.json['location'], made.json['identity']?.['type']]).toEqual([
      201,
      'westeurope',
      'SystemAssigned',
    ]);
    const principal = String(made.json['identity']?.['principalId']);
    expect(t.tables.get('servicePrincipals', principal)).toMatchObject({ displayName: 'a1' });
    expect(t.tables.all('roleAssignments')).toEqual([]);
    t.arm('DELETE', group);
    expect([t.tables.get('servicePrincipals', principal), t.tables.all('policyAssignments')]).toEqual([undefined, []]);
  });

  it('is listed at its scope, above it and below it, and changed by PATCH', () => {
    const t = new Policies();
    t.assign(requireTag, { tagName: 'a' });
    t.assign(noSharedKey, {}, {}, group);
    const names = (scope: string, filter = ''): number =>
      (t.arm('GET', `${assignmentAt(scope, '').slice(0, -1)}${filter}`).json['value'] as unknown as []).length;
    expect([
      names(subscription),
      names(group),
      names(subscription, '?$filter=atScope()'),
      names(group, '?$filter=atExactScope()'),
    ]).toEqual([2, 2, 1, 1]);
    expect(names(subscription, `?$filter=policyDefinitionId eq '${noSharedKey}'`)).toBe(1);
    // Names that every object of the language has are no filters.
    for (const strange of ['__proto__', 'constructor', 'toString'])
      expect(t.arm('GET', `${assignmentAt(subscription, '').slice(0, -1)}?$filter=${strange}`).status).toBe(501);
    const patched = t.arm('PATCH', assignmentAt(group), {
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
    });
    expect([patched.status, patched.json['identity']?.['type']]).toEqual([200, 'SystemAssigned']);
    expect(refusal(t.arm('PATCH', assignmentAt(group, 'a2'), {})).slice(0, 2)).toEqual([
      404,
      'PolicyAssignmentNotFound',
    ]);
  });
});
