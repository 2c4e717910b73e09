import { guidFrom } from '#kernel/ids.ts';
import { put } from '#kernel/result.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import type { AppRoleAssignmentRow, AssertionRow } from '#services/entra-id/models.ts';
import type { Tenant } from '#tenant/tenant.ts';
import { identityId, idOf, tenantId } from '../conformance/world.ts';

/** A request of the start; throws what was refused. */
export type Setup = (
  method: string,
  url: string,
  body?: unknown,
) => Promise<{ headers: Record<string, string>; body: Record<string, unknown> }>;

/** Applications: one with a service principal, a secret and a federated credential, one without, one deleted. */
export interface Directory {
  application: string;
  principal: string;
  appId: string;
  keyId: string;
  principalKeyId: string;
  secret: string;
  bareAppId: string;
  deleted: string;
  /** Reference of an assertion that the application trusts. */
  assertion: string;
}

/** Makes the applications, and a federated credential of the identity id1. */
export async function furnishDirectory(tenant: Tenant, setup: Setup): Promise<Directory> {
  const graphUrl = 'https://graph.microsoft.com/v1.0';
  const register = async (displayName: string) => {
    const { body } = await setup('POST', `${graphUrl}/applications`, { displayName });
    return { id: String(body['id']), appId: String(body['appId']) };
  };
  const application = await register('fuzzed');
  const [bare, deleted] = [await register('bare'), await register('deleted')];
  await setup('DELETE', `${graphUrl}/applications/${deleted.id}`);
  const principal = await setup('POST', `${graphUrl}/servicePrincipals`, { appId: application.appId });
  const owner = { '@odata.id': `${graphUrl}/users/${idOf('reader')}` };
  for (const owned of [`applications/${application.id}`, `servicePrincipals/${String(principal.body['id'])}`])
    await setup('POST', `${graphUrl}/${owned}/owners/$ref`, owner);
  const readers = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
  const held = { principalId: principal.body['id'], roleDefinitionId: readers, directoryScopeId: '/' };
  await setup('POST', `${graphUrl}/roleManagement/directory/roleAssignments`, held);
  const password = await setup('POST', `${graphUrl}/applications/${application.id}/addPassword`, {});
  const own = await setup('POST', `${graphUrl}/servicePrincipals/${String(principal.body['id'])}/addPassword`, {});
  const federated = {
    issuer: 'https://oidc.example.com',
    subject: 'fuzzed',
    audiences: ['api://AzureADTokenExchange'],
  };
  await setup('POST', `${graphUrl}/applications/${application.id}/federatedIdentityCredentials`, {
    name: 'fuzzed',
    ...federated,
  });
  await setup(
    'PUT',
    `https://management.azure.com${identityId('id1')}/federatedIdentityCredentials/fuzzed?api-version=2023-01-31`,
    {
      properties: federated,
    },
  );
  const identity = tenant.tables
    .all<ServicePrincipalRow>('servicePrincipals')
    .find(({ displayName }) => displayName === 'id1');
  const appRole: AppRoleAssignmentRow = {
    id: '11111111-1111-4111-8111-111111111111',
    appRoleId: '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
    principalId: identity?.id ?? '',
    principalDisplayName: 'id1',
    resourceId: guidFrom(tenantId, 'servicePrincipal', '00000003-0000-0000-c000-000000000000'),
    resourceDisplayName: 'Microsoft Graph',
    createdAt: 0,
  };
  tenant.tables.apply([put('appRoleAssignments', appRole.id, appRole)]);
  const [iss, sub, aud] = [federated.issuer, federated.subject, federated.audiences[0] ?? ''];
  const assertion: AssertionRow = { ref: 'tk.f0', claims: { iss, sub, aud, iat: 0, nbf: 0, exp: 4_000_000_000 } };
  tenant.tables.apply([put('assertions', assertion.ref, assertion)]);
  return {
    assertion: assertion.ref,
    application: application.id,
    principal: String(principal.body['id']),
    appId: application.appId,
    keyId: String(password.body['keyId']),
    principalKeyId: String(own.body['keyId']),
    secret: String(password.body['secretText']),
    bareAppId: bare.appId,
    deleted: deleted.id,
  };
}
