import type { Json } from '../json.ts';

/** Compares as Python compares strings: by code point, so capitals come before small letters. */
export function byCodePoint(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function write(value: Json, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + write(item, inner)).join(',\n')}\n${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort(byCodePoint);
    if (keys.length === 0) return '{}';
    const members = keys.map((key) => `${inner}${quoteText(key)}: ${write(value[key] ?? null, inner)}`);
    return `{\n${members.join(',\n')}\n${indent}}`;
  }
  return typeof value === 'string' ? quoteText(value) : JSON.stringify(value);
}

/** Python's `json.dumps` also leaves U+007F and the line separators alone, as JSON.stringify does. */
function quoteText(value: string): string {
  return JSON.stringify(value);
}

/** `-o json`: two spaces, keys sorted, nulls shown. */
export function formatJson(result: Json): string {
  return `${write(result, '')}\n`;
}
