/** One clause of a `$filter`: a call such as `atScope()` or a comparison such as `principalId eq '…'`. Names lower case. */
export interface Clause {
  name: string;
  value?: string;
}

const clause = /^\s*(?:(\w+)\(\s*(?:'((?:[^']|'')*)'|([^)']*))?\s*\)|(\w+)\s+eq\s+(?:'((?:[^']|'')*)'|(\S+)))\s*$/i;

/**
 * Reads the `$filter` forms of Azure RBAC: clauses joined by `and`. Returns undefined when the text is none of them.
 * An absent or empty filter has no clauses.
 */
export function parseFilter(text: string | undefined): Clause[] | undefined {
  if (text === undefined || text.trim() === '') return [];
  const clauses: Clause[] = [];
  for (const part of text.split(/\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)/i)) {
    const found = clause.exec(part);
    if (!found) return undefined;
    const [, call, quotedArgument, argument, field, quoted, plain] = found;
    const value = call === undefined ? (quoted ?? plain) : (quotedArgument ?? argument?.trim());
    clauses.push({
      name: (call ?? field ?? '').toLowerCase(),
      ...(value !== undefined && value !== '' && { value: value.replaceAll("''", "'") }),
    });
  }
  return clauses;
}
