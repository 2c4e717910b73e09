import { ArmType } from '#kernel/arm-type.ts';
import type { ArmResource } from '#kernel/rows.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';

export const identityType = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** Where an identity stands in its life; table `identityLives`, key idKey of the identity's resource or of its host. */
export interface IdentityLifeRow {
  /** The identity's own resource id, or that of the host of a system-assigned one. */
  id: string;
  kind: 'system' | 'user';
  state: string;
  /** Of the service principal, while there is one. */
  principalId?: string;
  clientId?: string;
  location: string;
}

export interface IdentityProperties {
  tenantId: string;
  principalId: string;
  clientId: string;
  isolationScope?: 'None' | 'Regional';
  /** Resource providers, or their types, whose resources may use it; none named means all. */
  assignmentRestrictions?: { providers?: string[] | undefined };
  [name: string]: unknown;
}

export type IdentityResource = ArmResource & { properties: IdentityProperties };

export const identityId = (subscriptionId: string, group: string, name: string): string =>
  // The provider writes `resourcegroups` in lower case, whatever the request said.
  `/subscriptions/${subscriptionId}/resourcegroups/${group}/providers/${identityType}/${name}`;

export const identities = new ArmType<IdentityResource>(identityType);

export const lifeOf = (view: View, id: string): IdentityLifeRow | undefined =>
  view.get<IdentityLifeRow>('identityLives', idKey(id));

/** From this version on the answer says where the identity may be used. */
const isolationSince = '2024-11-30';
/** From this one on, to what kinds of resource. */
const restrictionsSince = '2025-05-31-preview';

/** The resource as the provider shows it in the asked version. */
export function shown(row: IdentityResource, apiVersion: string): Record<string, unknown> {
  const { tenantId, principalId, clientId, isolationScope, assignmentRestrictions } = row.properties;
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    location: row.location,
    tags: row.tags ?? {},
    properties: {
      ...(apiVersion >= isolationSince && { isolationScope: isolationScope ?? 'None' }),
      ...(apiVersion >= restrictionsSince && assignmentRestrictions && { assignmentRestrictions }),
      tenantId,
      principalId,
      clientId,
    },
  };
}
