import { defineCommand } from '../../define.ts';
import { assignee, assigneeObjectId, required, scope } from '../../parameters.ts';
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

export const roleAssignmentCreate = defineCommand({
  words: 'role assignment create',
  summary: 'Create a new role assignment for a user, group, or service principal.',
  parameters: {
    role: { required: true, help: 'Role name or id.' },
    scope: required(scope),
    assignee,
    assigneeObjectId,
    assigneePrincipalType: {
      choices: ['User', 'Group', 'ServicePrincipal', 'ForeignGroup'],
      help: 'Use with --assignee-object-id to avoid errors caused by propagation latency in Microsoft Graph.',
    },
    description: { preview: true, help: 'Description of role assignment.' },
    condition: { preview: true, help: 'Condition under which the user can be granted permission.' },
    conditionVersion: {
      preview: true,
      help: 'Version of the condition syntax. If --condition is specified without --condition-version, default to 2.0.',
    },
    name: {
      short: 'n',
      help: 'A GUID for the role assignment. It must be unique and different for each role assignment. If omitted, a new GUID is generated.',
    },
  },
  examples: [
    {
      says: 'Create role assignment to grant the specified assignee the Reader role on an Azure virtual machine.',
      line: 'az role assignment create --assignee sp_name --role Reader --scope /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/MyResourceGroup/providers/Microsoft.Compute/virtualMachines/MyVm',
    },
    {
      says: 'Create role assignment for an assignee with description and condition.',
      line: 'az role assignment create --role Owner --scope /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/MyResourceGroup/providers/Microsoft.Storage/storageAccounts/MyStorageAccount --assignee "John.Doe@Contoso.com" --description "Role assignment foo to check on bar" --condition "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:Name] stringEquals \'foo\'" --condition-version "2.0"',
    },
    {
      says: 'Create role assignment with your own assignment name.',
      line: 'az role assignment create --assignee-object-id 00000000-0000-0000-0000-000000000000 --assignee-principal-type ServicePrincipal --role Reader --scope /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/MyResourceGroup --name 00000000-0000-0000-0000-000000000000',
    },
  ],
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
