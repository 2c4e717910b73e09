import type { FormField } from '#kernel/blade.ts';

/** Regions that the form offers; Azure has many more. */
export const locations = ['eastus', 'northeurope', 'swedencentral', 'westeurope', 'westus2'];

/** Puts values where their names stand in braces, in texts and in whatever holds texts. */
export function filled<T>(pattern: T, values: Record<string, string>): T {
  if (typeof pattern === 'string') {
    return pattern.replace(/\{(\w+)\}/g, (all, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? all) : all,
    ) as T;
  }
  if (Array.isArray(pattern)) return pattern.map((one: unknown) => filled(one, values)) as T;
  if (typeof pattern === 'object' && pattern !== null) {
    return Object.fromEntries(Object.entries(pattern).map(([name, one]) => [name, filled<unknown>(one, values)])) as T;
  }
  return pattern;
}

/** What is wrong with the value of a field, or undefined. */
export function faultIn(field: FormField, values: Record<string, string>): string | undefined {
  const value = values[field.name] ?? '';
  if (value === '') return 'The value must not be empty.';
  if (field.pattern && !new RegExp(`^(?:${field.pattern})$`).test(value))
    return field.rule ?? 'This value is not valid.';
  return undefined;
}
