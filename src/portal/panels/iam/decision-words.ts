import type { ConsideredAssignment, Decision } from '#kernel/decision.ts';

const missing: Record<NonNullable<Decision['missing']>['kind'], (who: string, action: string) => string> = {
  'no-assignment': (who) => `No role is assigned to ${who}, here or above, directly or through a group.`,
  'wrong-scope': (who) => `${who} has a role that would do, but at a scope that does not reach to here.`,
  'wrong-action': (who, action) => `${who} has roles here, but none of them holds ${action}.`,
  'wrong-plane': (who, action) =>
    `${who} has a role that manages the resource. ${action} is about the data in it, which takes a data action.`,
  'not-yet': (who) => `${who} has the right role in the right place; it is not in effect yet.`,
  denied: () => 'A role allows it, but a deny assignment forbids it.',
  condition: () => 'A role would allow it, but its condition is not met.',
};

/** Why, in one sentence. */
export function verdictWords(decision: Decision, who: string): string {
  if (decision.allowed) {
    const grant = decision.assignments.find(({ outcome }) => outcome === 'grants');
    return grant ? `${grant.roleName} grants it${grant.through.length ? ', through a group' : ''}.` : '';
  }
  const kind = decision.missing?.kind;
  return kind ? missing[kind](who, decision.permission.action) : 'No role grants it.';
}

/** Why an assignment did or did not count. `time` writes a virtual time. */
export function outcomeWords(one: ConsideredAssignment, time: (at: number) => string): string {
  switch (one.outcome) {
    case 'grants':
      return one.matched ? `Grants it by ${one.matched}` : 'Grants it';
    case 'not-yet-effective':
      return `Not in effect before ${time(one.effectiveAt)}`;
    case 'no-matching-action':
      return 'Does not hold the action';
    case 'subtracted-by-not-action':
      return one.matched ? `Taken away by ${one.matched}` : 'Taken away by a not-action';
    case 'other-scope':
      return 'At another scope';
    case 'condition-not-met':
      return 'Its condition is not met';
    case 'unknown-role':
      return 'Its role no longer exists';
  }
}
