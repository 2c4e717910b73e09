import type { Permission } from '#kernel/decision.ts';
import { idKey } from '#kernel/scope.ts';
import type { PortalClient } from './client.ts';
import type { RoleAssignment, RoleDefinition } from './iam.ts';

/** How long after a change anything can still be pending, ms: Azure documents ten minutes. */
const longest = 11 * 60_000;

/** Permissions that stand for the role, one a plane: a `*` is filled with a name that it covers. */
export function samplesOf(role: RoleDefinition, scope: string): Permission[] {
  const of = (patterns: string[], plane: Permission['plane']): Permission[] => {
    const pattern = patterns.find((one) => !one.includes('*')) ?? patterns[0];
    return pattern === undefined ? [] : [{ action: pattern.replaceAll('*', 'any'), scope, plane }];
  };
  const { permissions } = role.properties;
  return [
    ...of(
      permissions.flatMap(({ dataActions }) => dataActions),
      'data',
    ),
    ...of(
      permissions.flatMap(({ actions }) => actions),
      'control',
    ),
  ];
}

/**
 * Until when a fresh assignment does not count yet, virtual ms; undefined when it does, or when the session cannot say.
 * Azure shows nothing of this: the assignment is listed at once, and works minutes later.
 */
export async function pendingUntil(
  client: PortalClient,
  assignment: RoleAssignment,
  role: RoleDefinition,
  now: number,
): Promise<number | undefined> {
  const { createdOn, principalId, scope } = assignment.properties;
  if (createdOn && Date.parse(createdOn) + longest < now) return undefined;
  let until: number | undefined;
  for (const sample of samplesOf(role, scope === '/' ? '/' : scope)) {
    const { assignments } = await client.explain(principalId, sample);
    const own = assignments.find(({ id }) => idKey(id) === idKey(assignment.id));
    if (own && own.effectiveAt > now) until = Math.max(until ?? 0, own.effectiveAt);
  }
  return until;
}
