import { builtInRoles } from '#services/authorization/builtin-roles.ts';

/** The GUID of a built-in role by its name. */
export function roleNamed(name: string): string {
  const role = builtInRoles.find(({ roleName }) => roleName === name);
  if (!role) throw new Error(`no built-in role '${name}'`);
  return role.id;
}
