import type { Service } from '#kernel/define.ts';
import { idKey } from '#kernel/scope.ts';
import type { RevokedAssignment, RoleAssignment } from './models.ts';
import { denyAssignmentOperations } from './operations/deny-assignments.ts';
import { insideOperations } from './operations/inside.ts';
import { listPermissions } from './operations/permissions.ts';
import { listAssignments } from './operations/role-assignment-list.ts';
import { roleAssignmentOperations } from './operations/role-assignments.ts';
import { roleDefinitionOperations } from './operations/role-definitions.ts';
import { upcoming } from './upcoming.ts';

/**
 * Azure RBAC: role definitions, role assignments, deny assignments, and the decision that the front door asks for.
 * Who is in which group is read from `groupMembers` by its index `member`, which Entra ID declares.
 */
export const authorization: Service = {
  namespace: 'Microsoft.Authorization',
  surfaces: [],
  operations: [
    ...roleDefinitionOperations,
    ...roleAssignmentOperations,
    listAssignments,
    ...denyAssignmentOperations,
    listPermissions,
    ...insideOperations,
  ],
  indexes: {
    roleAssignments: {
      principal: ({ principalId }: RoleAssignment) => [principalId],
      name: ({ name }: RoleAssignment) => [name.toLowerCase()],
      role: ({ roleId }: RoleAssignment) => [roleId],
      scope: ({ scope }: RoleAssignment) => [idKey(scope)],
    },
    revokedAssignments: { principal: ({ principalId }: RevokedAssignment) => [principalId] },
  },
  upcoming,
};

export { decide, explain, isAllowed } from './decide.ts';
export { assignmentLife, assignmentState } from './assignment-life.machine.ts';
export { builtInRoles } from './builtin-roles.ts';
export { deviations } from './deviations.ts';
