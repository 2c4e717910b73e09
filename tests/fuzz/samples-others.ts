import { tenantId, type Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

/** The token endpoint and what clients look up before they ask it. */
export function loginSamples(base: Base): Sample[] {
  const login = (method: string, path: string, form?: Record<string, string>): Sample =>
    sample(method, `https://login.microsoftonline.com/${path}`, form && new URLSearchParams(form).toString());
  const form = {
    grant_type: 'refresh_token',
    refresh_token: base.refreshToken,
    client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  };
  const client = { grant_type: 'client_credentials', client_id: base.directory.appId };
  return [
    login('POST', `${tenantId}/oauth2/v2.0/token`, {
      ...form,
      scope: 'https://management.core.windows.net//.default openid',
      client_info: '1',
    }),
    login('POST', `${tenantId}/oauth2/token`, { ...form, resource: 'https://vault.azure.net' }),
    login('POST', `${tenantId}/oauth2/v2.0/token`, {
      ...client,
      client_secret: base.directory.secret,
      scope: 'https://vault.azure.net/.default',
    }),
    login('POST', `${tenantId}/oauth2/v2.0/token`, {
      ...client,
      client_assertion: base.directory.assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'https://vault.azure.net/.default',
    }),
    login('GET', `${tenantId}/v2.0/.well-known/openid-configuration`),
    login('GET', `${tenantId}/.well-known/openid-configuration`),
    login('GET', `${tenantId}/discovery/v2.0/keys`),
    login('GET', `${tenantId}/discovery/keys`),
    login(
      'GET',
      `common/discovery/instance?api-version=1.1&authorization_endpoint=https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/authorize`,
    ),
  ];
}

/** A web app from outside, and its identity endpoint from inside. */
export function hostSamples(base: Base): Sample[] {
  const { IDENTITY_ENDPOINT: endpoint = '', IDENTITY_HEADER: header = '' } = base.environment;
  const query = `?resource=https://vault.azure.net&api-version=2019-08-01&client_id=${base.made['id1']?.properties.clientId}`;
  const inside = sample('GET', `${endpoint}${query}`, undefined, undefined, base.run);
  return [
    sample('POST', endpoint, '{}', undefined, base.run),
    sample('GET', 'https://app-user.azurewebsites.net/'),
    sample('GET', 'https://app-user.azurewebsites.net/AppServiceTunnel/Tunnel.ashx'),
    { ...inside, request: { ...inside.request, headers: { 'x-identity-header': header } } },
  ];
}
