import { beforeEach, describe, expect, it } from 'vitest';
import { ids, roles, scopes, sentence, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

let one: TestTenant;
let ada: string;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization]);
  one.grant(ids.ada, roles.owner, scopes.sub);
  ada = one.token(ids.ada);
});

const roleId = 'eeeeeeee-0000-4000-8000-000000000001';
const definitions = '/providers/Microsoft.Authorization/roleDefinitions';
const at = (id = roleId, scope = scopes.sub): string => `${scope}${definitions}/${id}`;
const definition = (more: Record<string, unknown> = {}) => ({
  properties: {
    roleName: 'Vault Watcher',
    description: 'Looks at vaults',
    permissions: [{ actions: ['Microsoft.KeyVault/vaults/read'] }],
    assignableScopes: [scopes.rg],
    ...more,
  },
});

describe('a custom role', () => {
  it('is made, found, changed, and used where its assignable scopes allow', () => {
    const made = one.send(ada, 'PUT', at(), definition());
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: at(),
        name: roleId,
        type: 'Microsoft.Authorization/roleDefinitions',
        properties: {
          roleName: 'Vault Watcher',
          type: 'CustomRole',
          permissions: [
            { actions: ['Microsoft.KeyVault/vaults/read'], notActions: [], dataActions: [], notDataActions: [] },
          ],
          assignableScopes: [scopes.rg],
          createdOn: '2026-11-23T09:10:00.0000000Z',
          createdBy: ids.ada,
        },
      },
    });
    const named = (scope: string, filter: string) =>
      (
        one.send(ada, 'GET', `${scope}${definitions}?$filter=${encodeURIComponent(filter)}`).body as {
          value: unknown[];
        }
      ).value.length;
    expect(named(scopes.vault, "type eq 'CustomRole'")).toBe(1);
    expect(named(scopes.otherRg, "type eq 'CustomRole'")).toBe(0);
    expect(named(scopes.sub, "type eq 'CustomRole'")).toBe(0);
    expect(named(scopes.sub, "atScopeAndBelow() and type eq 'CustomRole'")).toBe(1);
    expect(named(scopes.vault, "roleName eq 'vault watcher'")).toBe(1);

    one.grant(ids.eve, roleId, scopes.vault);
    expect(one.send(one.token(ids.eve), 'GET', scopes.vault.replace(/\/providers.*/, '')).status).toBe(403);
    expect(() => one.grant(ids.eve, roleId, scopes.otherRg)).toThrow(/RoleDefinitionDoesNotExist/);
    const changed = one.send(
      ada,
      'PUT',
      at(),
      definition({ permissions: [{ actions: ['*/read'] }], assignableScopes: [scopes.sub] }),
    );
    expect(changed.status).toBe(201);
    expect(() => one.grant(ids.eve, roleId, scopes.otherRg)).not.toThrow();
    expect(one.send(one.token(ids.eve), 'GET', scopes.otherRg).status).toBe(200);
  });

  it('is renamed, and goes on granting', () => {
    one.send(ada, 'PUT', at(), definition({ permissions: [{ actions: ['*/read'] }] }));
    one.grant(ids.eve, roleId, scopes.rg);
    expect(
      one.send(ada, 'PUT', at(), definition({ roleName: 'Reader of all', permissions: [{ actions: ['*/read'] }] }))
        .status,
    ).toBe(201);
    expect(one.send(ada, 'GET', at()).body).toMatchObject({ properties: { roleName: 'Reader of all' } });
    expect(one.send(one.token(ids.eve), 'GET', scopes.rg).status).toBe(200);
    expect(sentence(one.send(ada, 'PUT', at(roles.reader), definition()))).toMatch(/^501 NotSimulated/);
  });

  it('is not deleted while it is assigned', () => {
    one.send(ada, 'PUT', at(), definition());
    const assignment = one.grant(ids.eve, roleId, scopes.rg);
    expect(sentence(one.send(ada, 'DELETE', at()))).toBe(
      '400 RoleDefinitionHasAssignments: There are existing role assignments referencing role.',
    );
    one.send(ada, 'DELETE', assignment);
    expect(one.send(ada, 'DELETE', at()).status).toBe(200);
    expect(one.send(ada, 'DELETE', at()).status).toBe(204);
  });

  it.each([
    [
      'a name that is taken',
      definition({ roleName: 'READER' }),
      '409 RoleDefinitionWithSameNameExists: A role definition cannot be updated with a name that already exists.',
    ],
    [
      'an action that is none',
      definition({ permissions: [{ actions: ['write'] }] }),
      "400 InvalidActionOrNotAction: 'write' does not match any of the actions supported by the providers.",
    ],
    ['no permissions', definition({ permissions: [] }), /^400 InvalidRequestContent/],
    ['no assignable scope', definition({ assignableScopes: [] }), /^400 InvalidRequestContent/],
    [
      'a scope that is not there',
      definition({ assignableScopes: [`${scopes.sub}/resourceGroups/nope`] }),
      "404 ResourceGroupNotFound: Resource group 'nope' could not be found.",
    ],
  ])('is refused for %s', (_, body, words) => {
    expect(sentence(one.send(ada, 'PUT', at(), body))).toMatch(words);
    expect(one.tables.all('roleDefinitions')).toEqual([]);
  });

  it('is refused when it would be assignable where its author has no right', () => {
    expect(
      sentence(one.send(ada, 'PUT', at(), definition({ assignableScopes: [scopes.rg, scopes.otherSub] }))),
    ).toContain(`'Microsoft.Authorization/roleDefinitions/write' over scope '${scopes.otherSub}'`);
    expect(sentence(one.send('setup', 'PUT', at(), definition({ assignableScopes: ['/'] })))).toMatch(
      /^400 BadRequestFormat/,
    );
    expect(sentence(one.send(ada, 'PUT', at('mine'), definition()))).toMatch(
      /^400 InvalidRoleDefinitionId: The role definition ID 'mine' is not valid/,
    );
  });

  it('is refused when the tenant has too many', () => {
    one.send(ada, 'PUT', at(), definition());
    const row = one.tables.get('roleDefinitions', roleId)!;
    one.tables.apply(
      Array.from({ length: 4999 }, (_, n) => ({
        table: 'roleDefinitions',
        key: `full ${n}`,
        value: { ...row, id: `full ${n}`, roleName: `full ${n}` },
      })),
    );
    expect(
      sentence(one.send(ada, 'PUT', at('eeeeeeee-0000-4000-8000-000000000002'), definition({ roleName: 'One more' }))),
    ).toBe('400 RoleDefinitionLimitExceeded: Role definition limit exceeded. No more role definitions can be created.');
  });

  it('with data actions is not assigned at a management group, and a built-in role is not rewritten: not simulated', () => {
    const body = definition({
      assignableScopes: [scopes.managementGroup],
      permissions: [{ dataActions: ['Microsoft.KeyVault/vaults/secrets/*'] }],
    });
    expect(one.send('setup', 'PUT', at(), body).status).toBe(201);
    expect(() => one.grant(ids.eve, roleId, scopes.managementGroup)).toThrow(/501 NotSimulated/);
    expect(sentence(one.send(ada, 'PUT', at(roles.reader), definition()))).toMatch(/^501 NotSimulated/);
    expect(sentence(one.send(ada, 'DELETE', at(roles.reader)))).toMatch(/^501 NotSimulated/);
  });
});

describe('a deny assignment', () => {
  const denyId = 'dddddddd-1111-4000-8000-000000000001';
  const denies = '/providers/Microsoft.Authorization/denyAssignments';
  const everyone = '00000000-0000-0000-0000-000000000000';
  const deny = (more: Record<string, unknown> = {}) => ({
    properties: {
      denyAssignmentName: 'hands off',
      permissions: [{ actions: ['Microsoft.Resources/subscriptions/resourceGroups/delete'] }],
      principals: [{ id: everyone, type: 'SystemDefined' }],
      excludePrincipals: [{ id: ids.bob, type: 'User' }],
      ...more,
    },
  });
  const here = `${scopes.rg}${denies}/${denyId}`;

  it('is made, listed, refuses in its own words, and is deleted', () => {
    expect(one.send(ada, 'PUT', here, deny())).toMatchObject({
      status: 201,
      body: { id: here, properties: { scope: scopes.rg, isSystemProtected: false } },
    });
    expect(one.send(ada, 'GET', `${scopes.vault}${denies}?$filter=atScope()`).body).toMatchObject({
      value: [{ name: denyId }],
    });
    expect(one.send(ada, 'GET', `${scopes.otherRg}${denies}`).body).toEqual({ value: [] });
    expect(one.send(ada, 'GET', here).body).toMatchObject({ properties: { denyAssignmentName: 'hands off' } });
    expect(sentence(one.send(ada, 'DELETE', scopes.rg))).toBe(
      `403 DenyAssignmentAuthorizationFailed: The client 'ada@contoso.test' with object id '${ids.ada}' has permission to perform action 'Microsoft.Resources/subscriptions/resourceGroups/delete' on scope '${scopes.rg}'; however, the access is denied because of the deny assignment with name 'hands off' and Id '${here}' at scope '${scopes.rg}'.`,
    );
    one.grant(ids.bob, roles.owner, scopes.rg);
    expect(one.send(ada, 'DELETE', here).status).toBe(200);
    expect(one.send(ada, 'DELETE', here).status).toBe(204);
    expect(sentence(one.send(ada, 'GET', here))).toMatch(/^404 DenyAssignmentNotFound/);
  });

  it('leaves out whom it excludes', () => {
    one.send(ada, 'PUT', here, deny());
    one.grant(ids.bob, roles.owner, scopes.rg);
    expect(one.send(one.token(ids.bob), 'DELETE', scopes.rg).status).toBe(202);
  });

  it.each([
    ['reads', deny({ permissions: [{ actions: ['*/read'] }] })],
    ['data', deny({ permissions: [{ actions: ['a/b/write'], dataActions: ['*'] }] })],
    ['groups', deny({ principals: [{ id: ids.outer, type: 'Group' }] })],
    ['groups that it calls nothing', deny({ principals: [{ id: ids.outer }] })],
    ['everyone without exception', deny({ excludePrincipals: [] })],
  ])('made by a person does not speak of %s', (_, body) => {
    expect(sentence(one.send(ada, 'PUT', here, body))).toMatch(/^400 BadRequestFormat/);
  });

  it('is found by whom it names, and no other at its scope has its name', () => {
    one.send(ada, 'PUT', here, deny({ principals: [{ id: ids.eve, type: 'User' }], excludePrincipals: [] }));
    const found = (id: string) =>
      (one.send(ada, 'GET', `${scopes.rg}${denies}?$filter=principalId eq '${id}'`).body as { value: unknown[] }).value;
    expect([found(ids.eve).length, found(ids.bob).length]).toEqual([1, 0]);
    const second = 'dddddddd-1111-4000-8000-000000000002';
    expect(sentence(one.send(ada, 'PUT', here.replace(denyId, second), deny()))).toMatch(/^400 BadRequestFormat/);
    expect(one.send(ada, 'PUT', `${scopes.otherRg}${denies}/${second}`, deny()).status).toBe(201);
  });

  it('made by Azure may speak of anything, and no person removes it', () => {
    const protectedOne = deny({ permissions: [{ actions: ['*'], notActions: ['*/read'] }], isSystemProtected: true });
    expect(one.send('setup', 'PUT', here, protectedOne)).toMatchObject({
      status: 201,
      body: { properties: { isSystemProtected: true } },
    });
    expect(sentence(one.send(ada, 'DELETE', here))).toMatch(/^(403|501) /);
    expect(one.tables.all('denyAssignments')).toHaveLength(1);
  });
});
