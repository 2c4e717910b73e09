import * as z from 'zod/mini';

/** Tables of this service: roleDefinitions (guid) · roleAssignments, denyAssignments (idKey) · revokedAssignments. */
export const tables = {
  roleDefinitions: 'roleDefinitions',
  roleAssignments: 'roleAssignments',
  revokedAssignments: 'revokedAssignments',
  denyAssignments: 'denyAssignments',
} as const;

/** One permission block of a role: what remains of actions after notActions, and the same for data. */
export interface RolePermission {
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
  condition: string | null;
  conditionVersion: string | null;
}

/** A built-in or custom role. Times are virtual milliseconds; built-in roles carry none. */
export interface RoleDefinition {
  /** The GUID, lower case. */
  id: string;
  roleName: string;
  roleType: 'BuiltInRole' | 'CustomRole';
  description: string;
  assignableScopes: string[];
  permissions: RolePermission[];
  createdAt?: number;
  updatedAt?: number;
  createdBy?: string;
  updatedBy?: string;
}

export const principalTypes = ['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device'] as const;
export type PrincipalType = (typeof principalTypes)[number];

/** The targets that learn of a role assignment at their own pace. */
export const targetServices = ['arm', 'key-vault', 'storage', 'service-bus', 'other'] as const;
export type TargetService = (typeof targetServices)[number];

export interface RoleAssignment {
  /** As ARM shows it: `{scope}/providers/Microsoft.Authorization/roleAssignments/{guid}`. */
  id: string;
  name: string;
  /** As ARM shows it; `/` for the root. */
  scope: string;
  /** GUID of the role, lower case. */
  roleId: string;
  principalId: string;
  principalType: PrincipalType;
  condition: string | null;
  conditionVersion: string | null;
  description: string | null;
  delegatedManagedIdentityResourceId: string | null;
  createdAt: number;
  updatedAt: number;
  createdBy: string;
  updatedBy: string;
  /** From when each target knows of it: virtual time, ms. */
  effectiveAt: Record<TargetService, number>;
}

/** A removed assignment that some targets still honour. */
export interface RevokedAssignment extends RoleAssignment {
  revokedAt: number;
  effectiveUntil: Record<TargetService, number>;
}

export interface DenyPrincipal {
  id: string;
  type: string;
}

export interface DenyAssignment {
  id: string;
  name: string;
  denyAssignmentName: string;
  description: string | null;
  scope: string;
  permissions: RolePermission[];
  principals: DenyPrincipal[];
  excludePrincipals: DenyPrincipal[];
  doNotApplyToChildScopes: boolean;
  isSystemProtected: boolean;
  createdAt: number;
  updatedAt: number;
  createdBy: string;
  updatedBy: string;
}

/** All Principals: everyone, in a deny assignment. */
export const allPrincipals = '00000000-0000-0000-0000-000000000000';

const strings = z.nullish(z.array(z.string()));

const PermissionBody = z.object({
  actions: strings,
  notActions: strings,
  dataActions: strings,
  notDataActions: strings,
  condition: z.nullish(z.string()),
  conditionVersion: z.nullish(z.string()),
});
export type PermissionBody = z.infer<typeof PermissionBody>;

export const RoleAssignmentBody = z.object({
  properties: z.object({
    roleDefinitionId: z.string(),
    principalId: z.string(),
    principalType: z.nullish(z.enum(principalTypes)),
    description: z.nullish(z.string()),
    condition: z.nullish(z.string()),
    conditionVersion: z.nullish(z.string()),
    delegatedManagedIdentityResourceId: z.nullish(z.string()),
  }),
});
export type RoleAssignmentBody = z.infer<typeof RoleAssignmentBody>;

export const RoleDefinitionBody = z.object({
  properties: z.object({
    roleName: z.string().check(z.minLength(1)),
    description: z.nullish(z.string()),
    type: z.nullish(z.string()),
    permissions: z.array(PermissionBody).check(z.minLength(1)),
    assignableScopes: z.array(z.string()).check(z.minLength(1)),
  }),
});
export type RoleDefinitionBody = z.infer<typeof RoleDefinitionBody>;

const DenyPrincipalBody = z.object({ id: z.string(), type: z.nullish(z.string()) });

export const DenyAssignmentBody = z.object({
  properties: z.object({
    denyAssignmentName: z.string().check(z.minLength(1)),
    description: z.nullish(z.string()),
    permissions: z.array(PermissionBody).check(z.minLength(1)),
    principals: z.array(DenyPrincipalBody).check(z.minLength(1)),
    excludePrincipals: z.nullish(z.array(DenyPrincipalBody)),
    doNotApplyToChildScopes: z.nullish(z.boolean()),
    isSystemProtected: z.nullish(z.boolean()),
  }),
});
export type DenyAssignmentBody = z.infer<typeof DenyAssignmentBody>;

/** A permission block from a request, with nothing left out. */
export const permissionFrom = (body: PermissionBody): RolePermission => ({
  actions: body.actions ?? [],
  notActions: body.notActions ?? [],
  dataActions: body.dataActions ?? [],
  notDataActions: body.notDataActions ?? [],
  condition: body.condition ?? null,
  conditionVersion: body.conditionVersion ?? null,
});
