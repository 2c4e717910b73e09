import type { ConsideredAssignment, ConsideredDeny, Permission } from '#kernel/decision.ts';
import type { Principal } from '#kernel/door.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { assignmentState } from './assignment-life.machine.ts';
import { CompiledRole } from './compiled-role.ts';
import { conditionMayBeMet, conditionMet, type ConditionFacts } from './condition.ts';
import { allDenies, assignedTo, revokedFrom, type Held } from './holdings.ts';
import { allPrincipals, type DenyAssignment, type TargetService } from './models.ts';
import { targetOf } from './propagation.ts';
import { compiledRole } from './roles.ts';
import { Reach } from './scope-chain.ts';

/** One permission asked of the state at one moment: what the yes/no and the explanation share. */
export interface Question {
  view: View;
  now: number;
  permission: Permission;
  facts: ConditionFacts;
  service: TargetService;
  reach: Reach;
}

const noAttributes: Readonly<Record<string, string>> = {};

const lowered = (attributes: Record<string, string> | undefined): Readonly<Record<string, string>> =>
  attributes
    ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]))
    : noAttributes;

export const questionOf = (view: View, now: number, permission: Permission): Question => ({
  view,
  now,
  permission,
  facts: { action: permission.action.toLowerCase(), attributes: lowered(permission.attributes) },
  service: targetOf(permission),
  reach: new Reach(view, permission.scope),
});

/** Assignments that name the principal or one of its groups, and have not ended for the target that is asked. */
export function* assignmentsOf(question: Question, principal: Principal): Generator<Held> {
  const { view, service, now } = question;
  for (const id of [principal.principalId, ...principal.groupIds]) {
    yield* assignedTo(view, id).list;
    for (const held of revokedFrom(view, id).list) if (assignmentState(held.row, service, now) !== 'gone') yield held;
  }
}

/** Whether any assignment that reaches the scope grants. Stops at the first that does. */
export function anyGrants(question: Question, { principalId, groupIds }: Principal): boolean {
  const { view, service, now, reach } = question;
  const grants = (held: Held): boolean => judge(question, held).outcome === 'grants';
  const still = (held: Held): boolean => assignmentState(held.row, service, now) !== 'gone' && grants(held);
  const holds = (id: string): boolean =>
    assignedTo(view, id).some(reach, grants) || revokedFrom(view, id).some(reach, still);
  return holds(principalId) || groupIds.some(holds);
}

export interface Judged {
  outcome: ConsideredAssignment['outcome'];
  matched?: string;
  role: CompiledRole | undefined;
}

/** What one assignment says about the question. A pattern that matches is named even where scope or time is against it. */
export function judge(question: Question, { row, scopeKey, builtIn }: Held): Judged {
  const role = builtIn ?? compiledRole(question.view, row.roleId);
  if (!role) return { outcome: 'unknown-role', role };
  const { outcome, matched } = role.answer(question.permission.plane, question.facts);
  const match = matched === undefined ? {} : { matched };
  const reaches = question.reach.from(scopeKey);
  if (outcome !== 'grants') {
    if (reaches) return { outcome, ...match, role };
    return { outcome: 'other-scope', role };
  }
  if (!reaches) return { outcome: 'other-scope', ...match, role };
  if (!conditionMet(row.condition, question.facts)) return { outcome: 'condition-not-met', ...match, role };
  if (assignmentState(row, question.service, question.now) === 'granted')
    return { outcome: 'not-yet-effective', ...match, role };
  return { outcome: 'grants', ...match, role };
}

const compiledDenies = new WeakMap<DenyAssignment, CompiledRole>();

/** The permissions of a deny assignment read as a role would be: the same patterns, the same subtraction. */
function denyPatterns(row: DenyAssignment): CompiledRole {
  let patterns = compiledDenies.get(row);
  if (!patterns) {
    const { id, denyAssignmentName: roleName, permissions } = row;
    const body = { id, roleName, roleType: 'CustomRole', description: '', permissions } as const;
    patterns = new CompiledRole({ ...body, assignableScopes: [] }, conditionMayBeMet);
    compiledDenies.set(row, patterns);
  }
  return patterns;
}

const names = (list: readonly { id: string }[], principal: Principal): boolean =>
  list.some(({ id }) => id === allPrincipals || id === principal.principalId || principal.groupIds.includes(id));

/** Deny assignments that name the principal, one of its groups, or everyone. */
export const deniesOf = (view: View, principal: Principal): DenyAssignment[] =>
  allDenies(view).filter(({ principals }) => names(principals, principal));

/** What one deny assignment says. Here a condition that cannot be decided denies: guessing must not widen access. */
export function judgeDeny(
  question: Question,
  row: DenyAssignment,
  principal: Principal,
): Pick<ConsideredDeny, 'outcome' | 'matched'> {
  const key = idKey(row.scope);
  const inReach = row.doNotApplyToChildScopes ? question.reach.key === key : question.reach.from(key);
  if (!inReach) return { outcome: 'other-scope' };
  const { outcome, matched } = denyPatterns(row).answer(question.permission.plane, question.facts);
  if (outcome !== 'grants') return { outcome: 'no-matching-action' };
  const match = matched === undefined ? {} : { matched };
  return { outcome: names(row.excludePrincipals, principal) ? 'excluded-principal' : 'denies', ...match };
}
