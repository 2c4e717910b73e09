import type { Refusal } from '#kernel/result.ts';
import type { IdentityBlock, IdentityType } from '#kernel/rows.ts';
import { idKey, typeOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import * as errors from './errors.ts';
import { identities, identityType, type IdentityResource } from './models.ts';

/** The identity block that a request asks for; null beside an id takes that identity off. */
export interface WantedBlock {
  type?: string | undefined;
  userAssignedIdentities?: Record<string, unknown> | null | undefined;
}

export interface BlockRequest {
  hostId: string;
  /** Region of the host. */
  location: string;
  current?: IdentityBlock | undefined;
  wanted: WantedBlock;
  /** `replace` names the whole set (PUT); `merge` leaves alone what it does not name (PATCH). */
  mode: 'replace' | 'merge';
}

export interface BlockPlan {
  type: IdentityType;
  system: boolean;
  /** What the host shall point at, in Azure's spelling of the ids. */
  userAssigned: Record<string, { principalId?: string; clientId?: string }>;
}

const words: Record<string, ('system' | 'user')[]> = {
  none: [],
  systemassigned: ['system'],
  userassigned: ['user'],
  'systemassigned,userassigned': ['system', 'user'],
  // az appconfig identity assign writes the two in any order.
  'userassigned,systemassigned': ['system', 'user'],
};

const typeFor = (system: boolean, user: boolean): IdentityType =>
  system && user ? 'SystemAssigned, UserAssigned' : system ? 'SystemAssigned' : user ? 'UserAssigned' : 'None';

/** Whether an identity that is kept for some kinds of resource serves this one. */
function servesType({ properties }: IdentityResource, hostId: string): boolean {
  const providers = properties.assignmentRestrictions?.providers ?? [];
  const type = typeOf(hostId)?.toLowerCase() ?? '';
  return (
    !providers.length || providers.some((one) => type === one.toLowerCase() || type.startsWith(`${one.toLowerCase()}/`))
  );
}

/** Whether a host may point at the identity: there must be one, and it may serve its own region or some types only. */
function usable(view: View, request: BlockRequest, id: string): { identity: IdentityResource } | { refusal: Refusal } {
  if (typeOf(id)?.toLowerCase() !== identityType.toLowerCase()) return { refusal: errors.invalidId(id) };
  const identity = identities.find(view, id);
  if (!identity) return { refusal: errors.identityMissing(request.hostId, id) };
  const regional = identity.properties.isolationScope === 'Regional';
  if (regional && identity.location !== request.location)
    return { refusal: errors.wrongRegion(request.hostId, id, identity.location) };
  if (!servesType(identity, request.hostId)) return { refusal: errors.wrongType(request.hostId, id) };
  return { identity };
}

/**
 * What the identity block of a host becomes, or why not. An identity that the host already points at keeps its entry:
 * one that was deleted and made again under the same name is another identity, and must be taken off and put on again.
 * Source: "Managed identities FAQ"; refusals of the identity operation as quoted by its users.
 */
export function planBlock(view: View, request: BlockRequest): { plan: BlockPlan } | { refusal: Refusal } {
  const { wanted, current, mode } = request;
  if (!wanted.type) return { refusal: errors.typeMissing() };
  const asked = wanted.type.toLowerCase().replaceAll(' ', '');
  const kinds = Object.hasOwn(words, asked) ? words[asked] : undefined;
  if (!kinds) return { refusal: errors.typeUnknown(wanted.type) };
  const named = Object.entries(wanted.userAssignedIdentities ?? {});
  const added = named.filter(([, value]) => value !== null).map(([id]) => id);
  if (!kinds.includes('user')) {
    if (added.length) return { refusal: errors.idsNotAllowed(typeFor(kinds.includes('system'), false)) };
    const system = kinds.includes('system');
    return { plan: { type: typeFor(system, false), system, userAssigned: {} } };
  }
  const held = new Map(
    Object.entries(current?.userAssignedIdentities ?? {}).map(([id, entry]) => [idKey(id), { id, entry }]),
  );
  const kept = new Map(mode === 'merge' ? held : []);
  for (const [id, value] of named) if (value === null) kept.delete(idKey(id));
  for (const id of added) {
    const found = usable(view, request, id);
    if ('refusal' in found) return found;
    const { principalId, clientId } = found.identity.properties;
    kept.set(idKey(id), held.get(idKey(id)) ?? { id: found.identity.id, entry: { principalId, clientId } });
  }
  if (kept.size === 0 && !named.some(([, value]) => value === null)) return { refusal: errors.idsMissing() };
  const system = kinds.includes('system');
  const sorted = [...kept.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const userAssigned = Object.fromEntries(sorted.map(([, { id, entry }]) => [id, entry]));
  return { plan: { type: typeFor(system, kept.size > 0), system, userAssigned } };
}
