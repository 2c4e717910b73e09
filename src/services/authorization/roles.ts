import type { View } from '#kernel/tables.ts';
import { builtInRole, builtInRoles } from './builtin-roles.ts';
import { CompiledRole } from './compiled-role.ts';
import { tables, type RoleDefinition } from './models.ts';

/** The role with this GUID (lower case): built-in or custom, or undefined. */
export const roleWith = (view: View, id: string): RoleDefinition | undefined =>
  builtInRole(id) ?? view.get<RoleDefinition>(tables.roleDefinitions, id);

export const customRoles = (view: View): RoleDefinition[] => view.all<RoleDefinition>(tables.roleDefinitions);

export const allRoles = (view: View): RoleDefinition[] => [...builtInRoles, ...customRoles(view)];

/** Rows are replaced, never changed, so what was compiled for a row stays true of it. */
const compiled = new WeakMap<RoleDefinition, CompiledRole>();

export function compiledRole(view: View, id: string): CompiledRole | undefined {
  const definition = roleWith(view, id);
  if (!definition) return undefined;
  let role = compiled.get(definition);
  if (!role) compiled.set(definition, (role = new CompiledRole(definition)));
  return role;
}

/** The GUID at the end of a role definition id of any scope, lower case; undefined when it is not such an id. */
export const roleIdIn = (roleDefinitionId: string): string | undefined =>
  /^(?:\/.*)?\/providers\/microsoft\.authorization\/roledefinitions\/([0-9a-f-]{36})\/?$/i
    .exec(roleDefinitionId)?.[1]
    ?.toLowerCase();
