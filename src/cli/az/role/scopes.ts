import type { Az } from '../context.ts';
import { CliError } from '../errors.ts';
import { text, type Json } from '../json.ts';
import { isGuid, isValidScope } from '../resource-id.ts';
import { quote } from '../arm.ts';

/** The subscription whose client az uses: the one that the scope lies in, which must be in the profile. */
export async function clientSubscription(az: Az, scope: string | undefined): Promise<string> {
  const named = /^\/subscriptions\/([^/]*)\//.exec(scope ?? '')?.[1];
  return (named === undefined ? await az.subscription() : await az.session.subscription(named)).id;
}

/** The scope that a role command works at: the one given, the group's, or the subscription's. */
export async function roleScope(az: Az, resourceGroup: string | undefined, scope: string | undefined): Promise<string> {
  const subscription = await clientSubscription(az, scope);
  if (scope) {
    // A group that only `az configure --defaults` names gives way.
    const typed = ['--resource-group', '-g'].some((option) => az.isTyped(option));
    if (resourceGroup && typed)
      throw new CliError(`Resource group "${resourceGroup}" is redundant because scope is supplied`);
    if (scope.startsWith('/subscriptions/') && !isValidScope(scope))
      throw new CliError('Invalid scope. Please use --help to view the valid format.');
    return scope;
  }
  return resourceGroup
    ? `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`
    : `/subscriptions/${subscription}`;
}

/** `{scope}/providers/Microsoft.Authorization/{type}`; a scope of `/` adds no second slash. */
export function authorizationPath(scope: string, type: string): string {
  const rooted = scope === '' || scope.startsWith('/') ? scope : `/${scope}`;
  return `${rooted.replace(/\/+$/, '')}/providers/Microsoft.Authorization/${type}`;
}

/** The role definitions visible at a scope, narrowed by an OData filter. */
export function definitionsAt(az: Az, scope: string, filter?: string): Promise<Json[]> {
  const query = filter === undefined ? '' : `$filter=${quote(filter)}&`;
  return az.arm.list(`${authorizationPath(scope, 'roleDefinitions')}?${query}api-version=2022-05-01-preview`);
}

/** The full id of a role given by id, by GUID or by name. */
export async function roleDefinitionId(az: Az, role: string, scope: string | undefined): Promise<string> {
  if (/^\/subscriptions\/.+\/providers\/Microsoft.Authorization\/roleDefinitions\//i.test(role)) return role;
  const subscription = await clientSubscription(az, scope);
  if (isGuid(role)) return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  const found = await definitionsAt(az, scope ?? `/subscriptions/${subscription}`, `roleName eq '${role}'`);
  if (found.length > 1) {
    const ids = found.map((item) => `'${text(item, 'id')}'`).join(', ');
    throw new CliError(`More than one role matches the given name '${role}'. Please pick a value from '[${ids}]'`);
  }
  if (found.length === 0) throw new CliError(`Role '${role}' doesn't exist.`);
  return text(found[0], 'id');
}

/** az refuses options that are present but empty, which would otherwise match everything. */
export function refuseEmpty(given: Record<string, string | undefined>): void {
  for (const [option, value] of Object.entries(given)) {
    if (value === '')
      throw new CliError(
        `usage error: --${option} can't be an empty string. Either omit it or provide a non-empty string.`,
      );
  }
}
