import type { Json, JsonObject } from './json.ts';

/** A text as Python's `repr` shows it. */
export function reprText(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

/** A value as Python's `repr` shows it. */
export function repr(value: Json): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return reprText(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  const members = Object.entries(value).map(([key, inner]) => `${reprText(key)}: ${repr(inner)}`);
  return `{${members.join(', ')}}`;
}

/** The members of an object as texts, as az's SDKs send tags and settings: what is no text in Python's spelling. */
export function mapText(object: JsonObject): JsonObject {
  const texts = Object.entries(object).map(([key, value]) => [key, typeof value === 'string' ? value : repr(value)]);
  return Object.fromEntries(texts) as JsonObject;
}
