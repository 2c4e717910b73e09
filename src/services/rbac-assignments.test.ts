import { beforeEach, describe, expect, it } from 'vitest';
import type { RoleAssignment } from './authorization/models.ts';
import { ids, roles, scopes, sentence, TestTenant, type Said } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

const guid = (n: number): string => `ffffffff-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (scope: string, n = 1): string => `${scope}/providers/Microsoft.Authorization/roleAssignments/${guid(n)}`;
const roleDefinitionId = (role: string): string =>
  `${scopes.sub}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
const body = (principalId: string, role: string, more: Record<string, unknown> = {}) => ({
  properties: { roleDefinitionId: roleDefinitionId(role), principalId, ...more },
});

let one: TestTenant;
let ada: string;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization]);
  one.grant(ids.ada, roles.owner, scopes.sub);
  ada = one.token(ids.ada);
});

const assign = (
  scope: string,
  principalId: string,
  role: string,
  more: Record<string, unknown> = {},
  n = 1,
  who = ada,
): Said => one.send(who, 'PUT', at(scope, n), body(principalId, role, more));

describe('creating a role assignment', () => {
  it('answers 201 without a creator; later answers name it', () => {
    const created = assign(scopes.vault, ids.app, roles.secretsUser);
    expect(created.status).toBe(201);
    const shape = {
      properties: {
        roleDefinitionId: roleDefinitionId(roles.secretsUser),
        principalId: ids.app,
        principalType: 'ServicePrincipal',
        scope: scopes.vault,
        condition: null,
        conditionVersion: null,
        createdOn: '2026-11-23T09:10:00.0000000Z',
        updatedOn: '2026-11-23T09:10:00.0000000Z',
        createdBy: null,
        updatedBy: ids.ada,
        delegatedManagedIdentityResourceId: null,
        description: null,
      },
      id: at(scopes.vault),
      type: 'Microsoft.Authorization/roleAssignments',
      name: guid(1),
    };
    expect(created.body).toEqual(shape);
    expect(one.send(ada, 'GET', at(scopes.vault)).body).toEqual({
      ...shape,
      properties: { ...shape.properties, createdBy: ids.ada },
    });
  });

  it('spells the scope as the resource is spelled', () => {
    const said = assign(scopes.vault.toLowerCase(), ids.app, roles.secretsUser);
    expect(said.body).toMatchObject({ id: at(scopes.vault), properties: { scope: scopes.vault } });
  });

  it('takes the bare id of a role and a child of a resource as scope', () => {
    const properties = {
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${roles.secretsUser}`,
      principalId: ids.app,
    };
    expect(one.send(ada, 'PUT', at(`${scopes.vault}/secrets/db`), { properties }).status).toBe(201);
  });

  it('takes a principal that the directory does not hold when its type is given: a client id, say', () => {
    const said = assign(scopes.vault, ids.appClient, roles.secretsUser, { principalType: 'ServicePrincipal' });
    expect(said).toMatchObject({
      status: 201,
      body: { properties: { principalId: ids.appClient, principalType: 'ServicePrincipal' } },
    });
  });

  it('knows groups and people', () => {
    expect(assign(scopes.rg, ids.outer, roles.reader).body).toMatchObject({ properties: { principalType: 'Group' } });
    expect(assign(scopes.rg, ids.bob, roles.reader, {}, 2).body).toMatchObject({
      properties: { principalType: 'User' },
    });
  });

  it('gives version 2.0 to a condition', () => {
    const said = assign(scopes.rg, ids.bob, roles.owner, { condition: "!(ActionMatches{'a/b/c'})" });
    expect(said.body).toMatchObject({
      properties: { condition: "!(ActionMatches{'a/b/c'})", conditionVersion: '2.0' },
    });
  });

  it('again under the same name may change the description, and starts no new wait', () => {
    assign(scopes.rg, ids.bob, roles.reader);
    const before = one.tables.get<RoleAssignment>('roleAssignments', at(scopes.rg).toLowerCase());
    one.now += 5000;
    const said = assign(scopes.rg, ids.bob, roles.reader, { description: 'on call' });
    expect(said).toMatchObject({
      status: 200,
      body: {
        properties: {
          description: 'on call',
          createdOn: '2026-11-23T09:10:00.0000000Z',
          updatedOn: '2026-11-23T09:10:05.0000000Z',
        },
      },
    });
    expect(one.tables.get<RoleAssignment>('roleAssignments', at(scopes.rg).toLowerCase())?.effectiveAt).toEqual(
      before?.effectiveAt,
    );
  });
});

describe('a role assignment is refused', () => {
  const bare = (id: string): string => id.replaceAll('-', '');
  const unknown = '99999999-9999-4999-8999-999999999999';

  it.each<[string, () => Said, string]>([
    [
      'to somebody without the right to give access',
      () => assign(scopes.vault, ids.app, roles.secretsUser, {}, 1, one.token(ids.eve)),
      `403 AuthorizationFailed: The client 'eve@contoso.test' with object id '${ids.eve}' does not have authorization or an ABAC condition not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${at(scopes.vault)}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    ],
    [
      'under a name that is no GUID',
      () => one.send(ada, 'PUT', at(scopes.vault).replace(guid(1), 'mine'), body(ids.app, roles.reader)),
      "400 InvalidRoleAssignmentId: The role assignment ID 'mine' is not valid. The role assignment ID must be a GUID.",
    ],
    [
      'to a principal that is no GUID',
      () => assign(scopes.vault, 'ada', roles.reader),
      "400 InvalidPrincipalId: The Principal ID 'ada' is not valid. Principal ID must be a GUID.",
    ],
    [
      'to a principal that the directory does not hold',
      () => assign(scopes.vault, ids.appClient, roles.reader),
      `400 PrincipalNotFound: Principal ${bare(ids.appClient)} does not exist in the directory ${ids.tenant}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
    ],
    [
      'to a principal of another type',
      () => assign(scopes.vault, ids.app, roles.reader, { principalType: 'User' }),
      `400 UnmatchedPrincipalType: The PrincipalId '${bare(ids.app)}' has type 'ServicePrincipal' , which is different from specified PrinciaplType 'User'.`,
    ],
    [
      'of a role that is not there',
      () => assign(scopes.vault, ids.app, unknown),
      `404 RoleDefinitionDoesNotExist: The specified role definition with ID '${unknown}' does not exist.`,
    ],
    [
      'of a role that is named wrongly',
      () =>
        one.send(ada, 'PUT', at(scopes.vault), { properties: { roleDefinitionId: 'Reader', principalId: ids.app } }),
      '400 BadRequestFormat: The request was incorrectly formatted.',
    ],
    [
      'with a condition that is none',
      () => assign(scopes.vault, ids.app, roles.reader, { condition: 'please' }),
      '400 InvalidCondition: The given role assignment condition is invalid.',
    ],
    [
      'at a group that is not there',
      () => assign(`${scopes.sub}/resourceGroups/nope`, ids.app, roles.reader),
      "404 ResourceGroupNotFound: Resource group 'nope' could not be found.",
    ],
    [
      'at a resource that is not there',
      () => assign(scopes.vault.replace('kv-shop', 'nope'), ids.app, roles.reader),
      "404 ResourceNotFound: The Resource 'Microsoft.KeyVault/vaults/nope' under resource group 'rg-shop' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    ],
    [
      'at a subscription that is not there',
      () => assign(`/subscriptions/${unknown}`, ids.app, roles.reader, {}, 1, 'setup'),
      `404 SubscriptionNotFound: The subscription '${unknown}' could not be found.`,
    ],
    [
      'without a role',
      () => one.send(ada, 'PUT', at(scopes.rg), { properties: { principalId: ids.app } }),
      "400 InvalidRequestContent: The request content was invalid and could not be deserialized: 'Invalid input: expected string, received undefined. Path 'properties.roleDefinitionId'.'.",
    ],
  ])('%s', (_, ask, words) => {
    expect(sentence(ask())).toBe(words);
    expect(one.tables.get('roleAssignments', at(scopes.vault).toLowerCase())).toBeUndefined();
  });

  it('when the same one exists under another name, which is told', () => {
    assign(scopes.rg, ids.bob, roles.reader);
    expect(
      sentence(
        assign(scopes.rg.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), ids.bob, roles.reader, {}, 2),
      ),
    ).toBe(
      `409 RoleAssignmentExists: The role assignment already exists. The ID of the conflicting role assignment is ${bare(guid(1))}.`,
    );
  });

  it.each<[string, () => Said]>([
    ['another principal', () => assign(scopes.rg, ids.eve, roles.reader)],
    ['another role', () => assign(scopes.rg, ids.bob, roles.contributor)],
    ['another scope', () => assign(scopes.vault, ids.bob, roles.reader)],
  ])('when its name is taken by one for %s', (_, ask) => {
    assign(scopes.rg, ids.bob, roles.reader);
    expect(sentence(ask())).toBe(
      '400 RoleAssignmentUpdateNotPermitted: Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
    );
  });

  it('when the subscription is full', () => {
    const row = one.tables.all<RoleAssignment>('roleAssignments')[0]!;
    one.tables.apply(
      Array.from({ length: 3999 }, (_, n) => ({
        table: 'roleAssignments',
        key: `full ${n}`,
        value: { ...row, name: `full ${n}`, principalId: `full ${n}` },
      })),
    );
    expect(sentence(assign(scopes.rg, ids.bob, roles.reader))).toBe(
      '400 RoleAssignmentLimitExceeded: No more role assignments can be created.',
    );
  });
});
