import { armTime } from '#kernel/clock.ts';
import type { DenyAssignment, RoleAssignment, RoleDefinition, RolePermission } from './models.ts';
import { subscriptionPrefix } from './scopes.ts';

/** A permission block as ARM shows it; a condition appears only where there is one. */
export const permissionShape = ({ condition, conditionVersion, ...lists }: RolePermission) => ({
  ...lists,
  ...(condition !== null && { condition, conditionVersion }),
});

const time = (at: number | undefined): string | null => (at === undefined ? null : armTime(at));

/** A role definition as ARM shows it at a scope: its id carries the subscription of the scope, if there is one. */
export const roleDefinitionShape = (role: RoleDefinition, scope: string) => ({
  properties: {
    roleName: role.roleName,
    type: role.roleType,
    description: role.description,
    assignableScopes: role.assignableScopes,
    permissions: role.permissions.map(permissionShape),
    createdOn: time(role.createdAt),
    updatedOn: time(role.updatedAt),
    createdBy: role.createdBy ?? null,
    updatedBy: role.updatedBy ?? null,
  },
  id: `${subscriptionPrefix(scope)}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
  type: 'Microsoft.Authorization/roleDefinitions',
  name: role.id,
});

/** A role assignment as ARM shows it. The answer to its creation alone has no `createdBy`. */
export const roleAssignmentShape = (row: RoleAssignment, created = false) => ({
  properties: {
    roleDefinitionId: `${subscriptionPrefix(row.scope)}/providers/Microsoft.Authorization/roleDefinitions/${row.roleId}`,
    principalId: row.principalId,
    principalType: row.principalType,
    scope: row.scope,
    condition: row.condition,
    conditionVersion: row.conditionVersion,
    createdOn: armTime(row.createdAt),
    updatedOn: armTime(row.updatedAt),
    createdBy: created ? null : row.createdBy,
    updatedBy: row.updatedBy,
    delegatedManagedIdentityResourceId: row.delegatedManagedIdentityResourceId,
    description: row.description,
  },
  id: row.id,
  type: 'Microsoft.Authorization/roleAssignments',
  name: row.name,
});

export const denyAssignmentShape = (row: DenyAssignment) => ({
  properties: {
    denyAssignmentName: row.denyAssignmentName,
    description: row.description,
    permissions: row.permissions.map(permissionShape),
    scope: row.scope,
    doNotApplyToChildScopes: row.doNotApplyToChildScopes,
    principals: row.principals,
    excludePrincipals: row.excludePrincipals,
    isSystemProtected: row.isSystemProtected,
    createdOn: armTime(row.createdAt),
    updatedOn: armTime(row.updatedAt),
    createdBy: row.createdBy,
    updatedBy: row.updatedBy,
  },
  id: row.id,
  type: 'Microsoft.Authorization/denyAssignments',
  name: row.name,
});
