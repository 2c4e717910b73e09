import type { Az } from '../context.ts';
import { at, isObject, member, type Json, type JsonObject } from '../json.ts';

export const IDENTITY_VERSION = '2023-01-31';

/** `…/userAssignedIdentities` in a group, or in the whole subscription. */
export async function identitiesPath(az: Az, resourceGroup: string | undefined): Promise<string> {
  const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
  return `${scope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
}

/** An identity as az prints it: its properties beside its name, and only the members that the service sent. */
export function identityResult(raw: Json | undefined): JsonObject {
  const result: JsonObject = {};
  for (const key of ['id', 'location', 'name', 'systemData', 'tags', 'type']) {
    const found = member(raw, key);
    if (found !== undefined) result[key] = found;
  }
  for (const key of ['clientId', 'isolationScope', 'principalId', 'tenantId']) {
    const found = at(raw, 'properties', key);
    if (found !== undefined) result[key] = found;
  }
  return isObject(raw) ? result : {};
}
