import type { Az } from '../../context.ts';
import { CliError } from '../../errors.ts';
import { at, compact, isObject, member, text, type Json, type JsonObject } from '../../json.ts';
import { isValidScope, parseResourceId } from '../../resource-id.ts';
import { assignRetrying } from '../../role/assignment/host-role.ts';
import { roleDefinitionId as findRole } from '../../role/scopes.ts';
import { shape } from '../../shape.ts';
import { wantedIdentities, withIdentities, type Wanted } from '../../webapp/identity/wanted.ts';
import { COMPUTE_VERSION, computePath } from '../machine.ts';

/** What holds identities in Compute: a machine or a scale set. */
export interface Holder {
  type: 'virtualMachines' | 'virtualMachineScaleSets';
  resourceGroup: string;
  name: string;
}

/** Identities given by name stand in the holder's own group. */
export async function fullIds(az: Az, resourceGroup: string, identities: readonly string[]): Promise<string[]> {
  const base = `${await az.group(resourceGroup)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  const known = (id: string) => id === '[system]' || parseResourceId(id) !== undefined || isValidScope(id);
  return identities.map((id) => (known(id) ? id : `${base}/${id}`));
}

export interface Grant {
  role: string | undefined;
  scope: string | undefined;
}

/** Says no where one of role and scope is missing or the system-assigned identity is not meant; gives the role's id. */
export async function roleFor(
  az: Az,
  { role, scope }: Grant,
  identities: readonly string[],
): Promise<string | undefined> {
  if ((role === undefined) !== (scope === undefined))
    throw new CliError(
      'usage error: please specify both --role and --scope when assigning a role to the managed identity',
    );
  if (role === undefined || scope === undefined) return undefined;
  if (identities.length > 0 && !identities.includes('[system]'))
    throw new CliError("usage error: '--scope'/'--role' is only applicable when assign system identity");
  return findRole(az, role, scope);
}

/** What az prints of a host's identities after it assigned some. */
export function identityInfo(holder: Json | undefined, { role, scope }: Grant): JsonObject {
  const { principalId, userAssignedIdentities } = shape('VirtualMachineIdentity', member(holder, 'identity'));
  return {
    ...compact({ scope, role: scope === undefined ? undefined : role }),
    userAssignedIdentities: userAssignedIdentities ?? {},
    systemAssignedIdentity: principalId ?? '',
  };
}

/** What az says when it made a host with an identity and no role for it. */
export function noAccessYet(group: string, name: string, kind: 'vm' | 'vmss'): string {
  return `No access was given yet to the '${name}', because '--scope' was not provided. You should setup by creating a role assignment, e.g. 'az role assignment create --assignee <principal-id> --role contributor -g ${group}' would let it access the current resource group. To get the pricipal id, run 'az ${kind} show -g ${group} -n ${name} --query "identity.principalId" -otsv'`;
}

async function address(az: Az, { type, resourceGroup, name }: Holder): Promise<string> {
  return `${await computePath(az, resourceGroup, type, name)}?api-version=${COMPUTE_VERSION}`;
}

export async function readIdentity(az: Az, holder: Holder): Promise<Json | undefined> {
  const identity = member(await az.arm.get(await address(az, holder)), 'identity');
  return isObject(identity) ? shape('VirtualMachineIdentity', identity) : undefined;
}

/** Assigns the role to the holder's system-assigned identity, when a role and a scope were given. */
export async function grantRole(
  az: Az,
  holder: Json | undefined,
  { roleDefinitionId, scope }: { roleDefinitionId: string | undefined; scope: string | undefined },
): Promise<void> {
  if (roleDefinitionId === undefined || scope === undefined) return;
  const principalId = String(at(holder, 'identity', 'principalId') ?? '');
  await assignRetrying(az, { scope, roleDefinitionId, principalId });
}

/** PATCHes the identities in, assigns the role, and reads the holder again. */
export async function assignIdentities(
  az: Az,
  holder: Holder,
  { identities, ...grant }: Grant & { identities: readonly string[] | undefined },
): Promise<Json | undefined> {
  const ids = await fullIds(az, holder.resourceGroup, identities ?? []);
  const roleDefinitionId = await roleFor(az, grant, ids);
  const path = await address(az, holder);
  const current = text(member(await az.arm.get(path), 'identity'), 'type');
  const identity = withIdentities(current ? { type: current } : null, wantedIdentities(ids));
  const patched = await az.arm.finish('PATCH', path, { identity });
  await grantRole(az, patched, { roleDefinitionId, scope: grant.scope });
  return az.arm.get(path);
}

function withoutIdentities(current: JsonObject, { system, user }: Wanted, name: string): JsonObject {
  const held = isObject(current['userAssignedIdentities']) ? current['userAssignedIdentities'] : {};
  const existing = Object.keys(held).map((id) => id.toLowerCase());
  const leaving = [...new Set(user.map((id) => id.toLowerCase()))];
  const strangers = leaving.filter((id) => !existing.includes(id));
  if (strangers.length > 0) throw new CliError(`'${strangers.join(',')}' are not associated with '${name}'`);
  let type = text(current, 'type');
  if (leaving.length > 0 && existing.every((id) => leaving.includes(id)))
    type = type === 'UserAssigned' ? 'None' : type === 'SystemAssigned, UserAssigned' ? 'SystemAssigned' : type;
  if (system) type = type === 'SystemAssigned' ? 'None' : 'UserAssigned';
  const dropsSome = leaving.length > 0 && type !== 'None' && type !== 'SystemAssigned';
  return { type, ...(dropsSome && { userAssignedIdentities: Object.fromEntries(leaving.map((id) => [id, null])) }) };
}

/** PATCHes the identities away and returns what is left, or nothing when there was none. */
export async function removeIdentities(
  az: Az,
  holder: Holder,
  identities: readonly string[] | undefined,
): Promise<Json | undefined> {
  const wanted = wantedIdentities(await fullIds(az, holder.resourceGroup, identities ?? []));
  const path = await address(az, holder);
  const current = member(await az.arm.get(path), 'identity');
  if (!isObject(current)) return undefined;
  const patched = await az.arm.finish('PATCH', path, { identity: withoutIdentities(current, wanted, holder.name) });
  const left = member(patched, 'identity');
  return isObject(left) ? shape('VirtualMachineIdentity', left) : undefined;
}
