import { describe, expect, it } from 'vitest';
import type { Subject } from './fields.ts';
import { meets, parametersOf, strangeInDefinition, type Evaluated } from './rule.ts';

const subject: Subject = {
  id: '/subscriptions/s/resourceGroups/rg1/providers/Microsoft.Storage/storageAccounts/st1',
  name: 'st1',
  type: 'Microsoft.Storage/storageAccounts',
  kind: 'StorageV2',
  location: 'westeurope',
  tags: { Owner: 'ann', 'cost.center': '7' },
  identity: { type: 'SystemAssigned, UserAssigned' },
  sku: { name: 'Standard_LRS' },
  properties: { allowSharedKeyAccess: false, networkAcls: { defaultAction: 'Deny' } },
};
const at = {
  parameters: { allowed: ['westeurope', 'northeurope'], tagname: 'owner', wanted: 'ann' },
  field: () => subject.type,
  resourceGroup: () => ({ name: 'rg1', tags: { env: 'test' } }),
  subscription: () => ({ subscriptionId: 's' }),
};
const shared = 'Microsoft.Storage/storageAccounts/allowSharedKeyAccess';

describe('a condition', () => {
  it.each<[string, boolean, Record<string, unknown>]>([
    ['equals, without case', true, { field: 'type', equals: 'microsoft.storage/STORAGEACCOUNTS' }],
    ['notEquals', false, { field: 'name', notEquals: 'st1' }],
    ['in', true, { field: 'location', in: "[parameters('allowed')]" }],
    ['in, by display names', true, { field: 'location', in: ['West Europe'] }],
    ['notIn', false, { field: 'location', notIn: "[parameters('Allowed')]" }],
    ['a field that is not there is in nothing', false, { field: 'tags.none', in: ['a'] }],
    ['a field that is not there is not in anything', true, { field: 'tags.none', notIn: ['a'] }],
    ['like, at the start', true, { field: 'id', like: '/subscriptions/s/*' }],
    ['like, at both ends', true, { field: 'kind', like: 'Storage*2' }],
    ['like, overlapping', false, { field: 'name', like: 'st1*1' }],
    ['notLike', true, { field: 'name', notLike: 'app*' }],
    ['contains', true, { field: 'identity.type', contains: 'userassigned' }],
    ['notContains', false, { field: 'id', notContains: '/rg1/' }],
    ['exists', true, { field: "tags['owner']", exists: 'true' }],
    ['exists, of what is not there', true, { field: 'tags[none]', exists: false }],
    ['a tag with a full stop', true, { field: 'tags[cost.center]', equals: 7 }],
    [
      'a tag by a parameter',
      true,
      { field: "[concat('tags[', parameters('tagName'), ']')]", equals: "[parameters('wanted')]" },
    ],
    ['an alias that is a boolean', true, { field: shared, equals: 'false' }],
    [
      'an alias below another',
      true,
      { field: 'Microsoft.Storage/storageAccounts/networkAcls.defaultAction', equals: 'Deny' },
    ],
    ['an alias with its own path', true, { field: 'Microsoft.Storage/storageAccounts/sku.name', like: '*_LRS' }],
    ['an alias of another type', true, { field: 'Microsoft.KeyVault/vaults/enableRbacAuthorization', exists: 'false' }],
    ['less', true, { value: 3, less: 4 }],
    ['greaterOrEquals, of texts', true, { value: '2024-01-01', greaterOrEquals: '2019-04-01' }],
    ['greater, of what is not there', false, { field: 'tags.none', greater: '0' }],
    ['a value', true, { value: "[resourceGroup().tags['env']]", equals: 'test' }],
    ['a value of a field', true, { value: "[field('type')]", exists: true }],
    ['a bracket that is none', true, { value: '[[x]', equals: '[[x]' }],
    [
      'allOf',
      false,
      {
        allOf: [
          { field: 'name', equals: 'st1' },
          { field: 'name', equals: 'st2' },
        ],
      },
    ],
    [
      'anyOf',
      true,
      {
        anyOf: [
          { field: 'name', equals: 'st1' },
          { field: 'name', equals: 'st2' },
        ],
      },
    ],
    ['not', false, { not: { field: 'name', equals: 'st1' } }],
  ])('%s: %s', (_, expected, condition) => {
    expect(strangeInDefinition({ policyRule: { if: condition, then: { effect: 'deny' } } })).toBeUndefined();
    expect(meets(condition, subject, at)).toBe(expected);
  });

  it('keeps what was compared', () => {
    const seen: Evaluated[] = [];
    meets(
      {
        allOf: [
          { field: shared, equals: 'false' },
          { value: 1, less: 2 },
        ],
      },
      subject,
      at,
      seen,
    );
    expect(seen).toEqual([
      {
        result: 'True',
        expressionKind: 'Field',
        expression: shared,
        path: 'properties.allowSharedKeyAccess',
        expressionValue: false,
        targetValue: 'false',
        operator: 'Equals',
      },
      {
        result: 'True',
        expressionKind: 'Value',
        expression: '1',
        expressionValue: 1,
        targetValue: 2,
        operator: 'Less',
      },
    ]);
  });
});

const deep = (depth: number): object => {
  let condition: object = { field: 'name', equals: 'a' };
  for (let at = 0; at < depth; at += 1) condition = { not: condition };
  return condition;
};

describe('what is not simulated is named', () => {
  const named = { field: 'name', equals: 'a' };
  it.each<[string, object]>([
    ['count', { policyRule: { if: { count: { field: 'x[*]' }, greater: 1 }, then: { effect: 'deny' } } }],
    ['match', { policyRule: { if: { field: 'name', match: '##' }, then: { effect: 'deny' } } }],
    [
      "the field 'Microsoft.Network/x/y'",
      { policyRule: { if: { field: 'Microsoft.Network/x/y', equals: 1 }, then: { effect: 'deny' } } },
    ],
    [
      "[field('Microsoft.Network/x/y')]",
      { policyRule: { if: { value: "[field('Microsoft.Network/x/y')]", equals: 1 }, then: { effect: 'deny' } } },
    ],
    ['conditions inside more than fifty others', { policyRule: { if: deep(5000), then: { effect: 'deny' } } }],
    ["[guid('a')]", { policyRule: { if: { field: 'name', equals: "[guid('a')]" }, then: { effect: 'deny' } } }],
    ["[concat('a']", { policyRule: { if: { value: "[concat('a']", equals: 1 }, then: { effect: 'deny' } } }],
    ["the effect 'append'", { policyRule: { if: named, then: { effect: 'append' } } }],
    [
      "the effect 'deployifnotexists'",
      {
        policyRule: { if: named, then: { effect: "[parameters('e')]" } },
        parameters: { e: { type: 'String', allowedValues: ['Deny', 'DeployIfNotExists'] } },
      },
    ],
    [
      "the mode 'Microsoft.KeyVault.Data'",
      { mode: 'Microsoft.KeyVault.Data', policyRule: { if: named, then: { effect: 'deny' } } },
    ],
    ['roleDefinitionIds', { policyRule: { if: named, then: { effect: 'modify', details: { operations: [] } } } }],
    [
      'condition',
      {
        policyRule: {
          if: named,
          then: {
            effect: 'modify',
            details: {
              roleDefinitionIds: [],
              operations: [{ operation: 'add', field: 'tags.a', value: 1, condition: '[true]' }],
            },
          },
        },
      },
    ],
  ])('%s', (what, properties) => {
    expect(strangeInDefinition(properties as never)).toContain(what);
  });

  it('and the parameters that a rule asks for are found wherever they stand', () => {
    expect(
      parametersOf({ if: { field: "[concat('tags[', parameters('a'), ']')]", in: ["[parameters('b')]"] } }),
    ).toEqual(['a', 'b']);
  });
});
