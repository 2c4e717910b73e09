import type { ConsideredAssignment, ConsideredDeny, Decision, Permission } from '#kernel/decision.ts';
import type { Principal } from '#kernel/door.ts';
import type { View } from '#kernel/tables.ts';
import { recall, remember } from './remembered.ts';
import { groupsOf, type CountingGroup } from './groups.ts';
import { anyGrants, isOver, judge, judgeDeny, Question, type Judged } from './judge.ts';
import { missingFact } from './missing.ts';
import type { Held } from './holdings.ts';

/** Work that no token speaks for is not decided by roles. */
const insider = (principalId: string): 'platform' | 'setup' | undefined =>
  principalId === 'platform' || principalId === 'setup' ? principalId : undefined;

function considered(question: Question, held: Held, judged: Judged, groups: CountingGroup[]): ConsideredAssignment {
  const { row } = held;
  const group = groups.find(({ id }) => id === row.principalId);
  const found: ConsideredAssignment = {
    id: row.id,
    roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${row.roleId}`,
    roleName: held.role?.definition.roleName ?? row.roleId,
    scope: row.scope,
    principalId: row.principalId,
    principalType: row.principalType,
    through: group ? [...group.through, group.id] : [],
    effectiveAt: row.effectiveAt[question.service],
    outcome: judged.outcome,
  };
  if ('revokedAt' in row) found.effectiveUntil = row.effectiveUntil[question.service];
  if (judged.matched !== undefined) found.matched = judged.matched;
  return found;
}

/** Every assignment with what it says. What is said again in the same words is the same object, not to be written to. */
function allConsidered(question: Question, principal: Principal, groups: CountingGroup[]): ConsideredAssignment[] {
  const { list, said } = question.profile(principal);
  const all: ConsideredAssignment[] = [];
  list.forEach((held, at) => {
    if (isOver(held, question)) return;
    const judged = judge(question, held);
    const last = said[at];
    const again =
      last?.outcome === judged.outcome &&
      last.matched === judged.matched &&
      held.knownAt < Infinity &&
      last.effectiveAt === held.row.effectiveAt[question.service];
    all.push(again ? last : (said[at] = considered(question, held, judged, groups)));
  });
  return all;
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
  const { principalId } = principal;
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
  const groups = question.holdings.groupsOf(view, principal);
  const assignments = allConsidered(question, principal, groups);
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
  const settled = now >= profile.settledAt;
  const what = question.number;
  const known = settled ? recall(profile.number, what) : -1;
  if (known >= 0) return known === 1;
  const bearing = question.holdings.bearing(profile, permission.plane, question.asked);
  const allowed =
    anyGrants(question, bearing) &&
    !bearing.denies.some((deny) => judgeDeny(question, deny, principal).outcome === 'denies');
  if (settled && !bearing.isConditional) remember(profile.number, what, allowed);
  return allowed;
}

/** "Check access": the decision for a principal with the groups that it is in now, as its next token will carry them. */
export const explain = (view: View, now: number, principalId: string, permission: Permission): Decision =>
  decide(view, now, { principalId, groupIds: [...groupsOf(view, principalId).keys()].sort() }, permission);
