import type { Az } from '../../context.ts';
import { at, member, type Json } from '../../json.ts';
import { assignRetrying } from '../../role/assignment/host-role.ts';
import { roleDefinitionId } from '../../role/scopes.ts';
import { sitePath, WEB_VERSION, writableSite } from '../site.ts';
import { wantedIdentities, withIdentities } from './wanted.ts';

export interface Addition {
  resourceGroup: string;
  name: string;
  slot?: string | undefined;
  identities: string[] | undefined;
  /** Assigned to the system-assigned identity, when a scope is given. */
  role: string;
  scope: string | undefined;
}

/** Reads the site and puts it back with the identities added, then assigns the role. Returns the site. */
export async function addIdentities(
  az: Az,
  { resourceGroup, name, slot, identities, role, scope }: Addition,
): Promise<Json | undefined> {
  const path = `${await sitePath(az, resourceGroup, name, slot)}?api-version=${WEB_VERSION}`;
  const site = await az.arm.get(path);
  const identity = withIdentities(member(site, 'identity'), wantedIdentities(identities));
  const updated = await az.arm.finish('PUT', path, writableSite(site, { identity }));
  if (scope !== undefined) {
    const definition = await roleDefinitionId(az, role, scope);
    const principalId = String(at(updated, 'identity', 'principalId') ?? '');
    await assignRetrying(az, { scope, roleDefinitionId: definition, principalId });
  }
  return updated;
}
