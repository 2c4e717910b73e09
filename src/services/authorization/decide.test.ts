import { describe, expect, it } from 'vitest';
import type { Decision, Permission } from '#kernel/decision.ts';
import { decide, explain, isAllowed } from './decide.ts';
import { at, cases, groupsIn, idOf, question, tablesFor, type Case } from './decision-cases.ts';
import { ids, scopes, start } from './fixture.ts';

function decided(one: Case): Decision {
  return decide(tablesFor(one), at(one), { principalId: idOf(one.who), groupIds: groupsIn(one) }, question(one));
}

describe('the decision', () => {
  it('is worked out by hand in sixty cases and more, each with where its rule is written', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(cases.filter(({ source }) => !source)).toEqual([]);
  });

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
