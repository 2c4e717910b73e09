import type { Az } from '../context.ts';
import { CliError, ServiceError } from '../errors.ts';
import { member, text, type Json } from '../json.ts';
import { isGuid } from '../resource-id.ts';

export interface Principal {
  id: string;
  type?: string | undefined;
}

const TYPES: Record<string, string> = {
  '#microsoft.graph.user': 'User',
  '#microsoft.graph.servicePrincipal': 'ServicePrincipal',
  '#microsoft.graph.group': 'Group',
};

/** Resource Manager's word for the kind of a directory object. */
export function principalType(object: Json | undefined): string | undefined {
  return TYPES[text(object, '@odata.type')];
}

/** What az shows for a principal: a user's sign-in name, a service principal's first name, a group's display name. */
export function displayableName(object: Json): string {
  const names = member(object, 'servicePrincipalNames');
  if (text(object, 'userPrincipalName')) return text(object, 'userPrincipalName');
  if (Array.isArray(names)) return String(names[0] ?? '');
  return text(object, 'displayName');
}

async function lookUp(az: Az, assignee: string): Promise<Principal> {
  if (assignee.includes('@')) {
    const [user] = await az.graph.list('users', `userPrincipalName eq '${assignee}'`);
    if (user !== undefined) return { id: text(user, 'id'), type: 'User' };
  }
  const [principal] = await az.graph.list('servicePrincipals', `servicePrincipalNames/any(c:c eq '${assignee}')`);
  if (principal !== undefined) return { id: text(principal, 'id'), type: 'ServicePrincipal' };
  if (isGuid(assignee)) {
    const [object] = await az.graph.byIds([assignee]);
    if (object !== undefined) return { id: text(object, 'id'), type: principalType(object) };
  }
  throw new CliError(
    `Cannot find user or service principal in graph database for '${assignee}'. If the assignee is an appId, make sure the corresponding service principal is created with 'az ad sp create --id ${assignee}'.`,
  );
}

/** The object behind `--assignee`: a user name, an application's id or URI, or an object id. */
export async function resolveAssignee(az: Az, assignee: string): Promise<Principal> {
  try {
    return await lookUp(az, assignee);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    az.warn(
      `Failed to query ${assignee} by invoking Graph API. If you don't have permission to query Graph API, please specify --assignee-object-id and --assignee-principal-type.`,
    );
    if (!isGuid(assignee)) throw error;
    az.warn(`Assuming ${assignee} as an object ID.`);
    return { id: assignee };
  }
}

/** The kind of the principal behind an object id, as far as Graph tells. */
export async function typeOfObject(az: Az, objectId: string): Promise<string | undefined> {
  try {
    return principalType((await az.graph.byIds([objectId]))[0]);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    az.warn(`Failed to query --assignee-principal-type for --assignee-object-id ${objectId} by invoking Graph API.`);
    return undefined;
  }
}

/** The object id of a service principal given by application id, URI or object id; `exit` is how `show` ends without one. */
export async function servicePrincipalId(az: Az, identifier: string, exit = 1): Promise<string> {
  const [found] = await az.graph.list('servicePrincipals', `servicePrincipalNames/any(c:c eq '${identifier}')`);
  if (found !== undefined) return text(found, 'id');
  if (isGuid(identifier)) return identifier;
  throw new CliError(`Service principal '${identifier}' doesn't exist`, { exit });
}

/** The object id of a group given by id, name, or the start of a name that only one group has. */
export async function groupId(az: Az, nameOrId: string): Promise<string> {
  if (isGuid(nameOrId)) return nameOrId;
  let found = await az.graph.list('groups', `displayName eq '${nameOrId}'`);
  if (found.length === 0) {
    found = await az.graph.list('groups', `startswith(displayName,'${nameOrId}')`);
    if (found.length === 0) throw new CliError(`No group matches the name of '${nameOrId}'`);
  }
  if (found.length > 1) throw new CliError(`More than one group match the name of '${nameOrId}'`);
  return text(found[0], 'id');
}

/** The service principal itself, as `show` and everything that changes it read it first. */
export async function findServicePrincipal(az: Az, identifier: string): Promise<Json | undefined> {
  return az.graph.get(`/servicePrincipals/${await servicePrincipalId(az, identifier)}`);
}
