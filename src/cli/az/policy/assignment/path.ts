import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';

/** Where an assignment stands: at a scope, at a group, or at the subscription. */
export interface At {
  scope?: string | undefined;
  resourceGroup?: string | undefined;
}

/** The scope in full; a scope and a group together are refused. */
export async function assignmentScope(az: Az, { scope, resourceGroup }: At): Promise<string> {
  if (scope && resourceGroup)
    throw new CliError(`Resource group '${resourceGroup}' is redundant because 'scope' is supplied`);
  if (scope) return `/${scope.replace(/^\//, '').replace(/\/$/, '')}`;
  return resourceGroup ? az.group(resourceGroup) : az.root();
}

/** The address of the assignments at a scope, or of one of them. */
export async function assignmentPath(az: Az, at: At, name?: string): Promise<string> {
  const all = `${await assignmentScope(az, at)}/providers/Microsoft.Authorization/policyAssignments`;
  return `${all}${name === undefined ? '' : `/${name}`}?api-version=2021-06-01`;
}
