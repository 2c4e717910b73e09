import { beforeEach, describe, expect, it } from 'vitest';
import type { RevokedAssignment, RoleAssignment } from './authorization/models.ts';
import { ids, roles, scopes, sentence, start, TestTenant, type Said } from './authorization/fixture.ts';
import { assignmentState, authorization } from './authorization/index.ts';
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

describe('a constrained delegate', () => {
  it('may give the roles that its condition names, and no other', () => {
    one.grant(ids.eve, roles.dataAccessAdministrator, scopes.vault);
    const eve = one.token(ids.eve);
    expect(assign(scopes.vault, ids.app, roles.secretsUser, {}, 1, eve).status).toBe(201);
    expect(sentence(assign(scopes.vault, ids.app, roles.owner, {}, 2, eve))).toContain('403 AuthorizationFailed');
    expect(one.send(eve, 'DELETE', at(scopes.vault)).status).toBe(200);
    assign(scopes.vault, ids.bob, roles.owner, {}, 3);
    expect(sentence(one.send(eve, 'DELETE', at(scopes.vault, 3)))).toContain('or an ABAC condition not fulfilled');
  });
});

describe('a role assignment lives', () => {
  const reads = (): number => one.send(one.token(ids.bob), 'GET', scopes.rg).status;

  it('through granted, effective, revoked and gone, and each shows', () => {
    const key = at(scopes.rg).toLowerCase();
    assign(scopes.rg, ids.bob, roles.reader);
    const row = one.tables.get<RoleAssignment>('roleAssignments', key)!;
    expect([assignmentState(row, 'arm', one.now), reads()]).toEqual(['granted', 403]);
    expect(authorization.upcoming?.(one.tables, one.now)).toEqual([
      { at: row.effectiveAt.arm, what: 'Reader on rg-shop for Bob takes effect at Azure Resource Manager' },
    ]);
    one.now = row.effectiveAt.arm;
    expect([assignmentState(row, 'arm', one.now), reads()]).toEqual(['effective', 200]);

    expect(one.send(ada, 'DELETE', at(scopes.rg)).status).toBe(200);
    const [gone] = one.tables.all<RevokedAssignment>('revokedAssignments');
    expect([assignmentState(gone!, 'arm', one.now), reads()]).toEqual(['revoked', 200]);
    expect(authorization.upcoming?.(one.tables, one.now)).toEqual([
      { at: gone!.effectiveUntil.arm, what: 'Reader on rg-shop for Bob ends at Azure Resource Manager' },
    ]);
    one.now = gone!.effectiveUntil.arm;
    expect([assignmentState(gone!, 'arm', one.now), reads()]).toEqual(['gone', 403]);
    expect(authorization.upcoming?.(one.tables, one.now)).toEqual([]);
  });

  it('shortly when it is removed before anybody heard of it', () => {
    assign(scopes.rg, ids.bob, roles.reader);
    one.send(ada, 'DELETE', at(scopes.rg));
    const [row] = one.tables.all<RevokedAssignment>('revokedAssignments');
    expect(assignmentState(row!, 'arm', row!.effectiveAt.arm)).toBe('gone');
  });

  it('waits anew when it is made again, and rows that all have forgotten are swept out', () => {
    assign(scopes.rg, ids.bob, roles.reader);
    const first = one.tables.get<RoleAssignment>('roleAssignments', at(scopes.rg).toLowerCase())!;
    one.now += 1000;
    one.send(ada, 'DELETE', at(scopes.rg));
    one.now += 600_000;
    assign(scopes.rg, ids.bob, roles.reader);
    const second = one.tables.get<RoleAssignment>('roleAssignments', at(scopes.rg).toLowerCase())!;
    expect(second.effectiveAt['key-vault'] - second.createdAt).not.toBe(
      first.effectiveAt['key-vault'] - first.createdAt,
    );
    expect(one.tables.all('revokedAssignments')).toEqual([]);
  });

  it('is answered 204 when there was none', () => {
    expect(one.send(ada, 'DELETE', at(scopes.rg)).status).toBe(204);
    expect(sentence(one.send(ada, 'GET', at(scopes.rg)))).toBe(
      `404 RoleAssignmentNotFound: The role assignment '${guid(1)}' is not found.`,
    );
  });

  it('is not taken from the last owner of a subscription', () => {
    const [owner] = one.tables.all<RoleAssignment>('roleAssignments');
    expect(sentence(one.send(ada, 'DELETE', owner!.id))).toBe(
      '412 CannotDeleteLastRbacAdminAssignment: Cannot delete the last RBAC admin assignment',
    );
    assign(scopes.sub, ids.bob, roles.owner);
    expect(one.send(ada, 'DELETE', owner!.id).status).toBe(200);
  });

  it('starts when the lab starts: setup waits like everybody', () => {
    const row = one.tables.all<RoleAssignment>('roleAssignments')[0]!;
    expect(row.createdAt).toBe(start);
    expect(row.effectiveAt.arm).toBeGreaterThan(start);
  });
});
