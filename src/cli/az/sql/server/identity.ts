import { CliError } from '../../errors.ts';
import { isObject, member, type Json, type JsonObject } from '../../json.ts';

export interface WantedIdentity {
  assignIdentity: boolean;
  /** `--identity-type`: None, SystemAssigned, UserAssigned or `SystemAssigned,UserAssigned`. */
  identityType: string | undefined;
  userAssignedIdentityId: string[] | undefined;
}

const NEEDS_IDS: Record<string, string> = {
  'SystemAssigned,UserAssigned':
    '"The list of user assigned identity ids needs to be passed if theIdentityType is UserAssigned or SystemAssignedUserAssigned.',
  UserAssigned:
    '"The list of user assigned identity ids needs to be passed if the IdentityType is UserAssigned or SystemAssignedUserAssigned.',
};

/**
 * The identity that a server is to have, or undefined where nothing is said of it. As in the real az, a type without
 * `--assign-identity` is passed over, and ids given for a server that has some already are not sent.
 */
export function wantedIdentity(wanted: WantedIdentity, current: Json | undefined): JsonObject | undefined {
  const { assignIdentity, identityType: type, userAssignedIdentityId: ids } = wanted;
  if (type === 'None') return { type };
  if (!assignIdentity) return isObject(current) ? current : undefined;
  if (type === undefined || type === 'SystemAssigned') return { type: 'SystemAssigned' };
  if (ids === undefined) throw new CliError(NEEDS_IDS[type] ?? '');
  if (isObject(member(current, 'userAssignedIdentities'))) return { type };
  return { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])), type };
}
