import type { Api } from './api.ts';
import type { PrincipalType } from './iam.ts';
import type { Answer } from './problem.ts';

/** A principal of the directory, as the portal lists it. */
export interface Principal {
  id: string;
  type: PrincipalType;
  displayName: string;
  /** User principal name, client id, description: what tells it from others of its name. */
  detail: string;
  managedIdentity: boolean;
  /** The resource that a managed identity is, or belongs to. */
  resourceId?: string;
}

interface DirectoryObject {
  '@odata.type'?: string;
  id: string;
  displayName: string | null;
  userPrincipalName?: string;
  description?: string | null;
  appId?: string;
  servicePrincipalType?: string;
  alternativeNames?: string[];
}

const kinds: Record<string, PrincipalType> = {
  '#microsoft.graph.user': 'User',
  '#microsoft.graph.group': 'Group',
  '#microsoft.graph.servicePrincipal': 'ServicePrincipal',
};

const principal = (object: DirectoryObject, type: PrincipalType): Principal => {
  const managedIdentity = object.servicePrincipalType === 'ManagedIdentity';
  const resourceId = managedIdentity ? object.alternativeNames?.find((name) => name.startsWith('/')) : undefined;
  return {
    id: object.id,
    type,
    displayName: object.displayName ?? object.id,
    detail: object.userPrincipalName ?? (object.appId ? `Client ID ${object.appId}` : (object.description ?? '')),
    managedIdentity,
    ...(resourceId && { resourceId }),
  };
};

const lists: [path: string, type: PrincipalType][] = [
  ['/users?$select=id,displayName,userPrincipalName', 'User'],
  ['/groups?$select=id,displayName,description', 'Group'],
  ['/servicePrincipals?$select=id,displayName,appId,servicePrincipalType,alternativeNames', 'ServicePrincipal'],
];

/** Users, groups and service principals. */
export async function principals(api: Api): Promise<Answer<Principal[]>> {
  const all: Principal[] = [];
  for (const [path, type] of lists) {
    const page = await api.look<{ value: DirectoryObject[] }>('graph', path);
    if (!page.ok) return page;
    all.push(...page.value.value.map((object) => principal(object, type)));
  }
  return { ok: true, status: 200, value: all.sort((a, b) => a.displayName.localeCompare(b.displayName)) };
}

/** Who the ids are. Those that the directory does not know are left out: their owners are gone. */
export async function principalsById(api: Api, ids: readonly string[]): Promise<Answer<Map<string, Principal>>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return { ok: true, status: 200, value: new Map() };
  const body = { ids: wanted, types: ['user', 'group', 'servicePrincipal'] };
  const found = await api.look<{ value: DirectoryObject[] }>('graph', '/directoryObjects/getByIds', 'POST', body);
  if (!found.ok) return found;
  const known = found.value.value.map((object) => principal(object, kinds[object['@odata.type'] ?? ''] ?? 'User'));
  return { ok: true, status: 200, value: new Map(known.map((one) => [one.id, one])) };
}
