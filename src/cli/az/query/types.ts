import { CliError } from '../errors.ts';
import type { Json } from '../json.ts';
import { repr } from '../python-text.ts';

/** Where az sends a reader whose query is wrong. */
export const QUERY_REFERENCE =
  "To learn more about --query, please visit: 'https://learn.microsoft.com/cli/azure/query-azure-cli'";

export type TypeName = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

/** JMESPath's word for the type of a value. */
export function typeName(value: Json): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'boolean' | 'number' | 'object' | 'string';
}

const PYTHON: Record<TypeName, string> = {
  array: 'list',
  boolean: 'bool',
  null: 'NoneType',
  number: 'int',
  object: 'dict',
  string: 'str',
};

/** Python's word for the type of a value. */
export function pythonTypeName(value: Json): string {
  return typeof value === 'number' && !Number.isInteger(value) ? 'float' : PYTHON[typeName(value)];
}

/** az's error for a query that parses but cannot be evaluated. */
export function queryError(says: string): CliError {
  return new CliError(`Invalid jmespath query supplied for \`--query\`: ${says}`, { hints: [QUERY_REFERENCE] });
}

/** The error of jmespath.py for an argument of the wrong type. */
export function typeError(name: string, value: Json, received: string, expected: readonly string[]): CliError {
  const allowed = `[${expected.map((word) => `'${word}'`).join(', ')}]`;
  return queryError(
    `In function ${name}(), invalid type for value: ${repr(value)}, expected one of: ${allowed}, received: "${received}"`,
  );
}
