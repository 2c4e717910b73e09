import type { ConsideredAssignment, ConsideredDeny, Decision, Permission } from '#kernel/decision.ts';
import type { Principal } from '#kernel/door.ts';
import type { View } from '#kernel/tables.ts';
import { countingGroups, groupsOf, type CountingGroup } from './groups.ts';
import { anyGrants, assignmentsOf, judge, judgeDeny, Question, type Judged } from './judge.ts';
import { missingFact } from './missing.ts';
import type { RevokedAssignment, RoleAssignment } from './models.ts';

/** Work that no token speaks for is not decided by roles. */
const insider = (principalId: string): 'platform' | 'setup' | undefined =>
  principalId === 'platform' || principalId === 'setup' ? principalId : undefined;

function considered(
  question: Question,
  row: RoleAssignment | RevokedAssignment,
  judged: Judged,
  groups: CountingGroup[],
): ConsideredAssignment {
  const group = groups.find(({ id }) => id === row.principalId);
  return {
    id: row.id,
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${row.roleId}`,
    roleName: judged.role?.definition.roleName ?? row.roleId,
    scope: row.scope,
    principalId: row.principalId,
    principalType: row.principalType,
    through: group ? [...group.through, group.id] : [],
    effectiveAt: row.effectiveAt[question.service],
    ...('revokedAt' in row && { effectiveUntil: row.effectiveUntil[question.service] }),
    outcome: judged.outcome,
    ...(judged.matched !== undefined && { matched: judged.matched }),
  };
}

/** From the root down, as the question spells them. */
function scopesWalked(question: Question): string[] {
  const { at, spelled } = question.path;
  const above = question.groups().filter((group) => !at.includes(group));
  return ['/', ...above.map(({ key }) => key), ...spelled];
}

/**
 * Decides one permission for a principal with the groups that its token carries, and says why. A role that grants is
 * needed; then no deny assignment may match. Every assignment that names the principal or its groups is listed.
 * Source: "What is Azure role-based access control (Azure RBAC)?", how the decision is made.
 */
export function decide(view: View, now: number, principal: Principal, permission: Permission): Decision {
  const { principalId, groupIds } = principal;
  const inside = insider(principalId);
  if (inside)
    return {
      allowed: true,
      permission,
      verdict: inside,
      principalId,
      groups: [],
      scopesWalked: [],
      assignments: [],
      denies: [],
    };
  const question = new Question(view, now, permission);
  const groups = countingGroups(view, principalId, groupIds);
  const assignments: ConsideredAssignment[] = [];
  for (const held of assignmentsOf(question, principal))
    assignments.push(considered(question, held.row, judge(question, held), groups));
  const denies = question.profile(principal).denies.map((deny): ConsideredDeny => ({
    id: deny.row.id,
    name: deny.row.denyAssignmentName,
    scope: deny.row.scope,
    ...judgeDeny(question, deny, principal),
  }));
  const granted = assignments.some(({ outcome }) => outcome === 'grants');
  const denied = denies.some(({ outcome }) => outcome === 'denies');
  const allowed = granted && !denied;
  const decision: Decision = {
    allowed,
    permission,
    verdict: allowed ? 'allowed' : granted ? 'denied' : 'no-role',
    principalId,
    groups,
    scopesWalked: scopesWalked(question),
    assignments,
    denies,
  };
  return allowed ? decision : { ...decision, missing: missingFact(view, decision) };
}

/** The plain yes or no of `decide`, from the same judgements but without the reasons. */
export function isAllowed(view: View, now: number, principal: Principal, permission: Permission): boolean {
  if (insider(principal.principalId)) return true;
  const question = new Question(view, now, permission);
  const profile = question.profile(principal);
  if (!anyGrants(question, profile)) return false;
  return !profile.denies.some((deny) => judgeDeny(question, deny, principal).outcome === 'denies');
}

/** "Check access": the decision for a principal with the groups that it is in now, as its next token will carry them. */
export const explain = (view: View, now: number, principalId: string, permission: Permission): Decision =>
  decide(view, now, { principalId, groupIds: [...groupsOf(view, principalId).keys()].sort() }, permission);
