import type { Refusal } from '#kernel/result.ts';

/**
 * Refusals of Azure RBAC in Azure's words. Sources: "Troubleshoot Azure RBAC" and answers of the service; sentences that
 * no public source settles are rows of `deviations.ts`.
 */
const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });

/** Azure names principals and conflicting assignments here by 32 hexadecimal digits. */
const bare = (guid: string): string => guid.replaceAll('-', '');

export const badRequestFormat = (): Refusal =>
  refusal(400, 'BadRequestFormat', 'The request was incorrectly formatted.');

export const invalidAssignmentId = (name: string): Refusal =>
  refusal(
    400,
    'InvalidRoleAssignmentId',
    `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
  );

export const invalidPrincipalId = (id: string): Refusal =>
  refusal(400, 'InvalidPrincipalId', `The Principal ID '${id}' is not valid. Principal ID must be a GUID.`);

export const principalNotFound = (id: string, tenantId: string): Refusal =>
  refusal(
    400,
    'PrincipalNotFound',
    `Principal ${bare(id)} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. ` +
      'If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. ' +
      'In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype',
  );

/** The object id of an app registration, say, where that of its service principal is meant. */
export const principalTypeNotSupported = (type: string): Refusal =>
  refusal(400, 'PrincipalTypeNotSupported', `Principals of type ${type} cannot validly be used in role assignments.`);

/** `PrinciaplType` is Azure's own spelling. */
export const unmatchedPrincipalType = (id: string, actual: string, specified: string): Refusal =>
  refusal(
    400,
    'UnmatchedPrincipalType',
    `The PrincipalId '${bare(id)}' has type '${actual}' , which is different from specified PrinciaplType '${specified}'.`,
  );

export const roleAssignmentExists = (name: string): Refusal =>
  refusal(
    409,
    'RoleAssignmentExists',
    `The role assignment already exists. The ID of the conflicting role assignment is ${bare(name)}.`,
  );

export const updateNotPermitted = (): Refusal =>
  refusal(
    400,
    'RoleAssignmentUpdateNotPermitted',
    'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
  );

export const assignmentNotFound = (name: string): Refusal =>
  refusal(404, 'RoleAssignmentNotFound', `The role assignment '${name}' is not found.`);

export const assignmentLimit = (): Refusal =>
  refusal(400, 'RoleAssignmentLimitExceeded', 'No more role assignments can be created.');

export const lastAdmin = (): Refusal =>
  refusal(412, 'CannotDeleteLastRbacAdminAssignment', 'Cannot delete the last RBAC admin assignment');

export const conditionInvalid = (): Refusal =>
  refusal(400, 'InvalidCondition', 'The given role assignment condition is invalid.');

export const roleNotFound = (id: string): Refusal =>
  refusal(404, 'RoleDefinitionDoesNotExist', `The specified role definition with ID '${id}' does not exist.`);

export const invalidRoleId = (id: string): Refusal =>
  refusal(
    400,
    'InvalidRoleDefinitionId',
    `The role definition ID '${id}' is not valid. The role definition ID must be a GUID.`,
  );

export const sameName = (): Refusal =>
  refusal(
    409,
    'RoleDefinitionWithSameNameExists',
    'A role definition cannot be updated with a name that already exists.',
  );

export const roleLimit = (): Refusal =>
  refusal(
    400,
    'RoleDefinitionLimitExceeded',
    'Role definition limit exceeded. No more role definitions can be created.',
  );

export const roleHasAssignments = (): Refusal =>
  refusal(400, 'RoleDefinitionHasAssignments', 'There are existing role assignments referencing role.');

export const invalidAction = (action: string): Refusal =>
  refusal(400, 'InvalidActionOrNotAction', `'${action}' does not match any of the actions supported by the providers.`);

export const denyNotFound = (name: string): Refusal =>
  refusal(404, 'DenyAssignmentNotFound', `The deny assignment '${name}' is not found.`);

export const managementGroupNotFound = (id: string): Refusal => refusal(404, 'NotFound', `'${id}' not found`);
