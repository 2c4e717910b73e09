import { beforeEach, describe, expect, it } from 'vitest';
import { ids, roles, scopes, sentence, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

let one: TestTenant;
let ada: string;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization]);
  one.grant(ids.ada, roles.owner, '/');
  ada = one.token(ids.ada);
});

interface Listed {
  value: { id: string; name: string; properties: Record<string, unknown> }[];
}

const provider = '/providers/Microsoft.Authorization';
const list = (scope: string, what: string, filter = '', who = ada) => {
  const query = filter && `?$filter=${encodeURIComponent(filter)}`;
  return one.send(who, 'GET', `${scope}${provider}/${what}${query}`);
};

describe('role assignments', () => {
  const shown = (scope: string, filter = '', who = ada): string[] =>
    (list(scope, 'roleAssignments', filter, who).body as Listed).value.map(
      ({ properties }) => `${String(properties.scope)} ${String(properties.principalId)}`,
    );

  beforeEach(() => {
    one.grant(ids.bob, roles.reader, scopes.managementGroup);
    one.grant(ids.outer, roles.reader, scopes.sub);
    one.grant(ids.app, roles.secretsUser, scopes.vault);
    one.grant(ids.eve, roles.reader, scopes.otherRg);
  });

  const root = `/ ${ids.ada}`;
  const group = `${scopes.managementGroup} ${ids.bob}`;
  const sub = `${scopes.sub} ${ids.outer}`;
  const vault = `${scopes.vault} ${ids.app}`;
  const other = `${scopes.otherRg} ${ids.eve}`;

  it.each([
    ['the subscription', scopes.sub, '', [root, group, sub, vault, other]],
    ['the subscription, atScope()', scopes.sub, 'atScope()', [root, group, sub]],
    ['the group', scopes.rg, '', [root, group, sub, vault]],
    ['the vault, atScope()', scopes.vault, 'atScope()', [root, group, sub, vault]],
    ['one principal', scopes.sub, `principalId eq '${ids.app}'`, [vault]],
    ['one principal at the scope', scopes.sub, `atScope() and principalId eq '${ids.app}'`, []],
    ['what is assigned to somebody, groups included', scopes.sub, `assignedTo('${ids.bob}')`, [group, sub]],
    ['what is assigned to the caller', scopes.sub, 'asTarget()', [root]],
    ['a management group', scopes.managementGroup, 'atScope()', [root, group]],
    ['the root', '', 'atScope()', [root]],
  ])('of %s', (_, scope, filter, expected) => {
    expect(shown(scope, filter).sort()).toEqual([...expected].sort());
  });

  it('at the root have no prefix', () => {
    expect((list('', 'roleAssignments', 'atScope()').body as Listed).value[0]).toMatchObject({
      id: expect.stringMatching(/^\/providers\/Microsoft.Authorization\/roleAssignments\//) as string,
      properties: { scope: '/', roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roles.owner}` },
    });
  });

  it('are not shown to those who may not read them, and not by a filter that Azure does not know', () => {
    expect(sentence(list(scopes.sub, 'roleAssignments', '', one.token(ids.eve)))).toContain(
      `does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/read' over scope '${scopes.sub}'`,
    );
    expect(sentence(list(scopes.sub, 'roleAssignments', "colour eq 'red'"))).toMatch(/^400 BadRequestFormat/);
  });
});

describe('role definitions', () => {
  const shown = (scope: string, filter = '') => (list(scope, 'roleDefinitions', filter).body as Listed).value;

  it('are all there without a filter, with ids of the subscription', () => {
    const all = shown(scopes.rg);
    expect(all).toHaveLength(928);
    expect(
      all.every(({ id }) => id.startsWith(`${scopes.sub}/providers/Microsoft.Authorization/roleDefinitions/`)),
    ).toBe(true);
  });

  it('are found by name', () => {
    expect(shown(scopes.vault, "roleName eq 'Key Vault Secrets User'")).toEqual([
      {
        properties: {
          roleName: 'Key Vault Secrets User',
          type: 'BuiltInRole',
          description:
            "Read secret contents. Only works for key vaults that use the 'Azure role-based access control' permission model.",
          assignableScopes: ['/'],
          permissions: [
            {
              actions: [],
              notActions: [],
              dataActions: [
                'Microsoft.KeyVault/vaults/secrets/getSecret/action',
                'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
              ],
              notDataActions: [],
            },
          ],
          createdOn: null,
          updatedOn: null,
          createdBy: null,
          updatedBy: null,
        },
        id: `${scopes.sub}/providers/Microsoft.Authorization/roleDefinitions/${roles.secretsUser}`,
        type: 'Microsoft.Authorization/roleDefinitions',
        name: roles.secretsUser,
      },
    ]);
    expect(shown(scopes.sub, "roleName eq 'No Such Role'")).toEqual([]);
  });

  it('carry their condition', () => {
    const [role] = shown(scopes.sub, "roleName eq 'Key Vault Data Access Administrator'");
    expect(role?.properties.permissions).toMatchObject([
      { condition: expect.stringContaining('ActionMatches') as string, conditionVersion: '2.0' },
    ]);
  });

  it('are read one by one', () => {
    expect(one.send(ada, 'GET', `${provider}/roleDefinitions/${roles.reader}`).body).toMatchObject({
      id: `${provider}/roleDefinitions/${roles.reader}`,
    });
    expect(sentence(one.send(ada, 'GET', `${scopes.sub}${provider}/roleDefinitions/${ids.ada}`))).toBe(
      `404 RoleDefinitionDoesNotExist: The specified role definition with ID '${ids.ada}' does not exist.`,
    );
  });
});

describe('permissions', () => {
  it('are those of the roles that count for the caller at the scope', () => {
    one.grant(ids.eve, roles.secretsUser, scopes.vault);
    one.grant(ids.eve, roles.reader, scopes.rg);
    const at = (scope: string) =>
      (list(scope, 'permissions', '', one.token(ids.eve)).body as { value: { actions: string[] }[] }).value;
    expect(at(scopes.vault)).toHaveLength(2);
    expect(at(scopes.rg)).toEqual([{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }]);
    expect(at(scopes.otherRg)).toEqual([]);
  });
});
