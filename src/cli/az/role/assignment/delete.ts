import { implement } from '../../implement.ts';
import { resolveAssignee } from '../../ad/principals.ts';
import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { text } from '../../json.ts';
import { refuseEmpty, roleScope } from '../scopes.ts';
import { findAssignments } from './find.ts';

async function deleteAssignment(az: Az, id: string): Promise<void> {
  await az.arm.call('DELETE', `${id.startsWith('/') ? id : `/${id}`}?api-version=2022-04-01`);
}

export const roleAssignmentDelete = implement('role assignment delete', {
  takes: {
    ids: 'texts?',
    assignee: 'text?',
    assigneeObjectId: 'text?',
    role: 'text?',
    resourceGroup: 'text?',
    scope: 'text?',
    includeInherited: 'flag',
    yes: 'flag',
  },
  run: async ({ ids, assignee, assigneeObjectId, role, resourceGroup, scope, includeInherited }, az) => {
    refuseEmpty({ assignee, 'assignee-object-id': assigneeObjectId, role, 'resource-group': resourceGroup, scope });
    if ([ids, assignee, assigneeObjectId, role, resourceGroup, scope].every((given) => given === undefined))
      throw new CliError(
        'Please provide at least one of these arguments: --ids, --assignee, --assignee-object-id, --role, --resource-group, --scope',
      );
    if (assignee !== undefined && assigneeObjectId !== undefined)
      throw new CliError('Usage error: Provide only one of --assignee or --assignee-object-id.');
    if (ids !== undefined) {
      const ignored = {
        '--assignee': assignee,
        '--role': role,
        '--resource-group': resourceGroup,
        '--scope': scope,
        '--include-inherited': includeInherited,
      };
      for (const [option, value] of Object.entries(ignored))
        if (value) az.warn(`option '${option}' will be ignored due to use of '--ids'.`);
      for (const id of ids) await deleteAssignment(az, id);
      return undefined;
    }
    const at = await roleScope(az, resourceGroup, scope);
    const principalId = assignee === undefined ? assigneeObjectId : (await resolveAssignee(az, assignee)).id;
    const found = await findAssignments(az, { scope: at, principalId, role, includeInherited });
    if (found.length === 0) throw new CliError('No matched assignments were found to delete');
    for (const item of found) await deleteAssignment(az, text(item, 'id'));
    return undefined;
  },
});
