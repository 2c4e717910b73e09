import { implement } from '../../implement.ts';
import { resolveAssignee, typeOfObject, type Principal } from '../../ad/principals.ts';
import type { Az } from '../../context.ts';
import { CliError, ServiceError } from '../../errors.ts';
import { shape } from '../../shape.ts';
import { refuseEmpty, roleDefinitionId, roleScope } from '../scopes.ts';
import { assignRole } from './assign.ts';
import { fillPrincipalNames, fillRoleNames } from './fill.ts';
import { findAssignments } from './find.ts';

async function principalOf(
  az: Az,
  assignee: string | undefined,
  objectId: string | undefined,
  type: string | undefined,
): Promise<Principal> {
  if (objectId === undefined) return resolveAssignee(az, assignee ?? '');
  if (type !== undefined) return { id: objectId, type };
  az.warn(
    'RBAC service might reject creating role assignment without --assignee-principal-type in the future. Better to specify --assignee-principal-type manually.',
  );
  return { id: objectId, type: await typeOfObject(az, objectId) };
}

export const roleAssignmentCreate = implement('role assignment create', {
  takes: {
    role: 'text',
    scope: 'text',
    assignee: 'text?',
    assigneeObjectId: 'text?',
    assigneePrincipalType: 'text?',
    description: 'text?',
    condition: 'text?',
    conditionVersion: 'text?',
    name: 'text?',
  },
  run: async (
    { role, scope, assignee, assigneeObjectId, assigneePrincipalType, description, condition, conditionVersion, name },
    az,
  ) => {
    refuseEmpty({ assignee, 'assignee-object-id': assigneeObjectId, role, scope });
    if ((assignee === undefined) === (assigneeObjectId === undefined))
      throw new CliError('usage error: --assignee STRING | --assignee-object-id GUID');
    if (assigneePrincipalType !== undefined && assigneeObjectId === undefined)
      throw new CliError('usage error: --assignee-object-id GUID --assignee-principal-type TYPE');
    if (conditionVersion !== undefined && condition === undefined)
      throw new CliError('usage error: When --condition-version is set, --condition must be set as well.');
    const principal = await principalOf(az, assignee, assigneeObjectId, assigneePrincipalType);
    const at = await roleScope(az, undefined, scope);
    const roleId = await roleDefinitionId(az, role, at);
    try {
      const created = await assignRole(az, {
        scope: at,
        roleDefinitionId: roleId,
        principalId: principal.id,
        principalType: principal.type,
        description,
        condition,
        conditionVersion: conditionVersion ?? (condition === undefined ? undefined : '2.0'),
        name,
      });
      return shape('RoleAssignment', created);
    } catch (error) {
      // The real az hides this conflict: it lists, and shows the assignment that is already there.
      if (!(error instanceof ServiceError) || error.code !== 'RoleAssignmentExists') throw error;
      const found = await findAssignments(az, { scope: at, principalId: principal.id, role });
      const [existing] = await fillPrincipalNames(az, await fillRoleNames(az, found, at));
      if (existing === undefined) throw error;
      return existing;
    }
  },
});
