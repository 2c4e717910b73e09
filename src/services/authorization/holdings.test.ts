import { describe, expect, it } from 'vitest';
import { put, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { Tables } from '#kernel/tables.ts';
import { decide, isAllowed } from './decide.ts';
import { ids, roles, rows, scopes, start, TestTenant } from './fixture.ts';
import { authorization } from './index.ts';
import { targetServices, type RoleAssignment, type TargetService } from './models.ts';
import { Question } from './judge.ts';
import { namesNow } from './names.ts';
import { namesOne, scopeChain } from './scope-chain.ts';

const tables = (): Tables => {
  const one = new Tables({
    ...authorization.indexes,
    groupMembers: { member: ({ memberId }: { memberId: string }) => [memberId] },
  });
  one.apply(rows);
  return one;
};
const always = Object.fromEntries(targetServices.map((service) => [service, start])) as Record<TargetService, number>;
const grant = (to: string, role: string, scope: string) =>
  put('roleAssignments', idKey(`${scope}/${to}`), {
    id: `${scope}/${to}`,
    name: to,
    scope,
    roleId: role,
    principalId: to,
    condition: null,
    effectiveAt: always,
  } as RoleAssignment);

describe('what is remembered about a principal', () => {
  const read = { action: 'Microsoft.KeyVault/vaults/read', scope: scopes.vault, plane: 'control' } as const;
  const may = (one: Tables, ask = read): boolean => isAllowed(one, start, { principalId: ids.ada, groupIds: [] }, ask);

  it('is forgotten when a row is written, in the state, in a fork, and when it is undone', () => {
    const base = tables();
    expect(may(base)).toBe(false);
    const fork = base.fork();
    expect(may(fork)).toBe(false);
    fork.apply([grant(ids.ada, roles.reader, scopes.vault)]);
    expect([may(fork), may(base), may(base.fork())]).toEqual([true, false, false]);
    const undo = base.apply(fork.changes());
    expect([may(base), may(base.fork())]).toEqual([true, true]);
    base.apply(undo);
    expect(may(base)).toBe(false);
  });

  it('follows a custom role that changes, and a deny assignment that comes and goes', () => {
    const one = tables();
    const role = 'eeeeeeee-0000-4000-8000-000000000001';
    const permission = (actions: string[]) => ({
      actions,
      notActions: [],
      dataActions: [],
      notDataActions: [],
      condition: null,
    });
    one.apply([
      put('roleDefinitions', role, { id: role, roleName: 'r', permissions: [permission([])] }),
      grant(ids.ada, role, scopes.rg),
    ]);
    expect(may(one)).toBe(false);
    one.apply([put('roleDefinitions', role, { id: role, roleName: 'r', permissions: [permission(['*/read'])] })]);
    expect(may(one)).toBe(true);
    const deny = {
      id: 'd',
      denyAssignmentName: 'd',
      scope: scopes.rg,
      permissions: [permission(['*'])],
      principals: [{ id: ids.ada }],
      excludePrincipals: [],
    };
    one.apply([put('denyAssignments', 'd', deny)]);
    expect(may(one)).toBe(false);
    one.apply([remove('denyAssignments', 'd')]);
    expect(may(one)).toBe(true);
  });

  it('minds the groups of a token even where none of them holds anything', () => {
    const one = tables();
    one.apply([grant(ids.ada, roles.reader, scopes.vault)]);
    const permissions = [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [], condition: null }];
    const principals = [{ id: ids.outer }];
    const deny = { id: 'd', denyAssignmentName: 'd', scope: scopes.rg, permissions, principals, excludePrincipals: [] };
    one.apply([put('denyAssignments', 'd', deny)]);
    const ask = (groupIds: string[]): boolean[] => [
      isAllowed(one, start, { principalId: ids.ada, groupIds }, read),
      decide(one, start, { principalId: ids.ada, groupIds }, read).allowed,
    ];
    for (let turn = 0; turn < 2; turn += 1) {
      expect(ask([ids.inner])).toEqual([true, true]);
      expect(ask([ids.outer])).toEqual([false, false]);
    }
  });

  it('is the same object when it is told again, and told anew when a group changes', () => {
    const one = tables();
    const [inner, outer] = [ids.inner, ids.outer];
    one.apply([
      grant(outer, roles.reader, scopes.vault),
      remove('groupMembers', `${outer} ${inner}`),
      put('groupMembers', `${outer} ${ids.ada}`, { groupId: outer, memberId: ids.ada }),
    ]);
    const ask = () => decide(one, start, { principalId: ids.ada, groupIds: [outer] }, read);
    const before = ask();
    expect(before.assignments[0]?.through).toEqual([outer]);
    expect(ask().assignments).toBe(before.assignments);
    one.apply([
      remove('groupMembers', `${outer} ${ids.ada}`),
      put('groupMembers', `${inner} ${ids.ada}`, { groupId: inner, memberId: ids.ada }),
      put('groupMembers', `${outer} ${inner}`, { groupId: outer, memberId: inner }),
    ]);
    expect(ask().assignments[0]?.through).toEqual([inner, outer]);
  });

  it('does not keep what an application is told about its client id', () => {
    const one = tables();
    const appId = 'cccccccc-0000-4000-8000-000000000009';
    const note = (): string | undefined =>
      decide(one, start, { principalId: ids.ada, groupIds: [] }, read).missing?.note;
    expect([note(), note()]).toEqual([undefined, undefined]);
    one.apply([put('servicePrincipals', ids.ada, { id: ids.ada, appId }), grant(appId, roles.reader, scopes.vault)]);
    expect(note()).toContain('client id');
  });

  it('finds one grant among many scopes', () => {
    const one = tables();
    one.apply(
      Array.from({ length: 40 }, (_, n) => grant(ids.ada, roles.reader, `${scopes.sub}/resourceGroups/rg-${n}`)),
    );
    expect(may(one)).toBe(false);
    expect(may(one, { ...read, scope: `${scopes.sub}/resourcegroups/RG-7/providers/a/b/c` } as never)).toBe(true);
    for (const at of ['/', scopes.managementGroup, scopes.sub, scopes.rg, scopes.vault]) {
      const fork = one.fork();
      fork.apply([grant(ids.ada, roles.reader, at)]);
      expect(may(fork), at).toBe(true);
    }
  });
});

describe('a scope', () => {
  it.each([
    ['/', true],
    [scopes.sub, true],
    [scopes.rg, true],
    [scopes.vault, true],
    [`${scopes.vault}/secrets/db`, true],
    [`${scopes.vault}/providers/Microsoft.Insights/diagnosticSettings/d`, true],
    ['/subscriptions', false],
    [`${scopes.sub}/resourceGroups`, false],
    [`${scopes.rg}/providers/Microsoft.KeyVault`, false],
    [`${scopes.rg}/providers/Microsoft.KeyVault/vaults`, false],
    [`${scopes.vault}/secrets`, false],
    [`${scopes.vault}/providers/Microsoft.Insights`, false],
  ])('%s names one thing: %s', (path, expected) => {
    expect(namesOne(path)).toBe(expected);
  });

  it('that names none is no scope of an assignment', () => {
    const one = new TestTenant([authorization]);
    for (const scope of [
      `${scopes.vault}/secrets`,
      `${scopes.rg}/providers/Microsoft.KeyVault`,
      '/providers/Microsoft.Nothing/a/b',
    ])
      expect(() => one.grant(ids.ada, roles.reader, scope)).toThrow();
  });

  it('is reached from every scope of its chain, and from no other', () => {
    const one = tables();
    for (const scope of [...Object.values(scopes), `${scopes.vault}/secrets/db`]) {
      const question = new Question(one, start, { action: 'a/b/read', scope, plane: 'control' });
      const chain = scopeChain(one, scope).map(idKey);
      for (const above of Object.values(scopes))
        expect(question.reachedFrom(namesNow().scope(idKey(above))), `${scope} from ${above}`).toBe(
          chain.includes(idKey(above)),
        );
      const walked = [...question.groups(), ...question.path.at].map(({ key }) => key);
      expect(new Set(walked)).toEqual(new Set(chain));
    }
  });
});
