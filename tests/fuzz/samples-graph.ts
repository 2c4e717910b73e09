import { guidFrom } from '#kernel/ids.ts';
import { assignmentId } from '#services/entra-id/role-catalogue.ts';
import { idOf, seed, tenantId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const url = 'https://graph.microsoft.com/v1.0';

/** Microsoft Graph, as a global administrator asks. */
export function graphSamples(base: Base): Sample[] {
  const graph = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${url}${path}`, body, base.tokens['owner graph']);
  const [reader, nobody] = [idOf('reader'), idOf('nobody')];
  const staff = guidFrom(seed.seed, 'group', 'staff');
  const principal = base.made['id1']?.properties.principalId ?? '';
  const reference = { '@odata.id': `${url}/directoryObjects/${nobody}` };
  const { application, bareAppId } = base.directory;
  const federation = `/applications/${application}/federatedIdentityCredentials`;
  const federated = {
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:a/b:ref:refs/heads/main',
    audiences: ['api://AzureADTokenExchange'],
  };
  const holders: [string, string][] = [
    ['users', `/users/${reader}`],
    ['groups', `/groups/${staff}`],
    ['servicePrincipals', `/servicePrincipals/${principal}`],
    ['directoryObjects', `/directoryObjects/${reader}`],
    ['me', '/me'],
  ];
  return [
    graph('GET', '/users?$filter=startswith(displayName,%27o%27)&$select=id,displayName&$top=5'),
    graph('GET', `/users/${reader}`),
    graph('GET', '/me'),
    graph('GET', '/auditLogs/signIns'),
    sample('GET', 'https://graph.microsoft.com/beta/auditLogs/signIns', undefined, base.tokens['owner graph']),
    graph('POST', '/users', {
      accountEnabled: true,
      displayName: 'New',
      mailNickname: 'new',
      userPrincipalName: 'new@contoso.onmicrosoft.com',
      passwordProfile: { password: 'x' },
    }),
    graph('PATCH', `/users/${reader}`, { displayName: 'Other', jobTitle: null }),
    graph('DELETE', `/users/${reader}`),
    graph('GET', '/groups?$filter=displayName%20eq%20%27staff%27'),
    graph('GET', `/groups/${staff}`),
    graph('POST', '/groups', { displayName: 'New', mailEnabled: false, mailNickname: 'new', securityEnabled: true }),
    graph('PATCH', `/groups/${staff}`, { displayName: 'Other', description: 'd' }),
    graph('DELETE', `/groups/${staff}`),
    graph('GET', `/groups/${staff}/members`),
    graph('GET', `/groups/${staff}/transitiveMembers`),
    graph('GET', `/groups/${staff}/owners`),
    graph('POST', `/groups/${staff}/members/$ref`, reference),
    graph('DELETE', `/groups/${staff}/members/${reader}/$ref`),
    graph('POST', `/groups/${staff}/owners/$ref`, reference),
    graph('DELETE', `/groups/${staff}/owners/${idOf('owner')}/$ref`),
    graph('GET', '/servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20%27x%27)'),
    graph('GET', `/servicePrincipals/${principal}`),
    graph('PATCH', `/servicePrincipals/${principal}`, { accountEnabled: false }),
    graph('POST', '/servicePrincipals', { appId: bareAppId, accountEnabled: true }),
    graph('DELETE', `/servicePrincipals/${base.directory.principal}`),
    graph('GET', `/servicePrincipals/${base.directory.principal}/owners`),
    ...['applications', 'servicePrincipals'].flatMap((of) => {
      const owners = `/${of}/${of === 'applications' ? application : base.directory.principal}/owners`;
      return [graph('POST', `${owners}/$ref`, reference), graph('DELETE', `${owners}/${reader}/$ref`)];
    }),
    graph('GET', '/me/ownedObjects'),
    ...appRoles(principal, graph),
    ...directoryRoles(principal, base.directory.principal, graph),
    graph('GET', `/applications?$filter=appId%20eq%20%27${bareAppId}%27`),
    graph('POST', '/applications', { displayName: 'new', signInAudience: 'AzureADMyOrg', keyCredentials: [] }),
    graph('GET', `/applications/${application}`),
    graph('PATCH', `/applications/${application}`, { displayName: 'other', identifierUris: ['api://other'] }),
    graph('DELETE', `/applications/${application}`),
    graph('GET', `/applications/${application}/owners`),
    graph('POST', `/applications/${application}/addPassword`, {
      passwordCredential: { displayName: 'rbac', endDateTime: '2028-11-23T07:50:19Z' },
    }),
    graph('POST', `/applications/${application}/removePassword`, { keyId: base.directory.keyId }),
    graph('POST', `/servicePrincipals/${base.directory.principal}/addPassword`, {
      passwordCredential: { displayName: 'own', endDateTime: '2028-11-23T07:50:19Z' },
    }),
    graph('POST', `/servicePrincipals/${base.directory.principal}/removePassword`, {
      keyId: base.directory.principalKeyId,
    }),
    graph('GET', federation),
    graph('POST', federation, { name: 'new', ...federated }),
    graph('GET', `${federation}/fuzzed`),
    graph('PATCH', `${federation}/fuzzed`, { ...federated, description: 'd' }),
    graph('DELETE', `${federation}/fuzzed`),
    ...['user', 'application', 'servicePrincipal'].map((type) =>
      graph('GET', `/directory/deletedItems/microsoft.graph.${type}`),
    ),
    graph('GET', `/directory/deletedItems/${base.directory.deleted}`),
    graph('POST', `/directory/deletedItems/${base.directory.deleted}/restore`),
    graph('DELETE', `/directory/deletedItems/${base.directory.deleted}`),
    graph('POST', '/directoryObjects/getByIds', {
      ids: [reader, staff, principal],
      types: ['user', 'group', 'servicePrincipal'],
    }),
    graph('GET', `/directoryObjects/${principal}`),
    graph('GET', '/organization'),
    ...holders.flatMap(([, path]) => [
      graph('POST', `${path}/checkMemberGroups`, { groupIds: [staff] }),
      graph('POST', `${path}/getMemberGroups`, { securityEnabledOnly: true }),
      graph('GET', `${path}/memberOf`),
      graph('GET', `${path}/transitiveMemberOf`),
    ]),
  ];
}

/** What an identity may do in Microsoft Graph, seen and changed from both ends. */
function appRoles(principalId: string, graph: (method: string, path: string, body?: unknown) => Sample): Sample[] {
  const resourceId = guidFrom(tenantId, 'servicePrincipal', '00000003-0000-0000-c000-000000000000');
  const body = { principalId, resourceId, appRoleId: 'df021288-bdef-4463-88db-98f22de89214' };
  return [`${principalId}/appRoleAssignments`, `${resourceId}/appRoleAssignedTo`].flatMap((end) => [
    graph('GET', `/servicePrincipals/${end}`),
    graph('POST', `/servicePrincipals/${end}`, body),
    graph('DELETE', `/servicePrincipals/${end}/11111111-1111-4111-8111-111111111111`),
  ]);
}

/** Directory roles by both addresses; `holder` has Directory Readers. */
function directoryRoles(
  principalId: string,
  holder: string,
  graph: (method: string, path: string, body?: unknown) => Sample,
): Sample[] {
  const [readers, reports] = ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', '4a5d8f65-41da-4de4-8968-e035b65339cf'];
  const at = '/roleManagement/directory';
  const role = `/directoryRoles/${guidFrom(tenantId, 'directoryRole', readers)}`;
  const reference = { '@odata.id': `${url}/directoryObjects/${principalId}` };
  return [
    graph('GET', `${at}/roleDefinitions?$filter=displayName%20eq%20%27Directory%20Readers%27`),
    graph('GET', `${at}/roleDefinitions/${readers}`),
    graph('GET', `${at}/roleAssignments?$filter=principalId%20eq%20%27${principalId}%27`),
    graph('GET', `${at}/roleAssignments/${assignmentId(readers, holder)}`),
    graph('POST', `${at}/roleAssignments`, { principalId, roleDefinitionId: readers, directoryScopeId: '/' }),
    graph('DELETE', `${at}/roleAssignments/${assignmentId(readers, holder)}`),
    graph('GET', '/directoryRoleTemplates'),
    graph('GET', '/directoryRoles'),
    graph('POST', '/directoryRoles', { roleTemplateId: reports }),
    graph('GET', role),
    graph('GET', `${role}/members`),
    graph('POST', `${role}/members/$ref`, reference),
    graph('DELETE', `${role}/members/${holder}/$ref`),
  ];
}
