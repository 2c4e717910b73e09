import { guidFrom } from '#kernel/ids.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { View } from '#kernel/tables.ts';
import graphRoles from './data/graph-app-roles.json' with { type: 'json' };
import type { AppPrincipalRow, AppRoleAssignmentRow } from './models.ts';
import { microsoftResources, type KnownResource } from './resources.ts';

export const graphAppId = '00000003-0000-0000-c000-000000000000';
/** Assigned to the application as such, where it knows no roles. */
export const defaultRole = '00000000-0000-0000-0000-000000000000';
/** The tenant of Microsoft's own applications. */
const microsoft = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

export interface AppRole {
  id: string;
  value: string;
  displayName: string;
}

/** The roles that an application offers to others. Here only Microsoft Graph has any. */
export const rolesOf = (appId: string): AppRole[] => (appId === graphAppId ? graphRoles : []);

const byValue = new Map(graphRoles.map(({ value, actions }) => [value, actions]));

/** The directory actions that a role of Microsoft Graph stands for. */
export const actionsOf = (role: string): readonly string[] => byValue.get(role) ?? [];

/** The service principals that Microsoft's applications have in every tenant; each tenant's own object ids. */
export function microsoftPrincipals(view: View): AppPrincipalRow[] {
  const tenantId = tenantIdOf(view);
  return microsoftResources.map(({ appId, displayName, names }) => ({
    id: guidFrom(tenantId, 'servicePrincipal', appId),
    appId,
    displayName,
    servicePrincipalType: 'Application',
    accountEnabled: true,
    alternativeNames: [],
    servicePrincipalNames: [appId, ...names],
    appRoleAssignmentRequired: false,
    appOwnerOrganizationId: microsoft,
    createdAt: Date.UTC(2020, 0, 1),
  }));
}

/** A service principal by its object id: the tenant's own, or one of Microsoft's. */
export const principalWith = (view: View, id: string): AppPrincipalRow | undefined =>
  view.get<AppPrincipalRow>('servicePrincipals', id.toLowerCase()) ??
  microsoftPrincipals(view).find((one) => one.id === id.toLowerCase());

export const assignmentsTo = (view: View, principalId: string): AppRoleAssignmentRow[] =>
  view.by<AppRoleAssignmentRow>('appRoleAssignments', 'principal', principalId.toLowerCase());

/** The values of the roles that a principal has on an application, in their order: the claim `roles` of its token. */
export function roleValues(view: View, principalId: string, appId: string): string[] {
  const offered = rolesOf(appId);
  if (!offered.length) return [];
  const resourceId = guidFrom(tenantIdOf(view), 'servicePrincipal', appId);
  const held = assignmentsTo(view, principalId).filter((one) => one.resourceId === resourceId);
  return offered.filter(({ id }) => held.some(({ appRoleId }) => appRoleId === id)).map(({ value }) => value);
}

/** Whether the application gives tokens only to those that are assigned to it, and this one is not. */
export const needsAssignment = (view: View, { principal }: KnownResource, principalId: string): boolean =>
  principal?.appRoleAssignmentRequired === true &&
  !assignmentsTo(view, principalId).some(({ resourceId }) => resourceId === principal.id);
