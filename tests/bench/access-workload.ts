import { put } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import { Tables, type Change } from '#kernel/tables.ts';
import type { Permission } from '#kernel/decision.ts';
import { isAllowed } from '#services/authorization/decide.ts';
import { builtInRoles } from '#services/authorization/builtin-roles.ts';
import {
  allPrincipals,
  permissionFrom,
  targetServices,
  type DenyAssignment,
  type RoleAssignment,
  type RoleDefinition,
  type TargetService,
} from '#services/authorization/models.ts';
import { indexes } from '#tenant/world.ts';
import { Random } from '../fuzz/random.ts';

/** A tenant of a given size and what is asked of it: ten subscriptions, nested groups, deny assignments. */
export interface Query {
  principal: { principalId: string; groupIds: string[] };
  permission: Permission;
  allowed: boolean;
}

export interface Workload {
  tables: Tables;
  now: number;
  assignments: RoleAssignment[];
  roles: Map<string, RoleDefinition>;
  denies: DenyAssignment[];
  principals: { principalId: string; groupIds: string[] }[];
  actions: { action: string; plane: Permission['plane'] }[];
  scopes: string[];
  queries: Query[];
  /** One more assignment that is not there yet. */
  another: (seq: number) => RoleAssignment;
}

const now = Date.UTC(2026, 10, 23, 9);
const guid = (kind: string, n: number): string =>
  `${kind.repeat(8)}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const wanted =
  /^(Owner|Contributor|Reader|User Access Administrator|Role Based.*|Managed Identity (Operator|Contributor)|Key Vault (?!Data).*|Storage .*|Azure Service Bus .*|Azure Event Hubs .*|App Configuration .*|Website Contributor|Web Plan Contributor|Virtual Machine (Contributor|Administrator Login|User Login)|Network Contributor|SQL (DB|Server) Contributor|Tag Contributor|Acr(Pull|Push)|Monitoring .*|Log Analytics .*)$/;

function actionsOf(roles: RoleDefinition[]): Workload['actions'] {
  const control = new Set<string>();
  const data = new Set<string>();
  for (const { permissions } of roles)
    for (const one of permissions) {
      for (const action of one.actions) control.add(action.replaceAll('/*/', '/').replace('*', 'read'));
      for (const action of one.dataActions) data.add(action.replaceAll('/*/', '/').replace('*', 'read'));
    }
  const list = (set: Set<string>, plane: Permission['plane']) => [...set].map((action) => ({ action, plane }));
  for (const action of control) data.delete(action);
  return [...list(control, 'control'), ...list(data, 'data')].filter(({ action }) => action.startsWith('Microsoft.'));
}

const everywhere = Object.fromEntries(targetServices.map((service) => [service, now - 1])) as Record<
  TargetService,
  number
>;

export function workload(size: number, queryCount: number): Workload {
  const random = new Random(`access ${size}`);
  const usable = builtInRoles.filter(
    ({ roleName, permissions }) => wanted.test(roleName) && permissions.every(({ condition }) => condition === null),
  );
  const custom: RoleDefinition[] = Array.from({ length: 6 }, (_, n) => ({
    id: guid('e', n),
    roleName: `custom ${n}`,
    roleType: 'CustomRole',
    description: '',
    assignableScopes: ['/'],
    permissions: [permissionFrom({ actions: ['*/read', 'Microsoft.Web/*'], notActions: ['Microsoft.Web/*/delete'] })],
  }));
  const roleList = [...usable.slice(0, 62), ...custom];
  const actions = actionsOf(roleList);
  const subs = Array.from({ length: 10 }, (_, n) => `/subscriptions/${guid('5', n)}`);
  const groupsOf = (sub: string): string[] => Array.from({ length: 20 }, (_, n) => `${sub}/resourceGroups/rg-app-${n}`);
  const rgs = subs.flatMap(groupsOf);
  const kinds = ['Microsoft.KeyVault/vaults/kv', 'Microsoft.Storage/storageAccounts/st', 'Microsoft.Web/sites/web'];
  const resources = rgs.flatMap((rg) => kinds.flatMap((kind) => [1, 2].map((n) => `${rg}/providers/${kind}${n}`)));
  const children = resources.filter((id) => id.includes('vaults')).map((id) => `${id}/secrets/db-password`);
  const scopes = [...subs, ...rgs, ...resources, ...children];

  const people = Array.from({ length: Math.max(20, size / 10) }, (_, n) => guid('a', n));
  const teams = Array.from({ length: Math.max(6, size / 80) }, (_, n) => guid('b', n));
  // Every second team lies in another; a person is in none, one or two.
  const parent = new Map(
    teams.map((team, at): [string, string | undefined] => [team, at % 2 ? teams[at - 1] : undefined]),
  );
  const members: Change[] = [];
  const member = (groupId: string, memberId: string): unknown =>
    members.push(put('groupMembers', `${groupId} ${memberId}`, { groupId, memberId }));
  for (const [team, outer] of parent) if (outer) member(outer, team);
  const principals = people.map((principalId) => {
    const groupIds = new Set<string>();
    for (let n = random.below(3); n > 0; n -= 1) {
      const team = random.pick(teams);
      member(team, principalId);
      groupIds.add(team);
      const outer = parent.get(team);
      if (outer) groupIds.add(outer);
    }
    return { principalId, groupIds: [...groupIds].sort() };
  });
  const another = (seq: number): RoleAssignment => {
    const scope = random.pick(
      random.chance(0.1) ? subs : random.chance(0.4) ? rgs : random.chance(0.8) ? resources : children,
    );
    const name = guid('d', seq);
    return {
      id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      name,
      scope,
      roleId: random.pick(roleList).id,
      principalId: random.pick(random.chance(0.75) ? people : teams),
      principalType: 'User',
      condition: null,
      conditionVersion: null,
      description: null,
      delegatedManagedIdentityResourceId: null,
      createdAt: now,
      updatedAt: now,
      createdBy: '',
      updatedBy: '',
      effectiveAt: { ...everywhere },
    };
  };
  const assignments = Array.from({ length: size }, (_, seq) => another(seq));
  const denies = Array.from({ length: 10 }, (_, n): DenyAssignment => {
    const scope = random.pick(n < 3 ? rgs : resources);
    return {
      id: `${scope}/providers/Microsoft.Authorization/denyAssignments/${n}`,
      name: `${n}`,
      denyAssignmentName: `deny ${n}`,
      description: null,
      scope,
      permissions: [permissionFrom({ actions: ['*/delete', '*/write'] })],
      principals: [{ id: n % 2 ? random.pick(people) : allPrincipals, type: 'User' }],
      excludePrincipals: [],
      doNotApplyToChildScopes: false,
      isSystemProtected: false,
      createdAt: now,
      updatedAt: now,
      createdBy: '',
      updatedBy: '',
    };
  });
  const tables = new Tables(indexes);
  tables.apply([
    put('tenants', guid('1', 1), { tenantId: guid('1', 1), displayName: 'T', domain: 't.test' }),
    ...subs.map((id) =>
      put('subscriptions', id.slice(15), {
        subscriptionId: id.slice(15),
        displayName: id,
        tenantId: guid('1', 1),
        state: 'Enabled',
      }),
    ),
    ...members,
    ...custom.map((role) => put('roleDefinitions', role.id, role)),
    ...assignments.map((row) => put('roleAssignments', idKey(row.id), row)),
    ...denies.map((row) => put('denyAssignments', idKey(row.id), row)),
  ]);

  // Half of the questions are meant to be allowed: they are made from an assignment that the asker holds.
  const holders = new Map<string, RoleAssignment[]>();
  for (const row of assignments) holders.set(row.principalId, [...(holders.get(row.principalId) ?? []), row]);
  const roles = new Map(roleList.map((role) => [role.id, role]));
  const granted = new Map<string, Workload['actions']>();
  const below = new Map<string, string[]>();
  for (const scope of scopes) {
    for (let above = scope; above; above = above.slice(0, above.lastIndexOf('/'))) {
      const list = below.get(above);
      if (list) list.push(scope);
      else below.set(above, [scope]);
    }
  }
  const queries: Query[] = [];
  const left = { true: queryCount / 2, false: queryCount / 2 };
  while (left.true > 0 || left.false > 0) {
    const principal = random.pick(principals);
    let { action, plane } = random.pick(actions);
    let scope = random.pick(scopes);
    const rows = [principal.principalId, ...principal.groupIds].flatMap((id) => holders.get(id) ?? []);
    if (left.true > 0 && rows.length && random.chance(0.7)) {
      const row = random.pick(rows);
      let can = granted.get(row.roleId);
      if (!can) {
        const patterns = (roles.get(row.roleId)?.permissions ?? []).flatMap((one) => [
          ...one.actions,
          ...one.dataActions,
        ]);
        const simple = patterns.map((one) => one.toLowerCase().split('*')[0] ?? '');
        can = actions.filter((one) => simple.some((text) => one.action.toLowerCase().startsWith(text)));
        granted.set(row.roleId, can.length ? can : actions);
      }
      if (can.length) ({ action, plane } = random.pick(can));
      scope = random.pick(below.get(row.scope) ?? scopes);
    }
    const permission: Permission = { action, scope, plane };
    const allowed = isAllowed(tables, now, principal, permission);
    if (left[`${allowed}`] <= 0) continue;
    left[`${allowed}`] -= 1;
    queries.push({ principal, permission, allowed });
  }
  return { tables, now, assignments, roles, denies, principals, actions, scopes, queries, another };
}
