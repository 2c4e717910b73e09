import { nameOf, typeOf } from '#kernel/scope.ts';
import type { Principal } from '../../api/graph.ts';
import { bladeOf } from '../../blades.ts';
import { kindWords } from './kind-words.ts';

const userAssigned = 'microsoft.managedidentity/userassignedidentities';

/** Which kind of managed identity, and whose: several may bear one name. */
export function identityWords({ resourceId, displayName }: Pick<Principal, 'resourceId' | 'displayName'>): string {
  const type = resourceId && typeOf(resourceId);
  if (!type || !resourceId) return 'Managed identity';
  if (type.toLowerCase() === userAssigned) return 'User-assigned managed identity';
  const name = nameOf(resourceId);
  return `System-assigned, ${bladeOf(type).typeName}${name === displayName ? '' : ` ${name}`}`;
}

/** What tells a principal from others in a list to choose from. */
export const memberWords = (one: Principal): string =>
  one.managedIdentity ? identityWords(one) : [kindWords(one), one.detail].filter(Boolean).join(' · ');
