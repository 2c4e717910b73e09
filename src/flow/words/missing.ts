import type { ConsideredAssignment, Decision } from '#kernel/decision.ts';
import { actionEnd, scopeWords } from './scopes.ts';
import { clockTime, relative } from './time.ts';

/** Help in three steps, each opened by the one who wants it: what is wrong, where to look, the idea behind it. Never the command. */
export interface ThreeSteps {
  what: string;
  where: string;
  idea: string;
}

export const stepTitles: Record<keyof ThreeSteps, string> = {
  what: 'What is wrong',
  where: 'Where to look',
  idea: 'The idea behind it',
};

type Kind = NonNullable<Decision['missing']>['kind'];
type Outcome = ConsideredAssignment['outcome'];

/** Kinds whose first step says all that a note could add, once an assignment is at hand to tell it by. */
const saidBy = new Set<Kind>(['wrong-scope', 'wrong-plane', 'wrong-action', 'not-yet', 'condition']);

interface Facts {
  caller: string;
  decision: Decision;
  action: string;
  thing: string;
  /** The resource that has an access control of its own: the vault of a secret. */
  resource: string;
  at: number;
  /** The assignment that comes closest, when there is one. */
  near?: ConsideredAssignment;
}

/** Which considered assignments show what is missing, the most telling first. */
const telling: Record<Kind, Outcome[]> = {
  'no-assignment': [],
  'wrong-scope': ['other-scope'],
  'wrong-action': ['subtracted-by-not-action', 'no-matching-action'],
  'wrong-plane': ['no-matching-action', 'subtracted-by-not-action'],
  'not-yet': ['not-yet-effective'],
  denied: [],
  condition: ['condition-not-met'],
};

const role = ({ near }: Facts): string => (near ? near.roleName : 'The role that was given');

const words: Record<Kind, (facts: Facts) => ThreeSteps> = {
  'no-assignment': ({ caller, thing, action, resource }) => ({
    what: `No role assignment in effect reaches ${caller} at ${thing}. Nobody has allowed it ${action}.`,
    where: `Look at the access control (IAM) of ${resource} and of everything above it: which principals have a role there, and is the object (principal) ID of the caller one of them? The oid claim of the token is that ID.`,
    idea: 'A token only proves who asks. What the caller may do comes from role assignments: who (principal), what (role), where (scope). Without one there is no access, however good the token is.',
  }),
  'wrong-scope': (facts) => ({
    what: `${role(facts)} holds the action, but it is given at ${facts.near ? scopeWords(facts.near.scope) : 'another scope'}, which does not cover ${facts.thing}.`,
    where:
      'Compare the scope of that assignment with the scope walk of this decision. Only assignments at a scope of the walk can count.',
    idea: 'A role assignment counts at its scope and at everything below it, never beside it and never above it.',
  }),
  'wrong-action': (facts) => ({
    what: `${role(facts)} is given at a scope that covers ${facts.thing}, but it does not hold ${facts.action}.`,
    where: `Open the permissions of ${role(facts)} and look for the action that the request asked for; then look for the smallest role that holds it.`,
    idea: 'A role is a list of actions. To have some role is not enough: the action of this very request must be in the list, and no notActions entry of the same role may take it out again.',
  }),
  'wrong-plane': (facts) => {
    const data = facts.decision.permission.plane === 'data';
    return {
      what: data
        ? `${role(facts)} manages the resource from outside; the request asked for the data in it.`
        : `${role(facts)} reaches the data in the resource; the request manages the resource itself.`,
      where: `Compare the actions and the data actions of ${role(facts)}. ${facts.action} is ${data ? 'a data action' : 'an action of the control plane'}.`,
      idea: 'Azure keeps two planes apart: who may manage a resource (actions) and who may use the data in it (dataActions). Owner and Contributor are strong in the first and have nothing in the second.',
    };
  },
  'not-yet': ({ near, at }) => {
    const idea =
      'A role assignment is written at once and counts later: every service learns of it in its own time, up to about ten minutes. The same goes for taking one away.';
    const { effectiveUntil, effectiveAt = 0, roleName = 'A fitting role' } = near ?? {};
    if (effectiveUntil !== undefined && effectiveUntil <= at) {
      return {
        what: `${roleName} was given and has been taken away; it counted until ${clockTime(effectiveUntil)}.`,
        where: 'Look at who removed the assignment, and whether it was meant to go.',
        idea,
      };
    }
    const when = near
      ? ` only at ${clockTime(effectiveAt)}, ${relative(effectiveAt, at)} as seen from the request`
      : ' later';
    return {
      what: `${roleName} is given, but it takes effect${when}.`,
      where:
        'Look at the clock of the tenant and at the moment from which the assignment counts. Nothing is wrong with the assignment.',
      idea,
    };
  },
  denied: ({ decision }) => ({
    what: `A deny assignment${named(decision)} forbids it, whatever roles there are.`,
    where:
      'Look at the deny assignments of this decision: which one forbids, at which scope, and who is excepted from it?',
    idea: 'A deny assignment outweighs every role. More roles do not help; only the deny assignment itself, or an exception in it, can change the outcome.',
  }),
  condition: (facts) => ({
    what: `${role(facts)} is given under a condition, and this request does not meet it.`,
    where: 'Read the condition of that assignment and compare it with what the request asked for.',
    idea: 'A condition narrows a role assignment further than its scope does: the role counts only for requests that meet it.',
  }),
};

const named = (decision: Decision): string => {
  const name = decision.denies.find(({ outcome }) => outcome === 'denies')?.name;
  return name ? ` (${name})` : '';
};

/** The assignment that comes closest: the one that the decision names, else one whose role would do, else the first. */
function nearest({ missing, assignments }: Decision): ConsideredAssignment | undefined {
  for (const outcome of telling[missing?.kind ?? 'no-assignment']) {
    const found = assignments.filter((assignment) => assignment.outcome === outcome);
    const named = found.find(({ roleName }) => missing?.note?.startsWith(roleName));
    const near = named ?? found.find(({ matched }) => matched !== undefined) ?? found[0];
    if (near) return near;
  }
  return undefined;
}

/** The three steps for a permission that is lacking; undefined when nothing is. `at` is virtual time, ms. */
export function missingSteps(decision: Decision, caller: string, at: number): ThreeSteps | undefined {
  const { missing, permission } = decision;
  if (!missing) return undefined;
  const near = nearest(decision);
  const steps = words[missing.kind]({
    caller,
    decision,
    action: actionEnd(permission.action),
    thing: scopeWords(permission.scope),
    resource: scopeWords(/^.*?\/providers\/[^/]+\/[^/]+\/[^/]+/i.exec(permission.scope)?.[0] ?? permission.scope),
    at,
    ...(near && { near }),
  });
  const said = (near && saidBy.has(missing.kind)) || (missing.kind === 'denied' && named(decision) !== '');
  return missing.note && !said ? { ...steps, what: `${steps.what} ${missing.note}` } : steps;
}
