import type { Json } from '../json.ts';
import { byCodePoint } from './json.ts';
import { scalarStyle, writeScalar } from './yaml-scalar.ts';

function writeNumber(value: number): string {
  const text = JSON.stringify(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** A value that fits on the line it starts on. */
function inline(value: Json, column: number, indent: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return writeScalar(value, column, indent);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? '[]' : '{}';
}

function isInline(value: Json): boolean {
  return typeof value !== 'object' || value === null || isEmpty(value);
}

/** The lines of a mapping or sequence that starts at a column; the first one without its indentation. */
function block(value: Json, column: number): string {
  const pad = ' '.repeat(column);
  if (Array.isArray(value)) {
    return value
      .map((item) => (isInline(item) ? `- ${inline(item, column + 2, column + 2)}` : `- ${block(item, column + 2)}`))
      .join(`\n${pad}`);
  }
  const object = value as Record<string, Json>;
  return Object.keys(object)
    .sort(byCodePoint)
    .map((key) => {
      const inner = object[key] ?? null;
      const head = `${writeScalar(key, column, column, true)}:`;
      if (isInline(inner)) return `${head} ${inline(inner, column + head.length + 1, column + 2)}`;
      // A sequence inside a mapping is not indented further.
      const deeper = Array.isArray(inner) ? column : column + 2;
      return `${head}\n${' '.repeat(deeper)}${block(inner, deeper)}`;
    })
    .join(`\n${pad}`);
}

/** `-o yaml`: block style, keys sorted, nulls written. A bare plain scalar ends with `...`, as PyYAML does. */
export function formatYaml(result: Json): string {
  if (!isInline(result)) return `${block(result, 0)}\n`;
  const text = inline(result, 0, 2);
  const open = typeof result === 'string' ? scalarStyle(result, false) === 'plain' : typeof result !== 'object';
  return open ? `${text}\n...\n` : `${text}\n`;
}
