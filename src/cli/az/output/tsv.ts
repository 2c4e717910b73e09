import type { Json } from '../json.ts';
import { byCodePoint } from './json.ts';
import { isOrdered } from '../query/evaluate.ts';

/** A value as Python's `str` shows it. */
export function pythonText(value: Json): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  return String(value);
}

function cell(value: Json): string {
  if (Array.isArray(value)) return String(value.length);
  if (typeof value === 'object' && value !== null) return '';
  return pythonText(value);
}

function row(item: Json): string {
  if (Array.isArray(item)) return item.map(cell).join('\t');
  if (typeof item === 'object' && item !== null) {
    // What a query built keeps the query's order; anything else is in alphabetical order of its keys.
    const keys = isOrdered(item) ? Object.keys(item) : Object.keys(item).sort(byCodePoint);
    return keys.map((key) => cell(item[key] ?? null)).join('\t');
  }
  return typeof item === 'boolean' ? String(item) : cell(item);
}

/** `-o tsv`: one line per item, a tab between values, no quoting. */
export function formatTsv(result: Json): string {
  const items = Array.isArray(result) ? result : [result];
  return items.map((item) => `${row(item)}\n`).join('');
}
