import { describe, expect, it } from 'vitest';
import type { Decision, Permission } from '#kernel/decision.ts';
import { put } from '#kernel/result.ts';
import { Tables, type Change } from '#kernel/tables.ts';
import { builtInRoles } from './builtin-roles.ts';
import { decide, explain, isAllowed } from './decide.ts';
import table from './decision-cases.json' with { type: 'json' };
import { ids, rows, scopes, start } from './fixture.ts';
import { authorization } from './index.ts';
import {
  permissionFrom,
  targetServices,
  type PermissionBody,
  type RoleAssignment,
  type TargetService,
} from './models.ts';

interface Deny {
  at: string;
  principals: string[];
  exclude?: string[];
  actions?: string[];
  notActions?: string[];
  dataActions?: string[];
  onlyHere?: boolean;
}

interface Case {
  rule: string;
  who: string;
  groups?: string[];
  assignments: { to: string; role: string; at: string; condition?: string }[];
  denies?: Deny[];
  custom?: PermissionBody[];
  wait?: number;
  ask: Permission;
  allowed: boolean;
  verdict?: string;
  missing?: string;
}

const cases = table as Case[];

const custom = 'eeeeeeee-0000-4000-8000-000000000001';
const who: Record<string, string> = { ...ids, all: '00000000-0000-0000-0000-000000000000' };
const text = (template: string): string =>
  template
    .replace('{RG}', scopes.rg.toUpperCase())
    .replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in scopes ? scopes[name as keyof typeof scopes] : (who[name] ?? whole),
    );
const idOf = (name: string | undefined): string => who[name ?? ''] ?? '';
const roleId = (name: string): string =>
  name === 'custom' ? custom : (builtInRoles.find((role) => role.roleName === name)?.id ?? name);

const assignment = (to: string, role: string, at: string, condition?: string, seq = 0): RoleAssignment => ({
  id: `${at === '/' ? '' : at}/providers/Microsoft.Authorization/roleAssignments/${to}-${role}-${seq}`,
  name: `${seq}`,
  scope: at,
  roleId: role,
  principalId: to,
  principalType: 'User',
  condition: condition ?? null,
  conditionVersion: condition ? '2.0' : null,
  description: null,
  delegatedManagedIdentityResourceId: null,
  createdAt: start,
  updatedAt: start,
  createdBy: '',
  updatedBy: '',
  effectiveAt: Object.fromEntries(targetServices.map((service) => [service, start + 60_000])) as Record<
    TargetService,
    number
  >,
});

function tablesFor(one: Case): Tables {
  const tables = new Tables({
    ...authorization.indexes,
    groupMembers: { member: ({ memberId }: { memberId: string }) => [memberId] },
  });
  const changes: Change[] = [...rows];
  one.assignments.forEach(({ to, role, at, condition }, seq) => {
    const row = assignment(idOf(to), roleId(role), text(at), condition, seq);
    changes.push(put('roleAssignments', row.id.toLowerCase(), row));
  });
  const permissions = one.custom?.map(permissionFrom);
  if (permissions)
    changes.push(
      put('roleDefinitions', custom, { id: custom, roleName: 'custom', roleType: 'CustomRole', permissions }),
    );
  for (const { at, principals, exclude = [], actions, notActions, dataActions, onlyHere = false } of one.denies ?? []) {
    changes.push(
      put('denyAssignments', `${text(at)}/deny`, {
        id: `${text(at)}/deny`,
        denyAssignmentName: 'no',
        scope: text(at),
        permissions: [permissionFrom({ actions, notActions, dataActions })],
        principals: principals.map((name) => ({ id: idOf(name), type: 'User' })),
        excludePrincipals: exclude.map((name) => ({ id: idOf(name), type: 'User' })),
        doNotApplyToChildScopes: onlyHere,
      }),
    );
  }
  tables.apply(changes);
  return tables;
}

const groupsIn = (one: Case): string[] => (one.groups ?? []).map(idOf);
const question = (one: Case): Permission => ({ ...one.ask, scope: text(one.ask.scope) });
const at = (one: Case): number => start + (one.wait ?? 600_000);

function decided(one: Case): Decision {
  return decide(tablesFor(one), at(one), { principalId: idOf(one.who), groupIds: groupsIn(one) }, question(one));
}

describe('the decision', () => {
  it.each(cases.map((one): [string, Case] => [one.rule, one]))('%s', (_, one) => {
    const decision = decided(one);
    expect({ allowed: decision.allowed, missing: decision.missing?.kind }).toEqual({
      allowed: one.allowed,
      missing: one.missing,
    });
    expect(decision.verdict).toBe(one.verdict ?? (one.allowed ? 'allowed' : decision.verdict));
    const own = [one.who, ...(one.groups ?? [])];
    expect(decision.assignments).toHaveLength(one.assignments.filter(({ to }) => own.includes(to)).length);
  });

  it.each(cases.map((one): [string, Case] => [one.rule, one]))('is the same as the plain yes or no: %s', (_, one) => {
    const principal = { principalId: idOf(one.who), groupIds: groupsIn(one) };
    expect(isAllowed(tablesFor(one), at(one), principal, question(one))).toBe(one.allowed);
  });

  it.each(['platform', 'setup'] as const)('lets %s through, visibly', (principalId) => {
    const permission: Permission = { action: 'a/b/write', scope: scopes.vault, plane: 'control' };
    const tables = tablesFor(cases[0] as Case);
    expect(decide(tables, start, { principalId, groupIds: [] }, permission)).toMatchObject({
      allowed: true,
      verdict: principalId,
    });
    expect(isAllowed(tables, start, { principalId, groupIds: [] }, permission)).toBe(true);
  });
});

describe('the reasons', () => {
  const named = (rule: string): Case => cases.find((one) => one.rule === rule) as Case;

  it('name the scopes from the root down', () => {
    expect(decided(named('Key Vault Secrets Officer may set a secret')).scopesWalked).toEqual([
      '/',
      `/providers/microsoft.management/managementgroups/${ids.tenant}`,
      scopes.managementGroup.toLowerCase(),
      scopes.sub,
      scopes.rg,
      scopes.vault,
      `${scopes.vault}/secrets/db`,
    ]);
  });

  it('name the groups between, outermost last', () => {
    const decision = decided(named('A group gives its role to the members of a group in it'));
    expect(decision.groups).toEqual([
      { id: ids.inner, displayName: 'inner', through: [] },
      { id: ids.outer, displayName: 'outer', through: [ids.inner] },
    ]);
    expect(decision.assignments[0]).toMatchObject({
      through: [ids.inner, ids.outer],
      outcome: 'grants',
      matched: '*/read',
      roleName: 'Reader',
    });
  });

  it('name what took an action away', () => {
    expect(decided(named('notActions are subtracted')).assignments[0]).toMatchObject({
      outcome: 'subtracted-by-not-action',
      matched: 'Microsoft.Authorization/*/Write',
    });
  });

  it('say when a new assignment will count', () => {
    const decision = decided(named('A new assignment does not count at once'));
    expect(decision.assignments[0]).toMatchObject({ outcome: 'not-yet-effective', effectiveAt: start + 60_000 });
    expect(decision.missing?.note).toBe('Reader counts from 2026-11-23T09:01:00.000Z.');
  });

  it('point at the client id that was taken for the object id', () => {
    expect(decided(named('An assignment to the client id of an application is of no use')).missing?.note).toContain(
      'client id',
    );
  });

  it('say which scope would have been right', () => {
    expect(decided(named('A sibling is not reached')).missing?.note).toBe(
      `Reader would grant it, but at ${scopes.otherVault}.`,
    );
  });

  it('name the deny assignment, and who was left out of it', () => {
    expect(decided(named('A deny assignment for all principals meets everyone')).denies).toEqual([
      { id: `${scopes.rg}/deny`, name: 'no', scope: scopes.rg, outcome: 'denies', matched: '*/write' },
    ]);
    expect(decided(named('An excluded principal is not denied')).denies[0]?.outcome).toBe('excluded-principal');
  });

  it('use the groups of today when access is checked', () => {
    const tables = tablesFor(named('A group that the token does not carry does not count'));
    const permission: Permission = { action: 'Microsoft.KeyVault/vaults/read', scope: scopes.vault, plane: 'control' };
    expect(explain(tables, start + 600_000, ids.bob, permission)).toMatchObject({
      allowed: true,
      principalId: ids.bob,
    });
    expect(explain(tables, start + 600_000, ids.eve, permission)).toMatchObject({ allowed: false });
  });
});
