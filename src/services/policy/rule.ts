import { regionName } from '#kernel/regions.ts';
import { asked, resolve, type Surroundings } from './expressions.ts';
import { fieldOf, isField, pathOf, type Subject } from './fields.ts';
import type { DefinitionBody } from './models.ts';

/** One comparison of a rule with its outcome, as a violation shows it. */
export interface Evaluated {
  result: 'True' | 'False';
  expressionKind: 'Field' | 'Value';
  expression: string;
  path?: string;
  expressionValue: unknown;
  targetValue: unknown;
  operator: string;
}

type Compare = (value: unknown, target: unknown) => boolean;

const text = (value: unknown): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)).toLowerCase();
const same: Compare = (value, target) => value !== undefined && text(value) === text(target);
const among: Compare = (value, target) => Array.isArray(target) && target.some((one) => same(value, one));
const contains: Compare = (value, target) => value !== undefined && text(value).includes(text(target));
const like: Compare = (value, target) => {
  if (value === undefined) return false;
  const [before = '', ...rest] = text(target).split('*');
  if (!rest.length) return text(value) === before;
  const after = rest.join('*');
  return (
    text(value).length >= before.length + after.length && text(value).startsWith(before) && text(value).endsWith(after)
  );
};
const order =
  (holds: (sign: number) => boolean): Compare =>
  (value, target) => {
    if (value === undefined) return false;
    const both = typeof value === 'number' && typeof target === 'number';
    return holds(both ? value - target : text(value) < text(target) ? -1 : Number(text(value) > text(target)));
  };
const not =
  (compare: Compare): Compare =>
  (value, target) =>
    !compare(value, target);

/** Comparisons of texts are made without case. Source: "Azure Policy definition structure policy rule". */
const operators: Record<string, Compare> = {
  equals: same,
  notEquals: not(same),
  in: among,
  notIn: not(among),
  contains,
  notContains: not(contains),
  like,
  notLike: not(like),
  less: order((sign) => sign < 0),
  lessOrEquals: order((sign) => sign <= 0),
  greater: order((sign) => sign > 0),
  greaterOrEquals: order((sign) => sign >= 0),
  exists: (value, target) => (value !== undefined && value !== null) === (text(target) === 'true'),
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const operatorIn = (condition: Record<string, unknown>): [string, Compare, unknown] | undefined => {
  for (const [name, compare] of Object.entries(operators)) {
    const key = Object.keys(condition).find((one) => one.toLowerCase() === name.toLowerCase());
    if (key !== undefined) return [name, compare, condition[key]];
  }
  return undefined;
};

/** Whether the resource meets the condition of a rule; what was compared is kept in `seen`. */
export function meets(condition: unknown, subject: Subject, at: Surroundings, seen: Evaluated[] = []): boolean {
  if (!isRecord(condition)) return false;
  const inner = (one: unknown): boolean => meets(one, subject, at, seen);
  if (Array.isArray(condition['allOf'])) return condition['allOf'].every(inner);
  if (Array.isArray(condition['anyOf'])) return condition['anyOf'].some(inner);
  if ('not' in condition) return !inner(condition['not']);
  const [operator, compare, raw] = operatorIn(condition) ?? [];
  if (!operator || !compare) return false;
  const isOfField = 'field' in condition;
  const named = isOfField ? String(resolve(condition['field'], at)) : '';
  const value = isOfField ? fieldOf(subject, named) : resolve(condition['value'], at);
  const target = resolve(raw, at);
  const region = (one: unknown): unknown => (typeof one === 'string' ? (regionName(one) ?? one) : one);
  const placed = named.toLowerCase() === 'location';
  const meant = placed ? (Array.isArray(target) ? target.map(region) : region(target)) : target;
  const holds = compare(value, meant);
  seen.push({
    result: holds ? 'True' : 'False',
    expressionKind: isOfField ? 'Field' : 'Value',
    expression: isOfField ? named : String(condition['value']),
    ...(isOfField && { path: pathOf(named) }),
    expressionValue: value,
    targetValue: target,
    operator: operator.charAt(0).toUpperCase() + operator.slice(1),
  });
  return holds;
}

/** What of a condition is not simulated, named for the refusal. */
function strangeIn(condition: unknown, depth = 0): string | undefined {
  if (depth > 50) return 'conditions inside more than fifty others';
  if (!isRecord(condition)) return 'a condition that is no object';
  const keys = Object.keys(condition);
  const list = condition['allOf'] ?? condition['anyOf'];
  if (Array.isArray(list) && keys.length === 1)
    return list.map((one) => strangeIn(one, depth + 1)).find((one) => one !== undefined);
  if ('not' in condition && keys.length === 1) return strangeIn(condition['not'], depth + 1);
  const { field, value } = condition;
  const operator = operatorIn(condition);
  if (keys.length !== 2 || !operator || (typeof field !== 'string') === !('value' in condition))
    return keys.find((key) => key !== 'field' && key !== 'value' && !operatorIn({ [key]: 0 })) ?? keys.join(' and ');
  const [, , target] = operator;
  if (typeof field === 'string' && !field.startsWith('[') && !isField(field)) return `the field '${field}'`;
  return [field, value, target].find((one) => asked(one) === undefined) as string | undefined;
}

const effects = new Set(['deny', 'audit', 'disabled', 'modify']);
const parameter = /^\[\s*parameters\('([^']+)'\)\s*\]$/i;

/** The effects that a definition can have, in lower case: its own, or those that its parameter allows. */
export function effectsOf({
  policyRule,
  parameters,
}: Pick<DefinitionBody['properties'], 'policyRule' | 'parameters'>): string[] {
  const name = parameter.exec(policyRule.then.effect)?.[1];
  if (name === undefined) return [policyRule.then.effect.toLowerCase()];
  const known = Object.entries(parameters ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return (known?.allowedValues ?? [known?.defaultValue ?? '']).map((one) => String(one).toLowerCase());
}

export interface Change {
  operation: 'add' | 'addOrReplace' | 'remove';
  field: string;
  value?: unknown;
}

/** The operations of `modify`, as they are written. */
export const changesOf = ({ then }: DefinitionBody['properties']['policyRule']): Change[] =>
  (then.details?.['operations'] ?? []) as Change[];

function strangeInModify(rule: DefinitionBody['properties']['policyRule']): string | undefined {
  const { roleDefinitionIds, operations } = rule.then.details ?? {};
  if (!Array.isArray(roleDefinitionIds) || !Array.isArray(operations))
    return "modify without 'roleDefinitionIds' and 'operations'";
  for (const one of operations as unknown[]) {
    if (!isRecord(one) || typeof one['field'] !== 'string') return 'an operation without a field';
    const { operation, field, value, ...rest } = one;
    const known = ['add', 'addorreplace', 'remove'].includes(String(operation).toLowerCase());
    if (!known || Object.keys(rest).length || asked(field) === undefined || asked(value) === undefined)
      return `the operation ${JSON.stringify(one)}`;
    if (!field.startsWith('[') && !isField(field)) return `the field '${field}'`;
  }
  return undefined;
}

/** What in a definition is not simulated: nothing of a rule is ever passed over in silence. */
export function strangeInDefinition(properties: DefinitionBody['properties']): string | undefined {
  const { mode, policyRule } = properties;
  if (mode && !/^(all|indexed)$/i.test(mode)) return `the mode '${mode}'`;
  const possible = effectsOf(properties);
  const effect = possible.find((one) => !effects.has(one));
  if (effect !== undefined || !possible.length) return `the effect '${effect ?? policyRule.then.effect}'`;
  return strangeIn(policyRule.if) ?? (possible.includes('modify') ? strangeInModify(policyRule) : undefined);
}

/** Every parameter that a rule asks for. */
export function parametersOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(parametersOf);
  return asked(value) ?? [];
}
