import type { Refusal } from '#kernel/result.ts';
import { parseFilter, type Shape } from './graph-filter.ts';

export type SignInShape = Shape;

const known = [
  'id',
  'userPrincipalName',
  'userDisplayName',
  'userId',
  'appId',
  'appDisplayName',
  'ipAddress',
  'correlationId',
  'resourceDisplayName',
  'resourceId',
  'servicePrincipalId',
  'servicePrincipalName',
  'signInEventTypes',
  'uniqueTokenIdentifier',
];

/** A filter over sign-ins, and the properties that it names. No filter lets everything through. */
export function pickFilter(
  filter: string | undefined,
): { test: (shape: SignInShape) => boolean; names: string[] } | { refusal: Refusal } {
  if (!filter) return { test: () => true, names: [] };
  const parsed = parseFilter(filter, 'signIn', known);
  if ('refusal' in parsed) return parsed;
  return { ...parsed, names: known.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(filter)) };
}
