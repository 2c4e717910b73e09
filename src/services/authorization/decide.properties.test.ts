import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Permission } from '#kernel/decision.ts';
import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { Tables } from '#kernel/tables.ts';
import { builtInRoles } from './builtin-roles.ts';
import { decide, isAllowed } from './decide.ts';
import { ids, rows, scopes, start } from './fixture.ts';
import { authorization } from './index.ts';
import {
  permissionFrom,
  targetServices,
  type DenyAssignment,
  type RoleAssignment,
  type TargetService,
} from './models.ts';

const people = [ids.ada, ids.bob, ids.eve];
const groups = [ids.inner, ids.outer];
const places = Object.values(scopes);
const verbs = ['read', 'write', 'delete', 'listKeys/action', 'getSecret/action'];
const types = [
  'Microsoft.KeyVault/vaults',
  'Microsoft.KeyVault/vaults/secrets',
  'Microsoft.Web/sites',
  'Microsoft.Authorization/roleAssignments',
];
const custom = 'eeeeeeee-0000-4000-8000-000000000001';

/** Roles that say something about the actions asked, and some that do not. */
const known = builtInRoles
  .filter(({ roleName }) =>
    /^(Owner|Contributor|Reader|Key Vault .*|Website Contributor|AcrPull|Role Based.*|Managed Identity .*)$/.test(
      roleName,
    ),
  )
  .map(({ id }) => id);

const action = fc.tuple(fc.constantFrom(...types), fc.constantFrom(...verbs)).map((parts) => parts.join('/'));
const pattern = fc.oneof(
  action,
  fc.constantFrom('*', '*/read', 'Microsoft.KeyVault/*', 'Microsoft.KeyVault/vaults/*/read', '*/action', '*/write'),
);
const place = fc.constantFrom(...places, `${scopes.vault}/secrets/db`);
const permission: fc.Arbitrary<Permission> = fc.record({
  action,
  scope: place,
  plane: fc.constantFrom('control' as const, 'data' as const),
});

const assignment = fc
  .record({
    to: fc.constantFrom(...people, ...groups),
    role: fc.constantFrom(...known, custom),
    at: place,
    known: fc.nat(2),
  })
  .map(({ to, role, at, known: late }, seq = 0): Omit<RoleAssignment, 'id'> => ({
    name: String(seq),
    scope: at,
    roleId: role,
    principalId: to,
    principalType: 'User',
    condition: null,
    conditionVersion: null,
    description: null,
    delegatedManagedIdentityResourceId: null,
    createdAt: start,
    updatedAt: start,
    createdBy: '',
    updatedBy: '',
    effectiveAt: Object.fromEntries(targetServices.map((service) => [service, start + late])) as Record<
      TargetService,
      number
    >,
  }));

const block = fc
  .record({
    actions: fc.array(pattern, { maxLength: 3 }),
    notActions: fc.array(pattern, { maxLength: 2 }),
    dataActions: fc.array(pattern, { maxLength: 2 }),
  })
  .map(permissionFrom);

const deny = fc.record({
  principals: fc.constantFrom(...people, ...groups, '00000000-0000-0000-0000-000000000000'),
  at: place,
  permissions: fc.array(block, { minLength: 1, maxLength: 2 }),
});

const world = fc.record({
  assignments: fc.array(assignment, { maxLength: 14 }),
  custom: fc.array(block, { minLength: 1, maxLength: 3 }),
  denies: fc.array(deny, { maxLength: 2 }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function tablesOf({ assignments, custom: permissions, denies }: World): Tables {
  const tables = new Tables({
    ...authorization.indexes,
    groupMembers: { member: ({ memberId }: { memberId: string }) => [memberId] },
  });
  tables.apply(rows);
  tables.apply([put('roleDefinitions', custom, { id: custom, roleName: 'custom', permissions })]);
  tables.apply(
    assignments.map((row, at) =>
      put('roleAssignments', `${idKey(row.scope)} ${at}`, { ...row, id: `${row.scope} ${at}` }),
    ),
  );
  tables.apply(
    denies.map((one, at) => {
      const principals = [{ id: one.principals, type: 'User' }];
      const row: Partial<DenyAssignment> = {
        id: String(at),
        denyAssignmentName: 'no',
        scope: one.at,
        permissions: one.permissions,
        principals,
        excludePrincipals: [],
      };
      return put('denyAssignments', String(at), row);
    }),
  );
  return tables;
}

const who = fc.record({ principalId: fc.constantFrom(...people), groupIds: fc.subarray(groups) });
const now = fc.nat(3).map((more) => start + more);
const runs = { numRuns: 400 };

describe('any decision', () => {
  it('is the same with and without its reasons', () => {
    fc.assert(
      fc.property(world, who, permission, now, (w, p, ask, at) => {
        const tables = tablesOf(w);
        const decision = decide(tables, at, p, ask);
        expect(decision.missing === undefined).toBe(decision.allowed);
        return decision.allowed === isAllowed(tables, at, p, ask);
      }),
      runs,
    );
  });

  it('does not change by an assignment to somebody else', () => {
    fc.assert(
      fc.property(world, assignment, who, permission, now, (w, more, p, ask, at) => {
        fc.pre(more.principalId !== p.principalId && !p.groupIds.includes(more.principalId));
        const larger = { ...w, assignments: [...w.assignments, more] };
        return isAllowed(tablesOf(w), at, p, ask) === isAllowed(tablesOf(larger), at, p, ask);
      }),
      runs,
    );
  });

  it('is never lost by one more assignment, and never won by one more deny', () => {
    fc.assert(
      fc.property(world, assignment, deny, who, permission, now, (w, more, no, p, ask, at) => {
        const before = isAllowed(tablesOf(w), at, p, ask);
        const kept = !before || isAllowed(tablesOf({ ...w, assignments: [...w.assignments, more] }), at, p, ask);
        return kept && (before || !isAllowed(tablesOf({ ...w, denies: [...w.denies, no] }), at, p, ask));
      }),
      runs,
    );
  });

  it('is never won by a notAction', () => {
    fc.assert(
      fc.property(world, pattern, who, permission, now, (w, not, p, ask, at) => {
        const narrower = {
          ...w,
          custom: w.custom.map((one) => ({
            ...one,
            notActions: [...one.notActions, not],
            notDataActions: [...one.notDataActions, not],
          })),
        };
        return isAllowed(tablesOf(w), at, p, ask) || !isAllowed(tablesOf(narrower), at, p, ask);
      }),
      runs,
    );
  });

  it('holds below where it holds, unless a deny stands there', () => {
    fc.assert(
      fc.property(world, who, action, now, (w, p, what, at) => {
        const tables = tablesOf({ ...w, denies: [] });
        const ask = (scope: string): boolean => isAllowed(tables, at, p, { action: what, scope, plane: 'control' });
        return !ask(scopes.rg) || (ask(scopes.vault) && ask(`${scopes.vault}/secrets/db`));
      }),
      runs,
    );
  });

  it('does not depend on case', () => {
    fc.assert(
      fc.property(world, who, permission, now, (w, p, ask, at) => {
        const tables = tablesOf(w);
        const shouted = { ...ask, action: ask.action.toUpperCase(), scope: ask.scope.toUpperCase() };
        return isAllowed(tables, at, p, ask) === isAllowed(tables, at, p, shouted);
      }),
      runs,
    );
  });

  it('is allowed by nothing but a role that grants in reach, in time', () => {
    fc.assert(
      fc.property(world, who, permission, now, (w, p, ask, at) => {
        const { allowed, assignments } = decide(tablesOf(w), at, p, ask);
        return !allowed || assignments.some(({ outcome, effectiveAt }) => outcome === 'grants' && effectiveAt <= at);
      }),
      runs,
    );
  });
});
