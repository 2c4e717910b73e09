import type { IdentityBlock, IdentityType } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';

/** The `identity` that a request asks for. A null takes a user-assigned identity off. */
export interface WantedIdentity {
  type: IdentityType;
  userAssignedIdentities?: Record<string, object | null>;
}

export const hasSystem = (block: IdentityBlock | undefined): boolean => Boolean(block?.type.includes('SystemAssigned'));

/** Resource ids of the user-assigned identities on the host. */
export const userAssigned = (block: IdentityBlock | undefined): string[] =>
  Object.keys(block?.userAssignedIdentities ?? {});

const typeFor = (system: boolean, users: number): IdentityType => {
  if (system) return users ? 'SystemAssigned, UserAssigned' : 'SystemAssigned';
  return users ? 'UserAssigned' : 'None';
};

/** A PATCH leaves what it does not mention: so only what changes is named, and nothing else needs a permission. */
const wanted = (system: boolean, users: number, change: [id: string, value: object | null][] = []): WantedIdentity => ({
  type: typeFor(system, users),
  ...(change.length && { userAssignedIdentities: Object.fromEntries(change) }),
});

/** The block with the system-assigned identity switched on or off; the others stay. */
export const withSystem = (block: IdentityBlock | undefined, on: boolean): WantedIdentity =>
  wanted(on, userAssigned(block).length);

export const withUsers = (block: IdentityBlock | undefined, ids: string[]): WantedIdentity => {
  const have = userAssigned(block);
  const more = ids.filter((id) => !have.some((one) => idKey(one) === idKey(id)));
  return wanted(
    hasSystem(block),
    have.length + more.length,
    more.map((id) => [id, {}]),
  );
};

export const withoutUser = (block: IdentityBlock | undefined, id: string): WantedIdentity => {
  const keep = userAssigned(block).filter((one) => idKey(one) !== idKey(id));
  return wanted(hasSystem(block), keep.length, [[id, null]]);
};
