import type { Ctx } from '#kernel/define.ts';
import { isGuid } from '#kernel/ids.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { Refusal } from '#kernel/result.ts';
import { covers } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { conditionFrom } from './condition.ts';
import * as errors from './errors.ts';
import {
  tables,
  type PrincipalType,
  type RoleAssignment,
  type RoleAssignmentBody,
  type RoleDefinition,
} from './models.ts';
import { roleIdIn, roleWith } from './roles.ts';
import type { KnownScope } from './scopes.ts';

const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';

/** Limits of role assignments: a subscription with all in it, and a management group for itself. */
const limits = { subscription: 4000, managementGroup: 500 };

const types: Record<string, PrincipalType> = {
  '#microsoft.graph.user': 'User',
  '#microsoft.graph.group': 'Group',
  '#microsoft.graph.serviceprincipal': 'ServicePrincipal',
};

/** What the directory says that an object id is: a type that can hold roles, another one, or no such object. */
function typeInDirectory(ctx: Ctx, id: string): PrincipalType | { other: string } | undefined {
  const answer = ctx.send('platform', {
    method: 'GET',
    url: `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
  });
  if (answer.status === 404) return undefined;
  const kind = String((answer.body as Record<string, unknown> | undefined)?.['@odata.type']);
  if (answer.status !== 200 || !kind.startsWith('#microsoft.graph.'))
    throw new Error(`the directory answered ${answer.status} for ${id}`);
  const name = kind.slice('#microsoft.graph.'.length);
  return types[kind.toLowerCase()] ?? { other: name.charAt(0).toUpperCase() + name.slice(1) };
}

/**
 * The type of the principal, or why it cannot be assigned. With a type given, an object that the directory does not hold
 * is taken on trust, because a new principal may not have reached every copy of the directory yet.
 */
export function checkPrincipal(
  ctx: Ctx,
  principalId: string,
  given: PrincipalType | null | undefined,
): PrincipalType | Refusal {
  if (!isGuid(principalId)) return errors.invalidPrincipalId(principalId);
  const actual = typeInDirectory(ctx, principalId.toLowerCase());
  if (!actual) return given ?? errors.principalNotFound(principalId.toLowerCase(), tenantIdOf(ctx.view));
  if (typeof actual !== 'string') return errors.principalTypeNotSupported(actual.other);
  if (given && given !== actual) return errors.unmatchedPrincipalType(principalId.toLowerCase(), actual, given);
  return actual;
}

/** The role to assign, or why it cannot be: a custom role only where its assignable scopes allow. */
export function checkRole(view: View, roleDefinitionId: string, scope: string): RoleDefinition | Refusal {
  const id = roleIdIn(roleDefinitionId);
  if (!id || !isGuid(id)) return errors.badRequestFormat();
  const role = roleWith(view, id);
  if (!role?.assignableScopes.some((above) => covers(above, scope))) return errors.roleNotFound(id);
  return role;
}

/** A condition must be written in the documented format. */
export const checkCondition = ({ condition }: RoleAssignmentBody['properties']): Refusal | undefined =>
  condition && !conditionFrom(condition) ? errors.conditionInvalid() : undefined;

/** Whether one more assignment fits at this scope. */
export function checkLimit(view: View, { scope, subscriptionId }: KnownScope): Refusal | undefined {
  if (scope === '/') return undefined;
  const rows = subscriptionId
    ? view
        .all<RoleAssignment>(tables.roleAssignments)
        .filter((row) => covers(`/subscriptions/${subscriptionId}`, row.scope))
    : view.by<RoleAssignment>(tables.roleAssignments, 'scope', scope.toLowerCase());
  return rows.length >= (subscriptionId ? limits.subscription : limits.managementGroup)
    ? errors.assignmentLimit()
    : undefined;
}

/** A subscription keeps at least one owner of its own. */
export const isLastOwner = (view: View, row: RoleAssignment): boolean =>
  row.roleId === owner &&
  /^\/subscriptions\/[^/]+$/i.test(row.scope) &&
  view
    .by<RoleAssignment>(tables.roleAssignments, 'scope', row.scope.toLowerCase())
    .filter(({ roleId }) => roleId === owner).length === 1;
