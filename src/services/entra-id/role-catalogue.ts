import { guidFrom } from '#kernel/ids.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import type { View } from '#kernel/tables.ts';
import data from './data/directory-roles.json' with { type: 'json' };
import type { Shape } from './graph-filter.ts';
import type { DirectoryRoleRow } from './models.ts';

/** A built-in directory role: not an Azure role, and of no weight there. */
export interface DirectoryRole {
  name: string;
  templateId: string;
  /** What it allows of the actions that are simulated. */
  actions: readonly string[];
}

export const directoryRoles: readonly DirectoryRole[] = Object.entries(data.roles).map(([name, role]) => ({
  name,
  ...role,
}));

/** A built-in role by its template id, which is also the id of its definition. */
export const roleWithTemplate = (templateId: string): DirectoryRole | undefined =>
  directoryRoles.find((role) => role.templateId === templateId.toLowerCase());

/** The older address knows a role by an id that each tenant gives it. */
export const activatedId = (view: View, { templateId }: DirectoryRole): string =>
  guidFrom(tenantIdOf(view), 'directoryRole', templateId);

/** The sixteen bytes of a GUID as Windows keeps them: its first three parts back to front. */
function bytesOf(guid: string): string {
  const [a = '', b = '', c = '', ...rest] = guid.split('-');
  const back = (hex: string): string => (hex.match(/../g) ?? []).reverse().join('');
  const hex = [back(a), back(b), back(c), ...rest].join('');
  return String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16)));
}

/**
 * The id of a role assignment over the whole directory: role and principal in base64, as the examples in "Create
 * unifiedRoleAssignment" (Microsoft Graph) decode.
 */
export const assignmentId = (templateId: string, principalId: string): string =>
  `${btoa(bytesOf(templateId) + bytesOf(principalId))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')}-1`;

/** Who holds the role. */
export const holdersOf = (view: View, { name }: DirectoryRole): DirectoryRoleRow[] =>
  view.all<DirectoryRoleRow>('directoryRoles').filter(({ role }) => role === name);

/** Whether the older address shows the role: once it was activated, or is held. */
export const isActivated = (view: View, role: DirectoryRole): boolean =>
  view.get('activatedRoles', role.templateId) !== undefined || holdersOf(view, role).length > 0;

/** A role as the older address shows it. */
export const activatedShape = (view: View, role: DirectoryRole): Shape => ({
  id: activatedId(view, role),
  deletedDateTime: null,
  description: null,
  displayName: role.name,
  roleTemplateId: role.templateId,
});

/** The directory roles of a principal, as its memberships list them. */
export const rolesHeldBy = (view: View, principalId: string): Shape[] =>
  directoryRoles
    .filter((role) => holdersOf(view, role).some((row) => row.principalId === principalId))
    .map((role) => ({ '@odata.type': '#microsoft.graph.directoryRole', ...activatedShape(view, role) }));
