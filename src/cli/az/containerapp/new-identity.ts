import type { JsonObject } from '../json.ts';
import { identityIn } from './identity/change.ts';

/** The identity block that a new app begins with; ids go in small letters. */
export function newIdentity(group: string, system: boolean, given: readonly string[]): JsonObject {
  const user = given.map((id) => identityIn(group, id.toLowerCase()));
  if (user.length === 0) return { type: system ? 'SystemAssigned' : 'None', userAssignedIdentities: null };
  const type = system ? 'SystemAssigned, UserAssigned' : 'UserAssigned';
  return { type, userAssignedIdentities: Object.fromEntries(user.map((id) => [id, {}])) };
}
