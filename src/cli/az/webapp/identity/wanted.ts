import { CliError } from '../../errors.ts';
import { isObject, member, text, type Json, type JsonObject } from '../../json.ts';

const SYSTEM = '[system]';

export interface Wanted {
  system: boolean;
  user: string[];
}

/** What `--identities` names; nothing, or `[system]`, means the system-assigned identity. */
export function wantedIdentities(identities: readonly string[] | undefined): Wanted {
  const given = identities ?? [];
  return { system: given.length === 0 || given.includes(SYSTEM), user: given.filter((id) => id !== SYSTEM) };
}

function currentUser(identity: Json | undefined): JsonObject {
  const assigned = member(identity, 'userAssignedIdentities');
  return isObject(assigned) ? assigned : {};
}

function typeOf(identity: Json | undefined): string {
  return text(identity, 'type') || 'None';
}

const BOTH = 'SystemAssigned, UserAssigned';

function isBoth(type: string): boolean {
  return type.includes('SystemAssigned') && type.includes('UserAssigned');
}

/** The identity member of the PUT that adds identities to a site. */
export function withIdentities(identity: Json | undefined, { system, user }: Wanted): JsonObject {
  const current = typeOf(identity);
  const hasUser = user.length > 0;
  const both =
    isBoth(current) ||
    (current === 'SystemAssigned' && hasUser) ||
    (current === 'UserAssigned' && system) ||
    (hasUser && system);
  const type = both ? BOTH : hasUser ? 'UserAssigned' : 'SystemAssigned';
  const kept = Object.fromEntries(Object.keys(currentUser(identity)).map((id) => [id, {}]));
  const all = { ...kept, ...Object.fromEntries(user.map((id) => [id, {}])) };
  return Object.keys(all).length > 0 ? { type, userAssignedIdentities: all } : { type };
}

/** The identity member of the PUT that takes identities away. Throws when one of them is not there. */
export function withoutIdentities(identity: Json | undefined, { system, user }: Wanted, app: string): JsonObject {
  const existing = Object.keys(currentUser(identity)).map((id) => id.toLowerCase());
  const leaving = new Set(user.map((id) => id.toLowerCase()));
  const strangers = [...leaving].filter((id) => !existing.includes(id));
  if (strangers.length > 0)
    throw new CliError(`'${strangers.join(',')}' are not associated with '${app}'`, { exit: 3 });
  const staying = existing.filter((id) => !leaving.has(id));
  let type = typeOf(identity);
  if (leaving.size > 0 && staying.length === 0)
    type = isBoth(type) ? 'SystemAssigned' : type === 'UserAssigned' ? 'None' : type;
  if (system) type = type === 'SystemAssigned' || type === 'None' ? 'None' : 'UserAssigned';
  if (type === 'None' || type === 'SystemAssigned') return { type };
  return { type, userAssignedIdentities: Object.fromEntries(staying.map((id) => [id, {}])) };
}
