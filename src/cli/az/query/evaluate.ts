import type { compile } from '@jmespath-community/jmespath';
import type { Json, JsonObject } from '../json.ts';
import { byCodePoint } from '../output/json.ts';
import { callFunction, ExpressionRef, type Argument } from './functions.ts';

/** A parsed query. */
export type Tree = ReturnType<typeof compile>;

/** Objects that a query built: they keep the order that the query gave their members. */
const built = new WeakSet<object>();

/** Whether an object was built by a `{a: b}` of a query, whose columns stand in the order written. */
export function isOrdered(value: object): boolean {
  return built.has(value);
}

function isFalse(value: Json): boolean {
  if (value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isNumber(value: Json): value is number {
  return typeof value === 'number';
}

function same(left: Json, right: Json): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  const [a, b] = [left as JsonObject, right as JsonObject];
  return keys.every((key) => Object.hasOwn(b, key) && same(a[key] ?? null, b[key] ?? null));
}

/** Ordering is for numbers and texts; anything else compares to nothing. */
function ordering(name: string, left: Json, right: Json): Json {
  const comparable = [left, right].every((value) => isNumber(value) || typeof value === 'string');
  if (!comparable) return null;
  const difference = isNumber(left) && isNumber(right) ? left - right : byCodePoint(String(left), String(right));
  if (name === 'LT') return difference < 0;
  if (name === 'LTE') return difference <= 0;
  return name === 'GT' ? difference > 0 : difference >= 0;
}

function slice(items: readonly Json[], start: number | null, stop: number | null, step: number | null): Json[] {
  const by = step ?? 1;
  const size = items.length;
  const clamp = (at: number, low: number, high: number) => Math.min(high, Math.max(low, at < 0 ? at + size : at));
  const [low, high] = by > 0 ? [0, size] : [-1, size - 1];
  const from = start === null ? (by > 0 ? low : high) : clamp(start, low, high);
  const to = stop === null ? (by > 0 ? high : low) : clamp(stop, low, high);
  const found: Json[] = [];
  for (let at = from; by > 0 ? at < to : at > to; at += by) found.push(items[at] ?? null);
  return found;
}

function project(items: readonly Json[], right: Tree): Json[] {
  return items.map((item) => evaluate(right, item)).filter((item) => item !== null);
}

function field(value: Json, name: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

/** Evaluates a parsed query as jmespath.py 1.0.1 does. Throws az's error for a bad function call. */
export function evaluate(node: Tree, value: Json): Json {
  switch (node.type) {
    case 'Identity':
    case 'Current':
      return value;
    case 'Field':
      return field(value, node.name);
    case 'Literal':
      return node.value;
    case 'Subexpression':
    case 'IndexExpression':
    case 'Pipe':
      return evaluate(node.right, evaluate(node.left, value));
    case 'Index':
      return Array.isArray(value) ? (value.at(node.value) ?? null) : null;
    case 'Slice':
      return Array.isArray(value) ? slice(value, node.start, node.stop, node.step) : null;
    case 'Projection': {
      const base = evaluate(node.left, value);
      return Array.isArray(base) ? project(base, node.right) : null;
    }
    case 'ValueProjection': {
      const base = evaluate(node.left, value);
      const isMap = typeof base === 'object' && base !== null && !Array.isArray(base);
      return isMap ? project(Object.values(base), node.right) : null;
    }
    case 'FilterProjection': {
      const base = evaluate(node.left, value);
      if (!Array.isArray(base)) return null;
      return project(
        base.filter((item) => !isFalse(evaluate(node.condition, item))),
        node.right,
      );
    }
    case 'Flatten': {
      const base = evaluate(node.child, value);
      return Array.isArray(base) ? base.flat() : null;
    }
    case 'Comparator': {
      const [left, right] = [evaluate(node.left, value), evaluate(node.right, value)];
      if (node.name === 'EQ') return same(left, right);
      return node.name === 'NE' ? !same(left, right) : ordering(node.name, left, right);
    }
    case 'OrExpression': {
      const left = evaluate(node.left, value);
      return isFalse(left) ? evaluate(node.right, value) : left;
    }
    case 'AndExpression': {
      const left = evaluate(node.left, value);
      return isFalse(left) ? left : evaluate(node.right, value);
    }
    case 'NotExpression':
      return isFalse(evaluate(node.child, value));
    case 'MultiSelectList':
      return value === null ? null : node.children.map((child) => evaluate(child, value));
    case 'MultiSelectHash': {
      if (value === null) return null;
      const object: JsonObject = {};
      for (const { name, value: child } of node.children) object[name] = evaluate(child, value);
      built.add(object);
      return object;
    }
    case 'Function':
      return callFunction(
        node.name,
        node.children.map((child) => argument(child, value)),
      );
    default:
      throw new Error(`the query has a node that the parser should have refused: ${node.type}`);
  }
}

function argument(node: Tree, value: Json): Argument {
  return node.type === 'ExpressionReference'
    ? new ExpressionRef((item) => evaluate(node.child, item))
    : evaluate(node, value);
}
