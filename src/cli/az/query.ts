import { compile, TreeInterpreter } from '@jmespath-community/jmespath';
import { CliError } from './errors.ts';
import type { Json } from './json.ts';

type ExpressionNode = ReturnType<typeof compile>;

/** Where az sends a reader whose query is wrong. */
export const QUERY_REFERENCE =
  "To learn more about --query, please visit: 'https://learn.microsoft.com/cli/azure/query-azure-cli'";

/** Node kinds of the JMESPath Community grammar that az's jmespath 1.0.1 does not know. */
const UNKNOWN_NODES = new Set(['Arithmetic', 'Binary', 'Unary', 'Ternary', 'LetExpression', 'Binding', 'Variable', 'Root']);

const FUNCTIONS = new Set(
  'abs avg ceil contains ends_with floor join keys length map max max_by merge min min_by not_null reverse sort sort_by starts_with sum to_array to_number to_string type values'.split(
    ' ',
  ),
);

/** Objects that a query built: they keep the order that the query gave their members. */
const ordered = new WeakSet<object>();

/** Whether an object was built by a `{a: b}` of a query, whose columns stand in the order written. */
export function isOrdered(value: object): boolean {
  return ordered.has(value);
}

function nodes(node: unknown, visit: (node: { type: string; name?: unknown }) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) nodes(item, visit);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type } = node as { type?: unknown };
  if (typeof type === 'string') visit(node as { type: string; name?: unknown });
  if (type !== 'Literal') for (const inner of Object.values(node)) nodes(inner, visit);
}

/** A parsed `--query`, or undefined when az would not parse it. */
export function compileQuery(expression: string): ExpressionNode | undefined {
  if (expression.trim() === '') return undefined;
  try {
    const tree = compile(expression, { enable_legacy_literals: true });
    let known = true;
    nodes(tree, ({ type }) => {
      if (UNKNOWN_NODES.has(type)) known = false;
    });
    return known ? tree : undefined;
  } catch {
    return undefined;
  }
}

/** A copy whose objects inherit nothing, so that a query for `constructor` finds no such member. */
function withoutPrototype(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutPrototype);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.create(null) as Record<string, Json>;
  for (const [key, inner] of Object.entries(value)) copy[key] = withoutPrototype(inner);
  return copy;
}

function collect(value: Json, into: Set<object>): void {
  if (typeof value !== 'object' || value === null || into.has(value)) return;
  into.add(value);
  for (const inner of Object.values(value)) collect(inner, into);
}

function markBuilt(value: Json, originals: ReadonlySet<object>): void {
  if (typeof value !== 'object' || value === null || originals.has(value)) return;
  if (!Array.isArray(value)) ordered.add(value);
  for (const inner of Object.values(value)) markBuilt(inner, originals);
}

function unknownFunction(tree: ExpressionNode): string | undefined {
  let unknown: string | undefined;
  nodes(tree, ({ type, name }) => {
    if (type === 'Function' && typeof name === 'string' && !FUNCTIONS.has(name)) unknown ??= name;
  });
  return unknown;
}

/** Evaluates a compiled query. Throws az's sentence when a function is unknown or is given a wrong type. */
export function runQuery(tree: ExpressionNode, input: Json): Json {
  const unknown = unknownFunction(tree);
  if (unknown !== undefined) throw queryError(`Unknown function: ${unknown}()`);
  const plain = withoutPrototype(input);
  const originals = new Set<object>();
  collect(plain, originals);
  try {
    const result = (TreeInterpreter.search(tree, plain) ?? null) as Json;
    markBuilt(result, originals);
    return result;
  } catch (error) {
    throw queryError(error instanceof Error ? error.message : String(error));
  }
}

function queryError(says: string): CliError {
  return new CliError(`Invalid jmespath query supplied for \`--query\`: ${says}`, { exit: 1, hints: [QUERY_REFERENCE] });
}
