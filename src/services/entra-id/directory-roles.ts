import type { ConsideredAssignment, Decision, Permission } from '#kernel/decision.ts';
import type { IssuedToken } from '#kernel/define.ts';
import type { View } from '#kernel/tables.ts';
import { actionsOf } from './app-roles.ts';
import roles from './data/directory-roles.json' with { type: 'json' };
import { linkKey, type DirectoryRoleRow } from './models.ts';

interface RoleData {
  templateId: string;
  actions: string[];
}

const roleData: Record<string, RoleData> = roles.roles;

/** Whether the action string is one of the directory's, which no Azure role grants. */
export const isDirectoryAction = (action: string): boolean => action.toLowerCase().startsWith('microsoft.directory/');

const matches = (pattern: string, action: string): boolean =>
  pattern.endsWith('/*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;

function consider(row: DirectoryRoleRow, action: string): ConsideredAssignment {
  const data = roleData[row.role];
  const matched = data?.actions.find((pattern) => matches(pattern, action));
  const outcome = matched ? 'grants' : data ? 'no-matching-action' : 'unknown-role';
  return {
    id: `directoryRoles/${row.principalId}/${row.role}`,
    roleDefinitionId: data?.templateId ?? '',
    roleName: row.role,
    scope: '/',
    principalId: row.principalId,
    principalType: '',
    through: [],
    effectiveAt: 0,
    outcome,
    ...(matched && { matched }),
  };
}

const appRolesIn = (token: IssuedToken | undefined): string[] => {
  const roles = token?.claims['roles'];
  return Array.isArray(roles) ? (roles as string[]) : [];
};

/** An app role counts as the token carries it: one that was given later needs a new token. */
function considerAppRole(principalId: string, role: string, action: string): ConsideredAssignment {
  const matched = actionsOf(role).find((one) => one === action);
  return {
    id: `appRoles/${principalId}/${role}`,
    roleDefinitionId: '',
    roleName: role,
    scope: '/',
    principalId,
    principalType: 'ServicePrincipal',
    through: [],
    effectiveAt: 0,
    outcome: matched ? 'grants' : 'no-matching-action',
    ...(matched && { matched }),
  };
}

/**
 * Decides a directory permission (`microsoft.directory/…`): directory roles of the principal, what every member user
 * may by default, and what owning a group or an application gives (scope
 * `/groups/{id}`, `/applications/{id}`, `/servicePrincipals/{id}`). Applications have no default permission;
 * what they may is in the app roles of Microsoft Graph that their token carries.
 * Source: "What are the default user permissions in Microsoft Entra ID?", "Microsoft Entra built-in roles".
 */
export function decideDirectory(
  view: View,
  principal: { principalId: string; groupIds: string[]; token?: IssuedToken },
  permission: Permission,
): Decision {
  const { principalId } = principal;
  const decision = (verdict: Decision['verdict'], assignments: ConsideredAssignment[] = []): Decision => ({
    allowed: verdict !== 'no-role',
    permission,
    verdict,
    principalId,
    groups: [],
    scopesWalked: permission.scope === '/' ? ['/'] : ['/', permission.scope],
    assignments,
    denies: [],
    ...(verdict === 'no-role' && {
      missing: {
        kind: 'no-assignment',
        note: 'No directory role of the caller allows this; Azure roles do not count in the directory.',
      },
    }),
  });
  if (principalId === 'platform' || principalId === 'setup') return decision(principalId);
  const assignments = view
    .by<DirectoryRoleRow>('directoryRoles', 'principal', principalId)
    .map((row) => consider(row, permission.action))
    .concat(appRolesIn(principal.token).map((role) => considerAppRole(principalId, role, permission.action)));
  const byRole = assignments.some(({ outcome }) => outcome === 'grants');
  const byDefault = roles.memberUser.includes(permission.action) && view.get('users', principalId) !== undefined;
  const group = /^\/groups\/([^/]+)$/.exec(permission.scope)?.[1];
  const application = /^\/(?:applications|servicePrincipals)\/([^/]+)$/.exec(permission.scope)?.[1];
  const byOwning =
    (group !== undefined &&
      roles.groupOwner.includes(permission.action) &&
      view.get('groupOwners', linkKey(group, principalId)) !== undefined) ||
    (application !== undefined &&
      roles.applicationOwner.includes(permission.action) &&
      view.get('applicationOwners', linkKey(application, principalId)) !== undefined);
  return decision(byRole || byDefault || byOwning ? 'allowed' : 'no-role', assignments);
}
