import { idKey, nameOf, parseResourceId } from '#kernel/scope.ts';

const kindOf = (scope: string): string => {
  if (scope === '/') return 'Root';
  if (/\/managementgroups\//i.test(scope)) return 'Management group';
  const parsed = parseResourceId(scope);
  if (parsed?.provider) return 'Resource';
  return parsed?.resourceGroup ? 'Resource group' : 'Subscription';
};

/** Azure's words for where an assignment stands, seen from a scope: `This resource`, `Subscription (Inherited)`. */
export function scopeWords(scope: string, from: string): string {
  if (idKey(scope) === idKey(from)) return 'This resource';
  return `${kindOf(scope)} (Inherited)`;
}

/** `Resource group rg-shop`, for a view that stands at no scope. */
export const scopeTitle = (scope: string): string => (scope === '/' ? 'Root' : `${kindOf(scope)} ${nameOf(scope)}`);

/** Whether it comes from above and is removed there. */
export const isInherited = (scope: string, from: string): boolean => idKey(scope) !== idKey(from);
