import type { RoleDefinition } from '../../api/iam.ts';

/** "Azure built-in roles for Privileged" (learn.microsoft.com, role-based-access-control/built-in-roles/privileged). */
const names = new Set([
  'Access Review Operator Service Role',
  'Azure File Sync Administrator',
  'Contributor',
  'Owner',
  'Reservations Administrator',
  'Role Based Access Control Administrator',
  'User Access Administrator',
]);

/** Whether the portal offers the role on its own tab, with a warning. */
export const isPrivileged = ({ properties }: RoleDefinition): boolean => names.has(properties.roleName);
