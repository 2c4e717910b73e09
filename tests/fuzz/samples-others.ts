import { tenantId, type Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

/** A vault, as somebody with Key Vault Secrets Officer asks. */
export function vaultSamples(base: Base): Sample[] {
  const vault = (method: string, path: string, body?: unknown): Sample =>
    sample(
      method,
      `https://kv1.vault.azure.net${path}${path.includes('?') ? '&' : '?'}api-version=7.4`,
      body,
      base.tokens['owner vault'],
    );
  const attributes = { enabled: true, nbf: 1, exp: 4_000_000_000 };
  return [
    vault('PUT', '/secrets/new', { value: 'v', contentType: 'text/plain', tags: { a: 'b' }, attributes }),
    vault('GET', '/secrets/s1'),
    vault('GET', `/secrets/s1/${base.version}`),
    vault('PATCH', '/secrets/s1', { contentType: 'text/plain', tags: { a: 'b' }, attributes }),
    vault('PATCH', `/secrets/s1/${base.version}`, { attributes }),
    vault('GET', '/secrets?maxresults=1'),
    vault('GET', '/secrets/s1/versions?maxresults=5'),
    vault('DELETE', '/secrets/s1'),
    vault('GET', '/deletedsecrets?maxresults=5'),
    vault('GET', '/deletedsecrets/gone'),
    vault('POST', '/deletedsecrets/gone/recover'),
    vault('DELETE', '/deletedsecrets/gone'),
    vault('PUT', '/keys/k1', { key: { kty: 'RSA', n: 'AQAB', e: 'AQAB' }, attributes, tags: { a: 'b' } }),
    vault('GET', '/keys?maxresults=5'),
    vault('GET', '/keys/k1'),
    vault('GET', '/keys/k1/0123456789abcdef0123456789abcdef'),
    vault('GET', '/keys/k1/versions'),
    vault('POST', '/certificates/c1/import', { value: 'MIIB', attributes, tags: { a: 'b' } }),
    vault('GET', '/certificates?maxresults=5'),
    vault('GET', '/certificates/c1'),
    vault('GET', '/certificates/c1/0123456789abcdef0123456789abcdef'),
    vault('GET', '/certificates/c1/versions'),
  ];
}

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
    { ...inside, request: { ...inside.request, headers: { 'x-identity-header': header } } },
  ];
}
