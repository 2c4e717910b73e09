import { isField, member } from './fields.ts';

/** What an expression in a rule may ask for. */
export interface Surroundings {
  parameters: Readonly<Record<string, unknown>>;
  field(name: string): unknown;
  resourceGroup(): Record<string, unknown>;
  subscription(): Record<string, unknown>;
}

type Node =
  | { kind: 'value'; value: unknown }
  | { kind: 'call'; name: string; of: Node[] }
  | { kind: 'member'; of: Node; name: Node };

const token = /\s*(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|([()[\].,]))/y;

/** A condition is a stranger's text: what it may call is listed, and its depth is bounded. */
const functions: Record<string, (values: unknown[], at: Surroundings) => unknown> = {
  parameters: ([name], at) => member(at.parameters, String(name)),
  field: ([name], at) => at.field(String(name)),
  concat: (values) => values.map(String).join(''),
  tolower: ([value]) => String(value).toLowerCase(),
  toupper: ([value]) => String(value).toUpperCase(),
  resourcegroup: (_values, at) => at.resourceGroup(),
  subscription: (_values, at) => at.subscription(),
};

class Unreadable extends Error {}

function parse(text: string): Node {
  let at = 0;
  let depth = 0;
  const next = (): { text?: string; number?: string; word?: string; mark?: string } => {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) return {};
    at = token.lastIndex;
    return { text: found[1], number: found[2], word: found[3], mark: found[4] };
  };
  const peek = (mark: string): boolean => {
    const before = at;
    if (next().mark === mark) return true;
    at = before;
    return false;
  };
  const must = (mark: string): void => {
    if (!peek(mark)) throw new Unreadable(text);
  };
  const one = (): Node => {
    if ((depth += 1) > 30) throw new Unreadable(text);
    const { text: quoted, number, word } = next();
    let node: Node;
    if (quoted !== undefined) node = { kind: 'value', value: quoted.replaceAll("''", "'") };
    else if (number !== undefined) node = { kind: 'value', value: Number(number) };
    else if (word !== undefined && Object.hasOwn(functions, word.toLowerCase())) {
      const of: Node[] = [];
      must('(');
      if (!peek(')')) {
        do of.push(one());
        while (peek(','));
        must(')');
      }
      const name = word.toLowerCase();
      const [first] = of;
      if (name === 'field' && first?.kind === 'value' && !isField(String(first.value))) throw new Unreadable(text);
      node = { kind: 'call', name, of };
    } else throw new Unreadable(text);
    for (;;) {
      if (peek('.')) {
        const name = next().word;
        if (name === undefined) throw new Unreadable(text);
        node = { kind: 'member', of: node, name: { kind: 'value', value: name } };
      } else if (peek('[')) {
        node = { kind: 'member', of: node, name: one() };
        must(']');
      } else break;
    }
    depth -= 1;
    return node;
  };
  const whole = one();
  if (text.slice(at).trim()) throw new Unreadable(text);
  return whole;
}

function valueOf(node: Node, at: Surroundings): unknown {
  if (node.kind === 'value') return node.value;
  if (node.kind === 'member') return member(valueOf(node.of, at), String(valueOf(node.name, at)));
  return functions[node.name]?.(
    node.of.map((part) => valueOf(part, at)),
    at,
  );
}

const isExpression = (text: string): boolean => text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');

/** A value of a rule with its expression worked out; `[[` stands for a bracket. Lists are worked out member by member. */
export function resolve(value: unknown, at: Surroundings): unknown {
  if (Array.isArray(value)) return value.map((one) => resolve(one, at));
  if (typeof value !== 'string') return value;
  if (isExpression(value)) return valueOf(parse(value.slice(1, -1)), at);
  return value.startsWith('[[') ? value.slice(1) : value;
}

function parametersIn(node: Node): string[] {
  if (node.kind === 'value') return [];
  if (node.kind === 'member') return [...parametersIn(node.of), ...parametersIn(node.name)];
  const [first] = node.of;
  const named = node.name === 'parameters' && first?.kind === 'value' ? [String(first.value)] : [];
  return [...named, ...node.of.flatMap(parametersIn)];
}

/** The parameters that a value asks for, or undefined when it is an expression that cannot be read here. */
export function asked(value: unknown): string[] | undefined {
  if (Array.isArray(value)) {
    const all = value.map(asked);
    return all.includes(undefined) ? undefined : all.flatMap((one) => one ?? []);
  }
  if (typeof value !== 'string' || !isExpression(value)) return [];
  try {
    return parametersIn(parse(value.slice(1, -1)));
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
