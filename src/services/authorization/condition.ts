import { parseCondition, type Condition, type Operand } from './condition-parser.ts';

/** What is known about a request: the action and the attributes that the door was given. Keys in any case. */
export interface ConditionFacts {
  /** Lower case. */
  action: string;
  attributes: Readonly<Record<string, string>>;
}

/** True, false, or not known here: an attribute that nobody gave, an operator that is not evaluated. */
export type Truth = boolean | undefined;

const guid = (text: string): string => text.replaceAll('-', '').toLowerCase();
const lower = (text: string): string => text.toLowerCase();
const like = (text: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(text);

type Compare = (left: string, right: string) => boolean;

const positive: Record<string, Compare> = {
  guidequals: (a, b) => guid(a) === guid(b),
  stringequals: (a, b) => a === b,
  stringequalsignorecase: (a, b) => lower(a) === lower(b),
  stringstartswith: (a, b) => a.startsWith(b),
  stringstartswithignorecase: (a, b) => lower(a).startsWith(lower(b)),
  stringlike: like,
  stringlikeignorecase: (a, b) => like(lower(a), lower(b)),
  boolequals: (a, b) => lower(a) === lower(b),
};

/** The comparison that an operator names, `…NotEquals` and the like included; undefined when it is not evaluated. */
function comparison(name: string): Compare | undefined {
  // Own names only: an operator called `constructor` is none.
  const known = (operator: string): Compare | undefined =>
    Object.hasOwn(positive, operator) ? positive[operator] : undefined;
  const found = known(name);
  if (found) return found;
  const opposite = known(name.replace(/^(guid|string|bool)not/, '$1'));
  return name.includes('not') && opposite ? (a, b) => !opposite(a, b) : undefined;
}

const valueOf = (operand: Operand, facts: ConditionFacts): string[] | undefined => {
  if (operand.kind === 'values') return operand.values;
  const found = facts.attributes[operand.name];
  return found === undefined ? undefined : [found];
};

function compare(operator: string, left: Operand, right: Operand, facts: ConditionFacts): Truth {
  const [quantifier, name] = operator.includes(':') ? operator.split(':') : ['forallofallvalues', operator];
  const test = comparison(name ?? '');
  const [own, others] = [valueOf(left, facts), valueOf(right, facts)];
  if (!test || !own || !others) return undefined;
  const one = (value: string): boolean =>
    quantifier?.endsWith('anyvalues')
      ? others.some((other) => test(value, other))
      : others.every((other) => test(value, other));
  return quantifier?.startsWith('foranyof') ? own.some(one) : own.every(one);
}

/** Whether a condition holds, in the three-valued logic of what is known. */
export function evaluate(condition: Condition, facts: ConditionFacts): Truth {
  switch (condition.kind) {
    case 'not': {
      const inner = evaluate(condition.of, facts);
      return inner === undefined ? undefined : !inner;
    }
    case 'and': {
      const left = evaluate(condition.left, facts);
      if (left === false) return false;
      const right = evaluate(condition.right, facts);
      return right === false ? false : left && right;
    }
    case 'or': {
      const left = evaluate(condition.left, facts);
      if (left === true) return true;
      const right = evaluate(condition.right, facts);
      return right === true ? true : left === undefined || right === undefined ? undefined : false;
    }
    case 'action':
      return condition.test(facts.action);
    case 'exists':
      return facts.attributes[condition.name] === undefined ? undefined : !condition.negated;
    case 'compare':
      return compare(condition.operator, condition.left, condition.right, facts);
    case 'suboperation': {
      // A target that has suboperations says which one it is, be it none (the empty text); others say nothing.
      const own = facts.attributes['@suboperation'];
      return own === undefined ? undefined : condition.names.some((name) => lower(name) === lower(own));
    }
  }
}

const parsed = new Map<string, Condition | undefined>();

/** The condition as a tree, or undefined when its words are not understood. Remembered: it depends on the words alone. */
export function conditionFrom(text: string): Condition | undefined {
  if (!parsed.has(text)) {
    if (parsed.size > 1000) parsed.clear();
    parsed.set(text, parseCondition(text));
  }
  return parsed.get(text);
}

/**
 * Whether a role or an assignment with this condition may grant. What cannot be decided here does not grant: a condition
 * narrows access, and guessing would widen it. Format: "Azure role assignment condition format and syntax".
 */
export function conditionMet(text: string | null, facts: ConditionFacts): boolean {
  if (text === null || text.trim() === '') return true;
  const condition = conditionFrom(text);
  return condition !== undefined && evaluate(condition, facts) === true;
}

/** The same for what takes away: a deny assignment holds unless its condition is known not to be met. */
export function conditionMayBeMet(text: string | null, facts: ConditionFacts): boolean {
  if (text === null || text.trim() === '') return true;
  const condition = conditionFrom(text);
  return condition === undefined || evaluate(condition, facts) !== false;
}
