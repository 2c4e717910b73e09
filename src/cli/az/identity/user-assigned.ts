import type { Az } from '../context.ts';
import type { Json, JsonObject } from '../json.ts';
import { shape } from '../shape.ts';

export const IDENTITY_VERSION = '2023-01-31';

/** `…/userAssignedIdentities` in a group, or in the whole subscription. */
export async function identitiesPath(az: Az, resourceGroup: string | undefined): Promise<string> {
  const scope = resourceGroup === undefined ? await az.root() : await az.group(resourceGroup);
  return `${scope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
}

/** An identity as az prints it: its properties beside its name. */
export function identityResult(raw: Json | undefined): JsonObject {
  return shape('UserAssignedIdentityResource', raw);
}
