import type { Az } from '../../context.ts';
import { isValidScope } from '../../resource-id.ts';

/** The id of an environment given by id, or by name in the group. */
export async function environmentId(az: Az, resourceGroup: string, given: string): Promise<string> {
  if (isValidScope(given)) return given;
  return `${await az.group(resourceGroup)}/providers/Microsoft.App/managedEnvironments/${given}`;
}
