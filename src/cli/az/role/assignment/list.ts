import { implement } from '../../implement.ts';
import { resolveAssignee } from '../../ad/principals.ts';
import { CliError } from '../../errors.ts';
import { list, text } from '../../json.ts';
import { refuseEmpty, roleScope } from '../scopes.ts';
import { fillPrincipalNames, fillRoleNames } from './fill.ts';
import { findAssignments } from './find.ts';

export const roleAssignmentList = implement('role assignment list', {
  takes: {
    assignee: 'text?',
    assigneeObjectId: 'text?',
    role: 'text?',
    resourceGroup: 'text?',
    scope: 'text?',
    includeInherited: 'flag',
    all: 'flag',
    includeGroups: 'flag',
    fillRoleDefinitionName: 'bool',
    fillPrincipalName: 'bool',
  },
  run: async (args, az) => {
    const { assignee, assigneeObjectId, role, resourceGroup, scope, all } = args;
    refuseEmpty({ assignee, 'assignee-object-id': assigneeObjectId, role, 'resource-group': resourceGroup, scope });
    if (assignee !== undefined && assigneeObjectId !== undefined)
      throw new CliError('Usage error: Provide only one of --assignee or --assignee-object-id.');
    if (all && (resourceGroup !== undefined || scope !== undefined))
      throw new CliError('group or scope are not required when --all is used');
    const at = all ? undefined : await roleScope(az, resourceGroup, scope);
    const principalId = assignee === undefined ? assigneeObjectId : (await resolveAssignee(az, assignee)).id;
    const { includeInherited, includeGroups } = args;
    let found = await findAssignments(az, { scope: at, principalId, role, includeInherited, includeGroups });
    if (found.length === 0) return [];
    if (args.fillRoleDefinitionName) found = await fillRoleNames(az, found, at ?? (await az.root()));
    return args.fillPrincipalName ? fillPrincipalNames(az, found) : found;
  },
  table: (result) =>
    list(result).map((item) => ({
      Principal: text(item, 'principalName'),
      Role: text(item, 'roleDefinitionName'),
      Scope: text(item, 'scope'),
    })),
});
