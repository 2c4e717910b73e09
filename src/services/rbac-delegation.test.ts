import { beforeEach, describe, expect, it } from 'vitest';
import { ids, roles, scopes, sentence, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

const attribute = (source: string, name: string): string =>
  `@${source}[Microsoft.Authorization/roleAssignments:${name}]`;
const only = (action: 'write' | 'delete', ...demands: string[]): string =>
  `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})) OR (${demands.join(' AND ')}))`;
const role = (source: string, operator: string, ...ids: string[]): string =>
  `${attribute(source, 'RoleDefinitionId')} ${operator} {${ids.join(', ')}}`;

/** As the portal writes them when the right to assign roles is delegated. */
const conditions = {
  someRoles: `${only('write', role('Request', 'ForAnyOfAnyValues:GuidEquals', roles.reader, roles.secretsUser))} AND ${only('delete', role('Resource', 'ForAnyOfAnyValues:GuidEquals', roles.reader, roles.secretsUser))}`,
  applications: only(
    'write',
    role('Request', 'ForAnyOfAnyValues:GuidEquals', roles.reader),
    `${attribute('Request', 'PrincipalType')} ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}`,
  ),
  somebody: only('write', `${attribute('Request', 'PrincipalId')} ForAnyOfAnyValues:GuidEquals {${ids.bob}}`),
  notPrivileged: only(
    'write',
    role('Request', 'ForAnyOfAllValues:GuidNotEquals', roles.owner, roles.rbacAdministrator),
  ),
};

let one: TestTenant;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization]);
});

const definitionOf = (id: string): string => `/providers/Microsoft.Authorization/roleDefinitions/${id}`;
const at = (scope: string, last = 1): string =>
  `${scope}/providers/Microsoft.Authorization/roleAssignments/eeeeeeee-1111-4000-8000-00000000000${last}`;

/** Eve holds Role Based Access Control Administrator under a condition; what she is answered when she assigns. */
function delegated(condition: string): (method: string, path: string, body?: unknown) => string {
  const made = one.send('setup', 'PUT', at(scopes.rg, 9), {
    properties: {
      roleDefinitionId: definitionOf(roles.rbacAdministrator),
      principalId: ids.eve,
      principalType: 'User',
      condition,
      conditionVersion: '2.0',
    },
  });
  expect(made.status).toBe(201);
  one.now += 15 * 60_000;
  const eve = one.token(ids.eve);
  return (method, path, body) => sentence(one.send(eve, method, path, body));
}

const grant = (id: string, principalId: string, principalType?: string) => ({
  properties: { roleDefinitionId: definitionOf(id), principalId, ...(principalType && { principalType }) },
});

describe('the right to assign roles, delegated under a condition', () => {
  it.each<[keyof typeof conditions, string, object, boolean]>([
    ['someRoles', 'a role that it names', grant(roles.reader, ids.bob), true],
    ['someRoles', 'a role that it does not name', grant(roles.owner, ids.bob), false],
    ['applications', 'an application', grant(roles.reader, ids.app, 'ServicePrincipal'), true],
    ['applications', 'an application, its type not said', grant(roles.reader, ids.app), true],
    ['applications', 'a person', grant(roles.reader, ids.bob, 'User'), false],
    ['applications', 'a person, the type not said', grant(roles.reader, ids.bob), false],
    ['applications', 'an application, in another role', grant(roles.contributor, ids.app), false],
    ['somebody', 'the person that it names', grant(roles.owner, ids.bob), true],
    ['somebody', 'herself', grant(roles.owner, ids.eve), false],
    ['notPrivileged', 'a role that it does not keep back', grant(roles.contributor, ids.bob), true],
    ['notPrivileged', 'a role that it keeps back', grant(roles.owner, ids.bob), false],
    ['notPrivileged', 'nothing that could be read', { properties: {} }, false],
  ])('%s: to give %s', (condition, _, body, allowed) => {
    const answer = delegated(conditions[condition])('PUT', at(scopes.vault), body);
    if (allowed) expect(answer).toMatch(/^201/);
    else
      expect(answer).toBe(
        `403 AuthorizationFailed: The client 'eve@contoso.test' with object id '${ids.eve}' does not have authorization or an ABAC condition not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${at(scopes.vault)}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      );
  });

  it('covers taking away: what it names goes, what it does not name stays', () => {
    one.send('setup', 'PUT', at(scopes.vault, 1), grant(roles.reader, ids.bob));
    one.send('setup', 'PUT', at(scopes.vault, 2), grant(roles.contributor, ids.bob));
    const eve = delegated(conditions.someRoles);
    expect(eve('DELETE', at(scopes.vault, 1))).toMatch(/^200/);
    expect(eve('DELETE', at(scopes.vault, 2))).toMatch(
      /^403 AuthorizationFailed: .* or an ABAC condition not fulfilled /,
    );
  });

  it('holds below its scope only', () => {
    const eve = delegated(conditions.someRoles);
    expect(eve('PUT', at(scopes.otherRg), grant(roles.reader, ids.bob))).toMatch(/^403/);
  });
});
