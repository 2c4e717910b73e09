import type { Permission } from '#kernel/decision.ts';
import { put } from '#kernel/result.ts';
import { Tables, type Change } from '#kernel/tables.ts';
import { builtInRoles } from './builtin-roles.ts';
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
  condition?: string;
}

/** A decision worked out by hand: the rule it shows, and the page of Azure's documentation that the rule is from. */
export interface Case {
  rule: string;
  source: string;
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

export const cases = table as Case[];

const custom = 'eeeeeeee-0000-4000-8000-000000000001';
const who: Record<string, string> = { ...ids, all: '00000000-0000-0000-0000-000000000000' };
const text = (template: string): string =>
  template
    .replace('{RG}', scopes.rg.toUpperCase())
    .replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in scopes ? scopes[name as keyof typeof scopes] : (who[name] ?? whole),
    );
export const idOf = (name: string | undefined): string => who[name ?? ''] ?? '';
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

/** The state that a case starts from. */
export function tablesFor(one: Case): Tables {
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
  for (const {
    at: place,
    principals,
    exclude = [],
    actions,
    notActions,
    dataActions,
    onlyHere = false,
    condition,
  } of one.denies ?? []) {
    changes.push(
      put('denyAssignments', `${text(place)}/deny`, {
        id: `${text(place)}/deny`,
        denyAssignmentName: 'no',
        scope: text(place),
        permissions: [permissionFrom({ actions, notActions, dataActions, condition })],
        principals: principals.map((name) => ({ id: idOf(name), type: 'User' })),
        excludePrincipals: exclude.map((name) => ({ id: idOf(name), type: 'User' })),
        doNotApplyToChildScopes: onlyHere,
      }),
    );
  }
  tables.apply(changes);
  return tables;
}

export const groupsIn = (one: Case): string[] => (one.groups ?? []).map(idOf);
export const question = (one: Case): Permission => ({ ...one.ask, scope: text(one.ask.scope) });
export const at = (one: Case): number => start + (one.wait ?? 600_000);
