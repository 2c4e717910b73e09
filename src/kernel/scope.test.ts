import { describe, expect, it } from 'vitest';
import { covers, idKey, parseResourceId, scopesUpward, typeOf } from './scope.ts';

const vault = '/subscriptions/S1/resourceGroups/rg-Shop/providers/Microsoft.KeyVault/vaults/kv';
const group = '/subscriptions/s1/resourcegroups/rg-shop';

describe('ARM ids', () => {
  it('walks upward from a child resource to the subscription', () => {
    expect(scopesUpward(`${vault}/secrets/db`)).toEqual([
      `${idKey(vault)}/secrets/db`,
      idKey(vault),
      group,
      '/subscriptions/s1',
    ]);
  });

  it.each([
    [
      `/subscriptions/s1/providers/Microsoft.Authorization/roleAssignments/x`,
      ['/subscriptions/s1/providers/microsoft.authorization/roleassignments/x', '/subscriptions/s1'],
    ],
    ['/providers/Microsoft.Management/managementGroups/mg', ['/providers/microsoft.management/managementgroups/mg']],
    ['/', []],
  ])('walks upward from %s', (id, scopes) => expect(scopesUpward(id)).toEqual(scopes));

  it.each([
    ['/', vault, true],
    [group.toUpperCase(), vault, true],
    ['/subscriptions/s1/resourceGroups/rg', vault, false],
    [vault, `${vault}/secrets/x`, true],
    [`${vault}/secrets/x`, vault, false],
  ])('%s covers %s: %s', (scope, id, expected) => expect(covers(scope, id)).toBe(expected));

  it('knows types and parts', () => {
    expect(typeOf(`${vault}/secrets/db`)).toBe('Microsoft.KeyVault/vaults/secrets');
    expect(parseResourceId(vault)).toMatchObject({
      subscriptionId: 'S1',
      resourceGroup: 'rg-Shop',
      segments: ['vaults', 'kv'],
    });
    expect(parseResourceId('not an id')).toBeUndefined();
  });
});
