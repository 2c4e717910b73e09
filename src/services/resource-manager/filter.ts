/** One comparison of a `$filter`. Names are lower case; `contains` is `substringof`. */
export interface Comparison {
  field: string;
  operator: 'eq' | 'ne' | 'ge' | 'le' | 'gt' | 'lt' | 'contains' | 'startswith';
  value: string;
}

/** Alternatives, each a list of comparisons that must all hold. */
export type Filter = Comparison[][];

const outsideQuotes = String.raw`(?=(?:[^']*'[^']*')*[^']*$)`;
const parts = (text: string, word: string): string[] =>
  text.split(new RegExp(String.raw`\s+${word}\s+${outsideQuotes}`, 'i'));

const comparison = /^\(?\s*([\w/]+)\s+(eq|ne|ge|le|gt|lt)\s+(?:'((?:[^']|'')*)'|([^\s()']+))\s*\)?$/i;
const substring = /^substringof\(\s*'((?:[^']|'')*)'\s*,\s*(\w+)\s*\)$/i;
const start = /^startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)$/i;

const plain = (text: string): string => text.replaceAll("''", "'");

function parseComparison(text: string): Comparison | undefined {
  const [, inside, within] = substring.exec(text) ?? [];
  if (within !== undefined) return { field: within.toLowerCase(), operator: 'contains', value: plain(inside ?? '') };
  const [, whole, prefix] = start.exec(text) ?? [];
  if (whole !== undefined) return { field: whole.toLowerCase(), operator: 'startswith', value: plain(prefix ?? '') };
  const [, field, operator, quoted, bare] = comparison.exec(text) ?? [];
  if (field === undefined) return undefined;
  return {
    field: field.toLowerCase(),
    operator: operator?.toLowerCase() as Comparison['operator'],
    value: plain(quoted ?? bare ?? ''),
  };
}

/**
 * Reads the `$filter` forms that Resource Manager and the activity log take: comparisons, `substringof`, `startswith`,
 * joined by `and` and `or`. An empty filter is one alternative without comparisons. Undefined: not understood.
 */
export function parseFilter(text: string | undefined): Filter | undefined {
  if (text === undefined || text.trim() === '') return [[]];
  const filter = parts(text.trim(), 'or').map((alternative) =>
    parts(alternative, 'and').map((part) => parseComparison(part.trim())),
  );
  return filter.some((alternative) => alternative.includes(undefined)) ? undefined : (filter as Filter);
}

/** Compares without case, as Resource Manager does with names. Order is that of the text. */
export function holds({ operator, value }: Comparison, actual: string): boolean {
  const [left, right] = [actual.toLowerCase(), value.toLowerCase()];
  switch (operator) {
    case 'eq':
      return left === right;
    case 'ne':
      return left !== right;
    case 'contains':
      return left.includes(right);
    case 'startswith':
      return left.startsWith(right);
    case 'ge':
      return left >= right;
    case 'le':
      return left <= right;
    case 'gt':
      return left > right;
    case 'lt':
      return left < right;
  }
}
