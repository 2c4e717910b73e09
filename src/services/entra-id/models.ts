import type { GroupMemberRow, GroupRow, ServicePrincipalRow, UserRow } from '#kernel/rows.ts';

/**
 * Tables of the directory and their keys: users, groups, servicePrincipals (object id) · groupMembers, groupOwners
 * (`groupId memberId`) · directoryRoles (`principalId role`) · sessions (refresh token) · tokens (reference) ·
 * managedIdentityTokens (`principalId host resource`).
 */
export interface User extends UserRow {
  givenName?: string;
  surname?: string;
  mailNickname?: string;
}

export interface GroupOwnerRow {
  groupId: string;
  ownerId: string;
}

/** A directory role (not an Azure role) that a principal holds over the whole tenant. */
export interface DirectoryRoleRow {
  principalId: string;
  /** Name of a built-in role: `User Administrator`. */
  role: string;
}

/** A sign-in: what a refresh token stands for. */
export interface SessionRow {
  userId: string;
}

/** The token that the platform keeps for an identity on a host, one per resource. */
export interface CachedTokenRow {
  ref: string;
  clientId: string;
  /** Epoch seconds. */
  expiresOn: number;
}

export const linkKey = (groupId: string, memberId: string): string => `${groupId} ${memberId}`;

export const indexes = {
  users: { upn: (row: User) => [row.userPrincipalName.toLowerCase()] },
  servicePrincipals: { appId: (row: ServicePrincipalRow) => [row.appId] },
  groupMembers: { group: (row: GroupMemberRow) => [row.groupId], member: (row: GroupMemberRow) => [row.memberId] },
  groupOwners: { group: (row: GroupOwnerRow) => [row.groupId], owner: (row: GroupOwnerRow) => [row.ownerId] },
  directoryRoles: { principal: (row: DirectoryRoleRow) => [row.principalId] },
};

export type DirectoryObject =
  | { kind: 'user'; row: User }
  | { kind: 'group'; row: GroupRow }
  | { kind: 'servicePrincipal'; row: ServicePrincipalRow };
