/**
 * Rows that more than one service reads. Everything else a service keeps is its own. Tables and their keys:
 * tenants (tenantId) · subscriptions (subscriptionId) · managementGroups (idKey) · resourceGroups (idKey) ·
 * resources (idKey) · users, groups, servicePrincipals (object id) · groupMembers (`groupId memberId`) ·
 * federatedCredentials (`ownerId name`, the name in lower case).
 */
export interface TenantRow {
  tenantId: string;
  displayName: string;
  /** Verified domain, e.g. `contoso.onmicrosoft.com`. */
  domain: string;
  /** Here nothing takes its time to be known everywhere. */
  propagation?: 'none';
}

export interface SubscriptionRow {
  subscriptionId: string;
  displayName: string;
  tenantId: string;
  state: 'Enabled';
  /** idKey of the management group that holds it. */
  managementGroup?: string;
}

export interface ManagementGroupRow {
  id: string;
  name: string;
  displayName: string;
  /** idKey of the parent; absent at the tenant's root group. */
  parent?: string;
}

export interface ResourceGroupRow {
  id: string;
  name: string;
  location: string;
  tags: Record<string, string>;
  createdAt: number;
}

export type IdentityType = 'SystemAssigned' | 'UserAssigned' | 'SystemAssigned, UserAssigned' | 'None';

/** The identity block of a host as ARM shows it. */
export interface IdentityBlock {
  type: IdentityType;
  principalId?: string;
  tenantId?: string;
  userAssignedIdentities?: Record<string, { principalId?: string; clientId?: string }>;
}

/** Any ARM resource. `id` keeps the spelling that ARM shows; the key is its idKey. */
export interface ArmResource {
  id: string;
  name: string;
  type: string;
  location: string;
  tags?: Record<string, string>;
  kind?: string;
  sku?: Record<string, unknown>;
  identity?: IdentityBlock;
  properties: Record<string, unknown>;
  createdAt: number;
  changedAt: number;
}

export interface UserRow {
  id: string;
  displayName: string;
  userPrincipalName: string;
  accountEnabled: boolean;
  mail?: string;
  jobTitle?: string;
  createdAt: number;
}

export interface GroupRow {
  id: string;
  displayName: string;
  description?: string;
  mailNickname: string;
  securityEnabled: boolean;
  createdAt: number;
}

export interface GroupMemberRow {
  groupId: string;
  memberId: string;
}

export interface ServicePrincipalRow {
  id: string;
  appId: string;
  displayName: string;
  servicePrincipalType: 'ManagedIdentity' | 'Application';
  accountEnabled: boolean;
  /** Managed identities: `isExplicit=…` and the ARM id; order is not contractual. */
  alternativeNames: string[];
  servicePrincipalNames: string[];
  appRoleAssignmentRequired: boolean;
  createdAt: number;
}

/** Whom an application or a user-assigned identity trusts to speak for it: an issuer, a subject and an audience. */
export interface FederatedCredentialRow {
  id: string;
  /** Object id of the application, or of the service principal of the identity. */
  ownerId: string;
  name: string;
  issuer: string;
  subject: string;
  audiences: string[];
  description?: string;
  /** From when on the token endpoint knows it in this form. */
  effectiveAt: number;
}
