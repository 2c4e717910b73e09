import type { ConsideredDeny, Permission } from '#kernel/decision.ts';
import type { Principal } from '#kernel/door.ts';
import type { View } from '#kernel/tables.ts';
import { assignmentState } from './assignment-life.machine.ts';
import type { CompiledRole, RoleAnswer } from './compiled-role.ts';
import { conditionMet, type ConditionFacts } from './condition.ts';
import { excludes, holdingsOf, type Holdings } from './holdings.ts';
import type { TargetService } from './models.ts';
import type { Action, Path, Scope } from './names.ts';
import type { Held, HeldDeny, Profile } from './profile.ts';

const noAttributes: Readonly<Record<string, string>> = {};

/** One permission asked of the state at one moment: what the yes/no and the explanation share. */
export class Question implements ConditionFacts {
  readonly view: View;
  /** Stands for all that the tables hold. */
  readonly state: object;
  readonly now: number;
  readonly permission: Permission;
  readonly holdings: Holdings;
  readonly path: Path;
  readonly asked: Action;
  readonly service: TargetService;
  /** Whether anything that was looked at hangs on a condition. */
  isConditional = false;
  #attributes: Readonly<Record<string, string>> | undefined;

  constructor(view: View, now: number, permission: Permission) {
    this.view = view;
    this.state = view.stamp();
    this.now = now;
    this.permission = permission;
    this.holdings = holdingsOf(view, this.state);
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

  profile(principal: Principal): Profile {
    return this.holdings.profile(this.view, this.state, principal);
  }

  /** Whether what is set at a scope holds here. Inheritance goes downward only and by whole segments. */
  reachedFrom(scope: Scope): boolean {
    return this.path.at[scope.depth] === scope || (scope.isGroup && this.groups().includes(scope));
  }

  groups(): readonly Scope[] {
    return this.holdings.groupsAbove(this.view, this.path);
  }

  elsewhere(role: CompiledRole): RoleAnswer {
    if (role.isConditional) this.isConditional = true;
    return role.elsewhere(this.permission.plane, this.asked, this.holdings.names, this);
  }

  says(role: CompiledRole): RoleAnswer {
    if (role.isConditional) this.isConditional = true;
    return role.answer(this.permission.plane, this.asked, this.holdings.names, this);
  }
}

/** What an assignment says of which the role is gone. */
export const roleIsGone: RoleAnswer = { outcome: 'unknown-role', number: 0 };

/** Whether it was removed, and the target that is asked has heard of that. */
export const isOver = ({ row, knownAt }: Held, { service, now }: Question): boolean =>
  knownAt === Infinity && 'revokedAt' in row && assignmentState(row, service, now) === 'gone';

/** Assignments that name the principal or one of its groups, and have not ended for the target that is asked. */
export const assignmentsOf = (question: Question, principal: Principal): Held[] =>
  question.profile(principal).list.filter((held) => !isOver(held, question));

/** Whether the condition of an assignment is met. */
function meets(question: Question, condition: string | null): boolean {
  if (condition === null) return true;
  question.isConditional = true;
  return conditionMet(condition, question);
}

/** Whether an assignment that reaches the scope grants. */
function grants(question: Question, { row, role, condition, knownAt }: Held): boolean {
  if (!role || question.says(role).outcome !== 'grants') return false;
  if (!meets(question, condition)) return false;
  if (question.now >= knownAt) return true;
  const state = assignmentState(row, question.service, question.now);
  return state === 'effective' || state === 'revoked';
}

/** Whether any assignment that reaches the scope grants. Stops at the first that does. */
export function anyGrants(question: Question, profile: Profile): boolean {
  for (const scope of question.path.at) if (profile.someAt(scope, question, grants)) return true;
  return profile.reachesFromGroups && question.groups().some((scope) => profile.someAt(scope, question, grants));
}

/** What one assignment says about the question. A pattern that matches is named even where scope or time is against it. */
export function judge(question: Question, { row, scope, role, condition, knownAt }: Held): RoleAnswer {
  if (!role) return roleIsGone;
  if (!question.reachedFrom(scope)) return question.elsewhere(role);
  const answer = question.says(role);
  if (answer.outcome !== 'grants') return answer;
  const { matched } = answer;
  if (!meets(question, condition)) return role.say('condition-not-met', matched);
  if (question.now >= knownAt) return answer;
  if (assignmentState(row, question.service, question.now) === 'granted') return role.say('not-yet-effective', matched);
  return answer;
}

type DenyJudged = Pick<ConsideredDeny, 'outcome' | 'matched'>;

const otherScope: DenyJudged = { outcome: 'other-scope' };
const otherAction: DenyJudged = { outcome: 'no-matching-action' };

/** What one deny assignment says. Here a condition that cannot be decided denies: guessing must not widen access. */
export function judgeDeny(question: Question, deny: HeldDeny, principal: Principal): DenyJudged {
  const { row, scope, patterns } = deny;
  const inReach = row.doNotApplyToChildScopes ? question.path.scope === scope : question.reachedFrom(scope);
  if (!inReach) return otherScope;
  const { outcome, matched } = question.says(patterns);
  if (outcome !== 'grants') return otherAction;
  const match = matched === undefined ? undefined : { matched };
  return { outcome: excludes(deny, principal) ? 'excluded-principal' : 'denies', ...match };
}
