import type { Api } from './api.ts';
import { at, listOf, versions } from './arm.ts';

export interface RolePermissions {
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
  condition?: string | null;
}

export interface RoleDefinition {
  id: string;
  /** The GUID. */
  name: string;
  properties: { roleName: string; type: string; description?: string; permissions: RolePermissions[] };
}

export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal';

export interface RoleAssignment {
  id: string;
  name: string;
  properties: {
    roleDefinitionId: string;
    principalId: string;
    principalType?: string;
    scope: string;
    createdOn?: string;
    condition?: string | null;
  };
}

export interface DenyAssignment {
  id: string;
  name: string;
  properties: {
    denyAssignmentName: string;
    scope: string;
    permissions: RolePermissions[];
    principals: { id: string; type?: string }[];
    excludePrincipals?: { id: string; type?: string }[];
    isSystemProtected?: boolean;
  };
}

const provider = '/providers/Microsoft.Authorization';

/** Assignments at a scope and above it. */
export const assignmentsAt = (api: Api, scope: string) =>
  listOf<RoleAssignment>(
    api,
    at(`${scope}${provider}/roleAssignments`, versions.authorization, { $filter: 'atScope()' }),
  );

/** Assignments of a principal in the subscription and below, wherever they are. */
export const assignmentsOf = (api: Api, subscriptionId: string, principalId: string) =>
  listOf<RoleAssignment>(
    api,
    at(`/subscriptions/${subscriptionId}${provider}/roleAssignments`, versions.authorization, {
      $filter: `principalId eq '${principalId}'`,
    }),
  );

/** Every role that can be assigned at a scope, built-in and custom. */
export const roleDefinitions = (api: Api, scope: string) =>
  listOf<RoleDefinition>(api, at(`${scope}${provider}/roleDefinitions`, versions.authorization));

/** One role, asked for at a scope that the person may read. */
export const roleById = (api: Api, scope: string, guid: string) =>
  api.look<RoleDefinition>('arm', at(`${scope}${provider}/roleDefinitions/${guid}`, versions.authorization));

export const denyAssignmentsAt = (api: Api, scope: string) =>
  listOf<DenyAssignment>(
    api,
    at(`${scope}${provider}/denyAssignments`, versions.authorization, { $filter: 'atScope()' }),
  );

/** The request that assigns a role. `name` is a new GUID: the name of the assignment. */
export const assignRole = (
  scope: string,
  name: string,
  role: RoleDefinition,
  member: { id: string; type: PrincipalType },
) => ({
  method: 'PUT',
  path: at(`${scope}${provider}/roleAssignments/${name}`, versions.authorization),
  body: { properties: { roleDefinitionId: role.id, principalId: member.id, principalType: member.type } },
});

export const removeAssignment = ({ id }: RoleAssignment) => ({
  method: 'DELETE',
  path: at(id, versions.authorization),
});

/** The GUID at the end of a role definition's id, which is spelled with and without a scope. */
export const roleGuid = (roleDefinitionId: string): string =>
  roleDefinitionId.slice(roleDefinitionId.lastIndexOf('/') + 1).toLowerCase();

/** A new random GUID, also where the page has no secure context. */
export function newGuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
