import type { Decision, Permission } from '#kernel/decision.ts';
import type { Principal } from '#kernel/door.ts';
import type { View } from '#kernel/tables.ts';
import { groupsOf } from './groups.ts';
import { holdingsOf } from './holdings.ts';
import { anyGrants, judgeDeny, Question } from './judge.ts';
import { missingFact } from './missing.ts';
import type { HeldDeny, Profile } from './profile.ts';
import { recall, recallReasons, remember, rememberReasons, type Reasons } from './remembered.ts';
import { assignmentsConsidered, deniesConsidered, toldOf } from './told.ts';

/** Work that no token speaks for is not decided by roles. */
const insider = (principalId: string): 'platform' | 'setup' | undefined =>
  principalId === 'platform' || principalId === 'setup' ? principalId : undefined;

const has = (list: readonly { outcome: string }[], outcome: string): boolean => {
  for (const one of list) if (one.outcome === outcome) return true;
  return false;
};

function decisionOf(reasons: Reasons, permission: Permission): Decision {
  const { allowed, verdict, principalId, groups, scopesWalked, assignments, denies, missing } = reasons;
  const decision: Decision = {
    allowed,
    permission,
    verdict,
    principalId,
    groups,
    scopesWalked,
    assignments,
    denies,
  };
  if (missing) decision.missing = missing;
  return decision;
}

/**
 * Decides one permission for a principal with the groups that its token carries, and says why. A role that grants is
 * needed; then no deny assignment may match. Every assignment that names the principal or its groups is listed.
 * What the answer holds may be part of other answers too: it is not to be written to.
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
  const profile = question.profile(principal);
  const told = toldOf(question, profile, principal);
  const settled = profile.isSettled(now);
  const what = question.holdings.names.number(permission);
  const known = settled ? recallReasons(profile.number, what, told) : undefined;
  if (known) return decisionOf(known, permission);
  const { held, words: assignments } = assignmentsConsidered(question, profile, told);
  const denies = deniesConsidered(question, profile, principal);
  const granted = has(assignments, 'grants');
  const allowed = granted && !has(denies, 'denies');
  const reasons: Reasons = {
    caller: profile.number,
    what,
    told,
    allowed,
    verdict: allowed ? 'allowed' : granted ? 'denied' : 'no-role',
    principalId,
    groups: told.groups,
    scopesWalked: question.holdings.walked(view, question.path),
    assignments,
    denies,
  };
  if (!allowed) reasons.missing = missingFact(question, { ...reasons, permission }, held);
  // Who holds nothing at all may be told of what others hold: that is looked up each time.
  if (settled && !question.isConditional && reasons.missing?.kind !== 'no-assignment') rememberReasons(reasons);
  return decisionOf(reasons, permission);
}

/** What is not remembered is worked out, and remembered where neither time nor a condition can change it. */
function workOut(question: Question, profile: Profile, principal: Principal, what: number): boolean {
  if (insider(principal.principalId)) return true;
  const denies = (deny: HeldDeny): boolean => judgeDeny(question, deny, principal).outcome === 'denies';
  const allowed = anyGrants(question, profile) && !profile.denies.some(denies);
  if (profile.isSettled(question.now) && !question.isConditional) remember(profile.number, what, allowed);
  return allowed;
}

/** The plain yes or no of `decide`, from the same judgements but without the reasons. */
export function isAllowed(view: View, now: number, principal: Principal, permission: Permission): boolean {
  const state = view.stamp();
  const holdings = holdingsOf(view, state);
  const profile = holdings.profile(view, state, principal);
  const what = holdings.names.number(permission);
  const known = profile.isSettled(now) ? recall(profile.number, what) : -1;
  return known < 0 ? workOut(new Question(view, now, permission), profile, principal, what) : known === 1;
}

/** "Check access": the decision for a principal with the groups that it is in now, as its next token will carry them. */
export const explain = (view: View, now: number, principalId: string, permission: Permission): Decision =>
  decide(view, now, { principalId, groupIds: [...groupsOf(view, principalId).keys()].sort() }, permission);
