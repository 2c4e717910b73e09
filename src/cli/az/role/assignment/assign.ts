import type { Az } from '../../context.ts';
import { derivedGuid } from '../../derived-guid.ts';
import { compact, type Json } from '../../json.ts';
import { authorizationPath } from '../scopes.ts';

export interface NewAssignment {
  scope: string;
  roleDefinitionId: string;
  principalId: string;
  principalType?: string | undefined;
  description?: string | undefined;
  condition?: string | undefined;
  conditionVersion?: string | undefined;
  name?: string | undefined;
}

/** The PUT that assigns a role; its name is made up here unless one is given. */
export async function assignRole(az: Az, { scope, name, ...properties }: NewAssignment): Promise<Json | undefined> {
  const now = String(await az.host.now());
  const id = name ?? derivedGuid('role assignment', scope, properties.roleDefinitionId, properties.principalId, now);
  const path = `${authorizationPath(scope, 'roleAssignments')}/${id}?api-version=2022-04-01`;
  return az.arm.put(path, { properties: compact(properties) });
}
