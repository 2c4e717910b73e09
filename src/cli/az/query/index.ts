import { compile } from '@jmespath-community/jmespath';
import type { Tree } from './evaluate.ts';

export { evaluate as runQuery, isOrdered } from './evaluate.ts';
export { QUERY_REFERENCE } from './types.ts';

/** Node kinds of the JMESPath Community grammar that az's jmespath 1.0.1 does not know. */
const UNKNOWN_NODES = new Set([
  'Arithmetic',
  'Binary',
  'Unary',
  'Ternary',
  'LetExpression',
  'Binding',
  'Variable',
  'Root',
]);

function isKnown(node: unknown): boolean {
  if (Array.isArray(node)) return node.every(isKnown);
  if (typeof node !== 'object' || node === null) return true;
  const { type } = node as { type?: unknown };
  if (typeof type === 'string' && UNKNOWN_NODES.has(type)) return false;
  return type === 'Literal' || Object.values(node).every(isKnown);
}

/** A parsed `--query`, or undefined when az would not parse it. */
export function compileQuery(expression: string): Tree | undefined {
  if (expression.trim() === '') return undefined;
  try {
    const tree = compile(expression, { enable_legacy_literals: true });
    return isKnown(tree) ? tree : undefined;
  } catch {
    return undefined;
  }
}
