import type { FederatedCredentialRow, GroupMemberRow, GroupRow, ServicePrincipalRow, UserRow } from '#kernel/rows.ts';
import type { Change } from '#kernel/tables.ts';

/**
 * Tables of the directory and their keys: users, groups, servicePrincipals (object id) · groupMembers, groupOwners
 * (`groupId memberId`) · directoryRoles (`principalId role`) · sessions (refresh token) · tokens (reference) ·
 * managedIdentityTokens (`principalId host resource`) · applications (object id) · applicationOwners (`objectId ownerId`, of
 * applications and their service principals) · deletedItems (object id) ·
 * assertions (reference) · replications (object id).
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
  /** When its first token was issued. */
  firstTokenAt?: number;
}

/** The token that the platform keeps for an identity on a host, one per resource. */
export interface CachedTokenRow {
  ref: string;
  clientId: string;
  /** Epoch seconds. */
  expiresOn: number;
}

/** A client secret. The text itself is shown once, when it is made, and not kept. */
export interface PasswordRow {
  keyId: string;
  displayName: string | null;
  /** The first three letters of the secret. */
  hint: string;
  startsAt: number;
  endsAt: number;
  /** SHA-256 of the secret. */
  hash: string;
}

/** An app registration. Its service principal is another object, which Azure roles are assigned to. */
export interface ApplicationRow {
  id: string;
  appId: string;
  displayName: string;
  signInAudience: string;
  identifierUris: string[];
  passwords: PasswordRow[];
  certificates?: CertificateRow[];
  createdAt: number;
}

/** A certificate of which the application holds the private key; the directory knows the public one. Times are virtual ms. */
export interface CertificateRow {
  keyId: string;
  displayName: string;
  der: string;
  thumbprint: string;
  thumbprintSha256: string;
  publicKey?: { n: string; e: string };
  startsAt: number;
  endsAt: number;
}

/** A role that a principal has on an application: an app role of Microsoft Graph, or the bare assignment. */
export interface AppRoleAssignmentRow {
  id: string;
  appRoleId: string;
  principalId: string;
  principalDisplayName: string;
  resourceId: string;
  resourceDisplayName: string;
  createdAt: number;
}

/** The service principal of an application says which tenant the application is from. */
export interface AppPrincipalRow extends ServicePrincipalRow {
  appOwnerOrganizationId?: string;
  /** Secrets of the principal itself, beside those of its application. */
  passwords?: PasswordRow[];
}

export interface ApplicationOwnerRow {
  objectId: string;
  ownerId: string;
}

/** A token of an issuer other than Entra ID, known by a reference as Entra's own are. Times are epoch seconds. */
export interface AssertionRow {
  ref: string;
  claims: { iss: string; sub: string; aud: string; iat: number; nbf: number; exp: number; [claim: string]: unknown };
}

/** From when on other services find a new object of the directory. */
export interface ReplicationRow {
  at: number;
}

/** Tables whose rows are kept for a while after their deletion. */
export type DeletedTable = 'users' | 'applications' | 'servicePrincipals';

export interface DeletedItemRow {
  id: string;
  table: DeletedTable;
  row: User | ApplicationRow | AppPrincipalRow;
  /** Links to other objects that come back with it: table, key and row. */
  links: Change[];
  deletedAt: number;
}

export const linkKey = (groupId: string, memberId: string): string => `${groupId} ${memberId}`;

export const indexes = {
  users: { upn: (row: User) => [row.userPrincipalName.toLowerCase()] },
  servicePrincipals: { appId: (row: ServicePrincipalRow) => [row.appId] },
  groupMembers: { group: (row: GroupMemberRow) => [row.groupId], member: (row: GroupMemberRow) => [row.memberId] },
  groupOwners: { group: (row: GroupOwnerRow) => [row.groupId], owner: (row: GroupOwnerRow) => [row.ownerId] },
  applications: { appId: (row: ApplicationRow) => [row.appId] },
  applicationOwners: {
    object: (row: ApplicationOwnerRow) => [row.objectId],
    owner: (row: ApplicationOwnerRow) => [row.ownerId],
  },
  federatedCredentials: { owner: (row: FederatedCredentialRow) => [row.ownerId] },
  appRoleAssignments: {
    principal: (row: AppRoleAssignmentRow) => [row.principalId],
    resource: (row: AppRoleAssignmentRow) => [row.resourceId],
  },
  directoryRoles: { principal: (row: DirectoryRoleRow) => [row.principalId] },
};

export type DirectoryObject =
  | { kind: 'user'; row: User }
  | { kind: 'group'; row: GroupRow }
  | { kind: 'servicePrincipal'; row: ServicePrincipalRow };
