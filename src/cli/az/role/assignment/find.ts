import type { Az } from '../../context.ts';
import { text, type JsonObject } from '../../json.ts';
import { shapes } from '../../shape.ts';
import { authorizationPath, roleDefinitionId } from '../scopes.ts';

export interface Search {
  /** Undefined means the whole subscription. */
  scope: string | undefined;
  principalId?: string | undefined;
  role?: string | undefined;
  includeInherited?: boolean;
  includeGroups?: boolean;
}

async function listed(az: Az, { scope, principalId, includeGroups }: Search): Promise<JsonObject[]> {
  const at = authorizationPath(scope ?? (await az.root()), 'roleAssignments');
  if (scope !== undefined) {
    const assigned = principalId && includeGroups ? ` and assignedTo('${principalId}')` : '';
    const filter = assigned ? encodeURIComponent(`atScope()${assigned}`) : 'atScope()';
    return shapes('RoleAssignment', await az.arm.list(`${at}?$filter=${filter}&api-version=2022-04-01`));
  }
  if (principalId === undefined) return shapes('RoleAssignment', await az.arm.list(`${at}?api-version=2022-04-01`));
  const filter = includeGroups ? `assignedTo('${principalId}')` : `principalId eq '${principalId}'`;
  return shapes(
    'RoleAssignment',
    await az.arm.list(`${at}?api-version=2022-04-01&$filter=${encodeURIComponent(filter)}`),
  );
}

/**
 * The assignments that az finds. The service lists everything at and above a scope; az itself keeps those of the scope,
 * the role and the principal, because the service does not take these filters together.
 */
export async function findAssignments(az: Az, search: Search): Promise<JsonObject[]> {
  const { scope, principalId, role, includeInherited, includeGroups } = search;
  let found = await listed(az, search);
  if (found.length === 0) return [];
  if (scope !== undefined && !includeInherited)
    found = found.filter((item) => text(item, 'scope').toLowerCase() === scope.toLowerCase());
  if (role !== undefined) {
    const id = await roleDefinitionId(az, role, scope);
    found = found.filter((item) => text(item, 'roleDefinitionId') === id);
  }
  if (principalId !== undefined && !includeGroups)
    found = found.filter((item) => text(item, 'principalId') === principalId);
  return found;
}
