import { defineCommand } from '../../define.ts';
import { assignee, assigneeObjectId, roleGroup, scope } from '../../parameters.ts';
import { resolveAssignee } from '../../ad/principals.ts';
import { CliError } from '../../errors.ts';
import { list, text } from '../../json.ts';
import { refuseEmpty, roleScope } from '../scopes.ts';
import { fillPrincipalNames, fillRoleNames } from './fill.ts';
import { findAssignments } from './find.ts';

export const roleAssignmentList = defineCommand({
  words: 'role assignment list',
  summary: 'List role assignments.',
  detail:
    'By default, only assignments scoped to subscription will be displayed. To view assignments scoped by resource or group, use `--all`.',
  parameters: {
    assignee,
    assigneeObjectId,
    role: { help: 'Role name or id.' },
    resourceGroup: roleGroup,
    scope,
    includeInherited: { takes: 'flag', help: 'Include assignments applied on parent scopes.' },
    all: { takes: 'flag', help: 'Show all assignments under the current subscription.' },
    includeGroups: {
      takes: 'flag',
      help: 'Include extra assignments to the groups of which the user is a member (transitively).',
    },
    fillRoleDefinitionName: {
      kind: 'bool',
      default: true,
      help: 'Fill roleDefinitionName property in addition to roleDefinitionId. This operation is expensive. If you encounter performance issue, set this flag to false.',
    },
    fillPrincipalName: {
      kind: 'bool',
      default: true,
      help: "Query Microsoft Graph to get the assignee's userPrincipalName (for user), servicePrincipalNames (for service principal) or displayName (for group), then fill principalName property with it. If the logged-in account has no permission or the machine has no network access to query Microsoft Graph, set this flag to false to avoid warning or error.",
    },
  },
  examples: [
    {
      says: 'List role assignments at the subscription scope.',
      line: 'az role assignment list --scope /subscriptions/00000000-0000-0000-0000-000000000000',
    },
    {
      says: 'List role assignments at the subscription scope, without filling roleDefinitionName property.',
      line: 'az role assignment list --scope /subscriptions/00000000-0000-0000-0000-000000000000 --fill-role-definition-name false',
    },
    {
      says: 'List role assignments with "Reader" role at the subscription scope.',
      line: 'az role assignment list --role Reader --scope /subscriptions/00000000-0000-0000-0000-000000000000',
    },
    {
      says: 'List role assignments of an assignee at the subscription scope.',
      line: 'az role assignment list --assignee 00000000-0000-0000-0000-000000000000 --scope /subscriptions/00000000-0000-0000-0000-000000000000',
    },
    {
      says: 'List role assignments of an assignee (with its object ID) at the subscription scope, without filling principalName property. This command does not query Microsoft Graph.',
      line: 'az role assignment list --assignee-object-id 00000000-0000-0000-0000-000000000000 --scope /subscriptions/00000000-0000-0000-0000-000000000000 --fill-principal-name false',
    },
  ],
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
