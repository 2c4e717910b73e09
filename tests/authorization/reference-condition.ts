import { patternFits } from './reference-pattern.ts';

/**
 * ABAC conditions, the slow way: the text is cut at its outermost OR, then AND, then NOT, each time anew.
 * Rule: "Azure role assignment condition format and syntax". What this simulation does not know is 'unknown', and a
 * condition that hangs on it is not met.
 */
export type Truth = 'true' | 'false' | 'unknown';

/** Cuts a text wherever one of the words stands outside brackets and quotes. */
function cut(text: string, words: readonly string[]): string[] {
  const parts: string[] = [];
  let [depth, from, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === "'") quoted = !quoted;
    if (quoted) continue;
    if ('({['.includes(letter)) depth += 1;
    if (')}]'.includes(letter)) depth -= 1;
    if (depth !== 0) continue;
    const word = words.find((one) => {
      if (text.slice(at, at + one.length).toLowerCase() !== one) return false;
      const isWord = /\w/.test(one);
      return !isWord || !(/\w/.test(text.charAt(at - 1)) || /\w/.test(text.charAt(at + one.length)));
    });
    if (word === undefined) continue;
    parts.push(text.slice(from, at));
    at += word.length - 1;
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** Whether one bracket holds the whole text. */
function bracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let [depth, quoted] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === "'") quoted = !quoted;
    if (quoted) continue;
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0 && at < text.length - 1) return false;
  }
  return true;
}

const unquoted = (text: string): string => text.trim().replace(/^'(.*)'$/s, '$1');
const guid = (text: string): string => text.toLowerCase().split('-').join('');

/** `StringLike`: `*` any run, `?` any one character. */
function like(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return like(text, pattern.slice(1)) || (text !== '' && like(text.slice(1), pattern));
  return text !== '' && ['?', text.charAt(0)].includes(pattern.charAt(0)) && like(text.slice(1), pattern.slice(1));
}

function holds(operator: string, a: string, b: string): boolean | undefined {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  switch (operator) {
    case 'guidequals':
      return guid(a) === guid(b);
    case 'guidnotequals':
      return guid(a) !== guid(b);
    case 'stringequals':
      return a === b;
    case 'stringnotequals':
      return a !== b;
    case 'stringequalsignorecase':
      return x === y;
    case 'stringnotequalsignorecase':
      return x !== y;
    case 'stringstartswith':
      return a.startsWith(b);
    case 'stringnotstartswith':
      return !a.startsWith(b);
    case 'stringstartswithignorecase':
      return x.startsWith(y);
    case 'stringlike':
      return like(a, b);
    case 'stringnotlike':
      return !like(a, b);
    case 'stringlikeignorecase':
      return like(x, y);
    case 'boolequals':
      return x === y;
    case 'boolnotequals':
      return x !== y;
    default:
      return undefined;
  }
}

type Attributes = Record<string, string>;

function attribute(attributes: Attributes, name: string): string | undefined {
  const wanted = name.replaceAll(/\s/g, '').toLowerCase();
  return Object.entries(attributes).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

const side = (text: string, attributes: Attributes): string[] | undefined => {
  if (text.startsWith('{')) return text.slice(1, -1).split(',').map(unquoted);
  if (!text.startsWith('@')) return [unquoted(text)];
  const value = attribute(attributes, text);
  return value === undefined ? undefined : [value];
};

function comparison(text: string, attributes: Attributes): Truth {
  const found = /^(@\w+\s*\[[^\]]*\]|'[^']*')\s*(?:(For\w+):)?(\w+)\s*(\S.*)$/is.exec(text);
  if (!found) return 'unknown';
  const [, left = '', quantifier = 'ForAllOfAllValues', operator = '', right = ''] = found;
  const [own, others] = [side(left, attributes), side(right.trim(), attributes)];
  if (!own || !others) return 'unknown';
  const answers = own.map((a) => others.map((b) => holds(operator.toLowerCase(), a, b)));
  if (answers.flat().includes(undefined)) return 'unknown';
  const [, outer, inner] = /^for(any|all)of(any|all)values$/i.exec(quantifier) ?? [];
  const any = (list: (boolean | undefined)[]): boolean => list.includes(true);
  const all = (list: (boolean | undefined)[]): boolean => !list.includes(false);
  const rows = answers.map((row) => (inner?.toLowerCase() === 'any' ? any(row) : all(row)));
  return (outer?.toLowerCase() === 'any' ? any(rows) : all(rows)) ? 'true' : 'false';
}

/** What a condition says about an action with these attributes. */
export function conditionSays(condition: string, action: string, attributes: Attributes): Truth {
  const text = condition.trim();
  const says = (part: string): Truth => conditionSays(part, action, attributes);
  const either = cut(text, ['||', 'or']);
  if (either.length > 1) {
    const truths = either.map(says);
    return truths.includes('true') ? 'true' : truths.includes('unknown') ? 'unknown' : 'false';
  }
  const both = cut(text, ['&&', 'and']);
  if (both.length > 1) {
    const truths = both.map(says);
    return truths.includes('false') ? 'false' : truths.includes('unknown') ? 'unknown' : 'true';
  }
  const negated = /^(?:!|not\b)(.*)$/is.exec(text);
  if (negated) {
    const inner = says(negated[1] ?? '');
    return inner === 'unknown' ? inner : inner === 'true' ? 'false' : 'true';
  }
  if (bracketed(text)) return says(text.slice(1, -1));
  const matches = /^ActionMatches\s*\{(.*)\}$/is.exec(text);
  if (matches) return patternFits(unquoted(matches[1] ?? ''), action) === 'no' ? 'false' : 'true';
  if (/^SubOperationMatches/i.test(text)) return 'unknown';
  const exists = /^(Not)?Exists\s*(@.*)$/is.exec(text);
  if (exists) {
    if (attribute(attributes, exists[2] ?? '') === undefined) return 'unknown';
    return exists[1] ? 'false' : 'true';
  }
  return comparison(text, attributes);
}
