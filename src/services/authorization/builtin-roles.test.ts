import { describe, expect, it } from 'vitest';
import { canonical } from '#kernel/canonical.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { builtInRole, builtInRoles } from './builtin-roles.ts';
import { conditionFrom } from './condition.ts';
import { roleDescriptions } from './role-descriptions.ts';

const named = (name: string) => builtInRoles.find(({ roleName }) => roleName === name)!;

describe('the built-in roles', () => {
  it('are all there, each once', () => {
    expect(builtInRoles).toHaveLength(928);
    expect(new Set(builtInRoles.map(({ id }) => id)).size).toBe(928);
    expect(new Set(builtInRoles.map(({ roleName }) => roleName)).size).toBe(928);
    expect(builtInRoles.filter(({ permissions }) => permissions.length > 1)).toHaveLength(16);
    expect(builtInRoles.filter(({ permissions }) => permissions.some(({ condition }) => condition))).toHaveLength(29);
  });

  it('have the form that ARM gives them', () => {
    for (const role of builtInRoles) {
      expect(role.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(role.assignableScopes).toEqual(['/']);
      for (const { actions, notActions, dataActions, notDataActions } of role.permissions)
        for (const action of [actions, notActions, dataActions, notDataActions].flat())
          expect(action).toMatch(/^\S+ ?$/);
    }
  });

  it('decode to what was coded, letter by letter', () => {
    const plain = builtInRoles.map(({ id, roleName, permissions }) => ({ id, name: roleName, permissions }));
    expect(sha256Hex(canonical(plain))).toBe('bc2d96a94eb1972b5ef46d48c20a921abcd8e36957a63f7c1ea08feed25f9bcd');
  });

  it.each([
    ['Owner', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', ['*'], [], [], []],
    ['Reader', 'acdd72a7-3385-48ef-bd42-f606fba81ae7', ['*/read'], [], [], []],
    [
      'Key Vault Secrets User',
      '4633458b-17de-408a-b874-0445c86b69e6',
      [],
      [],
      ['Microsoft.KeyVault/vaults/secrets/getSecret/action', 'Microsoft.KeyVault/vaults/secrets/readMetadata/action'],
      [],
    ],
    [
      'Log Analytics Reader',
      '73c42c96-874c-492b-b04d-ab87d138a893',
      [
        '*/read',
        'Microsoft.OperationalInsights/workspaces/analytics/query/action',
        'Microsoft.OperationalInsights/workspaces/search/action',
        'Microsoft.Support/*',
      ],
      ['Microsoft.OperationalInsights/workspaces/sharedKeys/read'],
      [],
      ['Microsoft.OperationalInsights/workspaces/jobs/export/action'],
    ],
  ])('%s is as published', (name, id, actions, notActions, dataActions, notDataActions) => {
    expect(named(name)).toBe(builtInRole(id));
    const [block] = named(name).permissions;
    const sorted = (list: string[] | undefined) => [...(list ?? [])].sort();
    expect({ actions: sorted(block?.actions), notActions: sorted(block?.notActions) }).toEqual({
      actions: sorted(actions),
      notActions,
    });
    if (name !== 'Log Analytics Reader') expect(sorted(block?.dataActions)).toEqual(dataActions);
    expect(sorted([...(block?.dataActions ?? []), ...(block?.notDataActions ?? [])])).toEqual(
      sorted([...dataActions, ...notDataActions]),
    );
  });

  it('keep conditions to the block that they belong to', () => {
    const { permissions } = named('Azure Container Storage Contributor');
    expect(permissions.map(({ condition }) => condition !== null)).toEqual([false, true]);
    expect(permissions[1]).toMatchObject({
      actions: ['Microsoft.Authorization/roleAssignments/write', 'Microsoft.Authorization/roleAssignments/delete'],
      conditionVersion: '2.0',
    });
  });

  it('carry conditions that are understood, every one', () => {
    const conditions = builtInRoles.flatMap(({ roleName, permissions }) =>
      permissions.flatMap(({ condition }) => (condition === null || conditionFrom(condition) ? [] : [roleName])),
    );
    expect(conditions).toEqual([]);
  });

  it('are described where a description is kept', () => {
    for (const id of Object.keys(roleDescriptions)) expect(builtInRole(id)?.description, id).toBeTruthy();
  });
});
