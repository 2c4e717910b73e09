import type { Az } from '../../context.ts';
import { text, type JsonObject } from '../../json.ts';
import { isGuid } from '../../resource-id.ts';
import { shapes } from '../../shape.ts';
import { definitionsAt } from '../scopes.ts';

/** Role definitions by role name or GUID, from the first scope that has any. Without a name, all of them. */
export async function searchDefinitions(
  az: Az,
  name: string | undefined,
  scopes: readonly string[],
  customOnly = false,
): Promise<JsonObject[]> {
  for (const scope of scopes) {
    const filter = name !== undefined && !isGuid(name) ? `roleName eq '${name}'` : undefined;
    const found = shapes('RoleDefinition', await definitionsAt(az, scope, filter))
      .filter((item) => name === undefined || text(item, 'name') === name || text(item, 'roleName') === name)
      .filter((item) => !customOnly || text(item, 'roleType') === 'CustomRole');
    if (found.length > 0) return found;
  }
  return [];
}
