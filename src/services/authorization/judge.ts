import type { ConsideredAssignment, ConsideredDeny, Permission } from '#kernel/decision.ts';
import type { Principal } from '#kernel/door.ts';
import type { View } from '#kernel/tables.ts';
import { assignmentState } from './assignment-life.machine.ts';
import type { CompiledRole } from './compiled-role.ts';
import { conditionMet, type ConditionFacts } from './condition.ts';
import {
  excludes,
  holdingsOf,
  type Bearing,
  type Held,
  type HeldDeny,
  type Holdings,
  type Profile,
} from './holdings.ts';
import type { TargetService } from './models.ts';
import type { Action, Path, Scope } from './names.ts';

const noAttributes: Readonly<Record<string, string>> = {};

/** One permission asked of the state at one moment: what the yes/no and the explanation share. */
export class Question implements ConditionFacts {
  readonly view: View;
  readonly now: number;
  readonly permission: Permission;
  readonly holdings: Holdings;
  readonly path: Path;
  readonly asked: Action;
  readonly service: TargetService;
  #attributes: Readonly<Record<string, string>> | undefined;

  constructor(view: View, now: number, permission: Permission) {
    this.view = view;
    this.now = now;
    this.permission = permission;
    this.holdings = holdingsOf(view);
    this.path = this.holdings.names.path(permission.scope);
    this.asked = this.holdings.names.action(permission.action);
    this.service = permission.plane === 'control' ? 'arm' : this.asked.service;
  }

  get action(): string {
    return this.asked.lower;
  }

  /** Keys in lower case; worked out only when a condition asks. */
  get attributes(): Readonly<Record<string, string>> {
    const given = this.permission.attributes;
    if (!given) return noAttributes;
    return (this.#attributes ??= Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
    ));
  }

  /** Path, action and plane as one even number. */
  get number(): number {
    return (this.path.index << 13) | (this.asked.index << 2) | (this.permission.plane === 'data' ? 2 : 0);
  }

  profile(principal: Principal): Profile {
    return this.holdings.profile(this.view, principal);
  }

  /** Whether what is set at a scope holds here. Inheritance goes downward only and by whole segments. */
  reachedFrom(scope: Scope): boolean {
    return this.path.at[scope.depth] === scope || (scope.isGroup && this.groups().includes(scope));
  }

  groups(): readonly Scope[] {
    return this.holdings.groupsAbove(this.view, this.path);
  }

  says(role: CompiledRole): ReturnType<CompiledRole['answer']> {
    return role.answer(this.permission.plane, this.asked, this.holdings.names, this);
  }
}

/** Whether it was removed, and the target that is asked has heard of that. */
export const isOver = ({ row, knownAt }: Held, { service, now }: Question): boolean =>
  knownAt === Infinity && 'revokedAt' in row && assignmentState(row, service, now) === 'gone';

/** Assignments that name the principal or one of its groups, and have not ended for the target that is asked. */
export const assignmentsOf = (question: Question, principal: Principal): Held[] =>
  question.profile(principal).list.filter((held) => !isOver(held, question));

function grants(question: Question, held: Held): boolean {
  const { row, role, scope, condition } = held;
  if (question.path.at[held.depth] !== scope && !question.reachedFrom(scope)) return false;
  if (!role || (role.isConditional && question.says(role).outcome !== 'grants')) return false;
  if (condition !== null && !conditionMet(condition, question)) return false;
  if (question.now >= held.knownAt) return true;
  const state = assignmentState(row, question.service, question.now);
  return state === 'effective' || state === 'revoked';
}

/** Whether any assignment that reaches the scope grants. Stops at the first that does. */
export function anyGrants(question: Question, { list, byScope }: Bearing): boolean {
  if (!byScope) {
    for (const held of list) if (grants(question, held)) return true;
    return false;
  }
  const at = (scope: Scope): boolean => byScope.get(scope)?.some((held) => grants(question, held)) ?? false;
  return question.path.at.some(at) || question.groups().some(at);
}

export interface Judged {
  outcome: ConsideredAssignment['outcome'];
  matched?: string | undefined;
}

/** What one assignment says about the question. A pattern that matches is named even where scope or time is against it. */
export function judge(question: Question, { row, scope, role, condition, knownAt }: Held): Judged {
  if (!role) return { outcome: 'unknown-role' };
  const answer = question.says(role);
  const reaches = question.reachedFrom(scope);
  if (answer.outcome !== 'grants') return reaches ? answer : { outcome: 'other-scope' };
  const { matched } = answer;
  if (!reaches) return { outcome: 'other-scope', matched };
  if (condition !== null && !conditionMet(condition, question)) return { outcome: 'condition-not-met', matched };
  if (question.now >= knownAt) return answer;
  if (assignmentState(row, question.service, question.now) === 'granted')
    return { outcome: 'not-yet-effective', matched };
  return answer;
}

/** What one deny assignment says. Here a condition that cannot be decided denies: guessing must not widen access. */
export function judgeDeny(
  question: Question,
  deny: HeldDeny,
  principal: Principal,
): Pick<ConsideredDeny, 'outcome' | 'matched'> {
  const { row, scope, patterns } = deny;
  const inReach = row.doNotApplyToChildScopes ? question.path.scope === scope : question.reachedFrom(scope);
  if (!inReach) return { outcome: 'other-scope' };
  const { outcome, matched } = question.says(patterns);
  if (outcome !== 'grants') return { outcome: 'no-matching-action' };
  const match = matched === undefined ? undefined : { matched };
  return { outcome: excludes(deny, principal) ? 'excluded-principal' : 'denies', ...match };
}
