import type { Authorization, ConsideredAssignment, ConsideredDeny, Decision } from '#kernel/decision.ts';
import { actionEnd, scopeWords } from './scopes.ts';
import { clockTime, dateTime, relative } from './time.ts';

/** How an assignment came out, in a word or two for the table. */
export const assignmentWord: Record<ConsideredAssignment['outcome'], string> = {
  grants: 'counts',
  'not-yet-effective': 'not in effect',
  'no-matching-action': 'other actions',
  'subtracted-by-not-action': 'action taken away',
  'other-scope': 'other scope',
  'condition-not-met': 'condition not met',
  'unknown-role': 'role gone',
};

/** Why an assignment did or did not count. `at` is the moment of the request, virtual time in ms. */
export function assignmentSentence(assignment: ConsideredAssignment, decision: Decision, at: number): string {
  const { outcome, roleName, matched, scope, effectiveAt, effectiveUntil } = assignment;
  const action = actionEnd(decision.permission.action);
  if (outcome === 'grants')
    return `Counts: ${roleName} holds ${matched ?? action}, and this scope covers the resource.`;
  if (outcome === 'not-yet-effective') {
    return effectiveUntil !== undefined && effectiveUntil <= at
      ? `No longer counts: it was removed, and the removal took effect at ${clockTime(effectiveUntil)}.`
      : `Does not count yet: it takes effect at ${clockTime(effectiveAt)}, ${relative(effectiveAt, at)} as seen from the request.`;
  }
  if (outcome === 'no-matching-action') {
    return `Does not count: ${roleName} holds no ${decision.permission.plane === 'data' ? 'data action' : 'action'} that covers ${action}.`;
  }
  if (outcome === 'subtracted-by-not-action') {
    return `Does not count: ${roleName} would cover ${action}, but its ${matched ?? 'list of exceptions'} takes it away again.`;
  }
  if (outcome === 'other-scope')
    return `Does not count: ${scopeWords(scope)} does not cover ${scopeWords(decision.permission.scope)}.`;
  if (outcome === 'condition-not-met') return 'Does not count: it carries a condition that this request does not meet.';
  return 'Does not count: the role that it names is not there any more.';
}

/** To whom an assignment is given, as seen from the caller. */
export function givenTo(assignment: ConsideredAssignment, decision: Decision, caller: string): string {
  const names = assignment.through.map((id) => decision.groups.find((group) => group.id === id)?.displayName ?? id);
  if (names.length === 0) return `${caller}, directly`;
  return names.length === 1
    ? `group ${names[0]}`
    : `group ${names.at(-1) ?? ''}, through ${names.slice(0, -1).join(' in ')}`;
}

/** From when, and until when, an assignment counts. */
export function effectWords({ effectiveAt, effectiveUntil }: ConsideredAssignment): string {
  const until = effectiveUntil === undefined ? '' : ` until ${dateTime(effectiveUntil)}`;
  return effectiveAt <= 0 && !until ? 'from the start' : `from ${dateTime(effectiveAt)}${until}`;
}

export const denyWord: Record<ConsideredDeny['outcome'], string> = {
  denies: 'forbids',
  'excluded-principal': 'caller is excepted',
  'no-matching-action': 'other actions',
  'other-scope': 'other scope',
};

export function denySentence(deny: ConsideredDeny, decision: Decision): string {
  const action = actionEnd(decision.permission.action);
  if (deny.outcome === 'denies') return `Forbids ${deny.matched ?? action} here; no role outweighs a deny assignment.`;
  if (deny.outcome === 'excluded-principal') return 'Does not touch the caller: it is excepted.';
  return deny.outcome === 'other-scope'
    ? `Does not reach ${scopeWords(decision.permission.scope)}.`
    : `Says nothing about ${action}.`;
}

/** The verdict in a few words, for the lane of the decision. */
export function verdictLabel(decision: Decision): string {
  const action = actionEnd(decision.permission.action);
  const granting = decision.assignments.find(({ outcome }) => outcome === 'grants');
  if (decision.verdict === 'platform') return 'work of Azure itself: not asked';
  if (decision.verdict === 'setup') return 'start of the lab: not asked';
  if (decision.verdict === 'denied') {
    return `deny assignment ${decision.denies.find(({ outcome }) => outcome === 'denies')?.name ?? ''} forbids it`;
  }
  return decision.allowed ? `${granting?.roleName ?? 'a role'} grants ${action}` : `no role grants ${action} here`;
}

/** The verdict on all permissions of a request: the one that failed, else the first that was given and how many more. */
export function verdictOf({ lacking, decisions }: Authorization): string {
  if (lacking) return verdictLabel(lacking);
  const given = decisions.filter(({ allowed }) => allowed);
  const [first] = given;
  const more = given.length > 1 ? ` (and ${given.length - 1} more)` : '';
  return first ? `${verdictLabel(first)}${more}` : 'nothing was asked';
}

/** The verdict as a sentence. */
export function verdictSentence(decision: Decision, caller: string): string {
  const { action, scope } = decision.permission;
  const what = `${action} on ${scopeWords(scope)}`;
  if (decision.verdict === 'platform') return `Azure itself does ${what}; nobody's permission is asked for that.`;
  if (decision.verdict === 'setup') return `The start of the lab does ${what}; nobody's permission is asked for that.`;
  if (decision.verdict === 'denied') return `${caller} may not do ${what}: a deny assignment forbids it.`;
  return decision.allowed
    ? `${caller} may do ${what}.`
    : `${caller} may not do ${what}: no role assignment in effect grants it.`;
}

/** How many assignments stand at a scope of the walk. */
export const walkWords = (given: number): string =>
  given === 0
    ? 'nothing given here'
    : given === 1
      ? '1 assignment for the caller'
      : `${given} assignments for the caller`;

/** Why there is no decision to show. `stopped` is the check that ended the run before it, in its title. */
export const noDecision = (stopped: string | undefined): string =>
  stopped
    ? `The permission was never asked: the check "${stopped}" ended the request before it.`
    : 'No permission was asked for this request: it needs none, or nobody was there to ask.';
