import { describe, expect, it } from 'vitest';
import type { IssuedToken } from '#kernel/define.ts';
import { tenantId, type Answer } from '../test-tenant.ts';
import { Directory } from './fixture.ts';
import { findToken } from './issue.ts';
import { findResource, resourcesOfScope } from './resources.ts';

const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const armScope = 'https://management.core.windows.net//.default';

function signedIn() {
  const t = new Directory();
  const user = t.user('Ada');
  t.put('sessions', 'rt.ada', { userId: user.id });
  const redeem = (more: Record<string, string> = {}, path?: string): Answer =>
    t.login(
      { grant_type: 'refresh_token', refresh_token: 'rt.ada', client_id: azureCli, scope: armScope, ...more },
      path,
    );
  const issued = (answer: Answer): IssuedToken => {
    const found = findToken(t.tables, String(answer.json['access_token']));
    if (!found) throw new Error(`no token in ${answer.text}`);
    return found;
  };
  return { t, user, redeem, issued };
}

describe('the token endpoint', () => {
  it('gives a person a token for the audience in the words of the request', () => {
    const { t, user, redeem, issued } = signedIn();
    const inner = t.group('inner', user.id);
    const outer = t.group('outer', inner);
    const answer = redeem({ client_info: '1' });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      token_type: 'Bearer',
      scope: 'https://management.core.windows.net//user_impersonation https://management.core.windows.net//.default',
      refresh_token: 'rt.ada',
    });
    const { claims, groupIds, principalType, ref } = issued(answer);
    expect(ref).toMatch(/^tk\.[0-9a-f-]+$/);
    expect({ groupIds, principalType }).toEqual({ groupIds: [inner, outer], principalType: 'User' });
    expect(claims).toMatchObject({
      aud: 'https://management.core.windows.net/',
      iss: `https://sts.windows.net/${tenantId}/`,
      appid: azureCli,
      appidacr: '0',
      groups: [inner, outer],
      idtyp: 'user',
      oid: user.id,
      scp: 'user_impersonation',
      tid: tenantId,
      upn: 'ada@contoso.onmicrosoft.com',
      ver: '1.0',
    });
    const life = claims.exp - t.now / 1000;
    expect(life).toBe(answer.json['expires_in']);
    expect(life).toBeGreaterThanOrEqual(3600);
    expect(life).toBeLessThanOrEqual(5400);
    expect(claims.nbf).toBe(t.now / 1000 - 300);
    expect(JSON.parse(atob(String(answer.json['client_info'])))).toEqual({ uid: user.id, utid: tenantId });
  });

  it.each([
    ['https://vault.azure.net/.default', 'https://vault.azure.net'],
    ['https://graph.microsoft.com//.default openid profile offline_access', 'https://graph.microsoft.com/'],
    ['User.Read', 'https://graph.microsoft.com'],
    ['797f4846-ba00-4fd7-ba43-dac1f8f63013/.default', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
    ['https://stshop.blob.core.windows.net/.default', 'https://stshop.blob.core.windows.net'],
  ])('reads the scope %s as a token for %s', (scope, aud) => {
    const { redeem, issued } = signedIn();
    expect(issued(redeem({ scope })).claims.aud).toBe(aud);
  });

  it('gives an id token where openid is asked for', () => {
    const { t, user, redeem } = signedIn();
    const answer = redeem({ scope: `${armScope} openid` });
    const id = findToken(t.tables, String(answer.json['id_token']));
    expect(id?.claims).toMatchObject({
      aud: azureCli,
      oid: user.id,
      ver: '2.0',
      preferred_username: user.userPrincipalName,
    });
    expect(redeem().json['id_token']).toBeUndefined();
  });

  it('speaks version 1 too, with numbers as texts', () => {
    const { redeem } = signedIn();
    const answer = redeem({ resource: 'https://management.azure.com/' }, '/contoso.onmicrosoft.com/oauth2/token');
    expect(answer.json).toMatchObject({
      resource: 'https://management.azure.com/',
      expires_in: expect.stringMatching(/^\d+$/) as string,
      expires_on: expect.stringMatching(/^\d{10}$/) as string,
    });
  });

  it('never gives the same token twice', () => {
    const { redeem } = signedIn();
    expect(redeem().json['access_token']).not.toBe(redeem().json['access_token']);
  });

  const cases: [
    name: string,
    form: Record<string, string>,
    status: number,
    error: string,
    number: number,
    text: RegExp,
  ][] = [
    ['no grant', { grant_type: '' }, 400, 'invalid_request', 900144, /'grant_type'/],
    ['a grant that is none', { grant_type: 'magic' }, 400, 'unsupported_grant_type', 70003, /'magic'/],
    ['no client', { client_id: '' }, 400, 'invalid_request', 900144, /'client_id'/],
    ['no refresh token', { refresh_token: '' }, 400, 'invalid_request', 900144, /'refresh_token'/],
    ['a refresh token of nobody', { refresh_token: 'rt.eve' }, 400, 'invalid_grant', 9002313, /malformed or invalid/],
    [
      'a stranger for a client',
      { client_id: 'eve' },
      400,
      'unauthorized_client',
      700016,
      /'eve' was not found in the directory 'Contoso'/,
    ],
    ['no scope', { scope: '' }, 400, 'invalid_request', 900144, /'scope'/],
    [
      'two resources',
      { scope: `${armScope} https://vault.azure.net/.default` },
      400,
      'invalid_request',
      28000,
      /more than one resource/,
    ],
    [
      'an unknown resource',
      { scope: 'https://myvault.vault.azure.net/.default' },
      400,
      'invalid_resource',
      500011,
      /resource principal named https:\/\/myvault\.vault\.azure\.net was not found in the tenant named Contoso/,
    ],
  ];

  it.each(cases)('refuses %s', (_name, form, status, error, number, text) => {
    const { redeem } = signedIn();
    const answer = redeem(form);
    expect([answer.status, answer.json['error'], answer.json['error_codes']]).toEqual([status, error, [number]]);
    const description = String(answer.json['error_description']);
    expect(description).toMatch(new RegExp(`^AADSTS${number}: `));
    expect(description).toMatch(text);
    expect(description).toMatch(
      / Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: 2026-11-23 09:00:00Z$/,
    );
    expect(answer.json['error_uri']).toBe(`https://login.microsoftonline.com/error?code=${number}`);
    expect(answer.changes).toEqual([]);
  });

  it('refuses who is disabled or gone', () => {
    const { t, user, redeem } = signedIn();
    t.put('users', user.id, { ...user, accountEnabled: false });
    expect(redeem().json['error_codes']).toEqual([50057]);
    t.apply([{ table: 'users', key: user.id, value: null }]);
    expect(redeem().json['error_codes']).toEqual([50034]);
  });

  it('knows its tenant by id, by domain and as whoever signs in, and no other', () => {
    const { redeem } = signedIn();
    for (const name of [tenantId, 'CONTOSO.onmicrosoft.com', 'organizations', 'common'])
      expect(redeem({}, `/${name}/oauth2/v2.0/token`).status).toBe(200);
    const other = redeem({}, '/fabrikam.com/oauth2/v2.0/token');
    expect([other.json['error'], other.json['error_codes']]).toEqual(['invalid_request', [90002]]);
    expect(String(other.json['error_description'])).toContain("Tenant 'fabrikam.com' not found.");
  });

  it.each(['authorization_code', 'password'])('says that %s is not simulated', (grant_type) => {
    const { redeem } = signedIn();
    const answer = redeem({ grant_type });
    expect([answer.status, answer.json['error']]).toEqual([501, 'NotSimulated']);
    expect(String(answer.json['error_description'])).toContain(grant_type);
  });
});

describe('discovery', () => {
  const get = (path: string): Answer =>
    new Directory().send('GET', `https://login.microsoftonline.com${path}`, undefined, { token: null });

  it('names the endpoints of the tenant', () => {
    expect(get(`/${tenantId}/v2.0/.well-known/openid-configuration`).json).toMatchObject({
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
      token_endpoint: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      jwks_uri: `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`,
    });
    expect(get('/organizations/v2.0/.well-known/openid-configuration').json['issuer']).toBe(
      'https://login.microsoftonline.com/{tenantid}/v2.0',
    );
    expect(get(`/${tenantId}/.well-known/openid-configuration`).json['issuer']).toBe(
      `https://sts.windows.net/${tenantId}/`,
    );
  });

  it('refuses a tenant that is not there', () => {
    const answer = get('/fabrikam.com/v2.0/.well-known/openid-configuration');
    expect([answer.status, answer.json['error'], answer.json['error_codes']]).toEqual([400, 'invalid_tenant', [90002]]);
  });

  it('lists clouds, and leaves the keys to the edge', () => {
    expect(get('/common/discovery/instance?api-version=1.1').json['metadata']).toHaveLength(4);
    expect(get(`/${tenantId}/discovery/v2.0/keys`).json).toEqual({ keys: [] });
  });
});

describe('resources', () => {
  it.each([
    ['https://management.azure.com/', 'Windows Azure Service Management API'],
    ['HTTPS://VAULT.AZURE.NET', 'Azure Key Vault'],
    ['cfa8b339-82a2-471a-a3c9-0fc0be7a4093', 'Azure Key Vault'],
    ['https://shop1.azconfig.io', 'Azure App Configuration'],
    ['https://managements.azure.com', undefined],
    ['https://kv.vault.azure.net', undefined],
    ['https://vault.azure.net//', undefined],
    ['', undefined],
  ])('%s is %s', (text, name) => {
    expect(findResource(text)?.displayName).toBe(name);
  });

  it('of a scope text leave out what is about the person', () => {
    expect(resourcesOfScope('openid https://a/.default https://a/x https://b//.default')).toEqual([
      'https://a',
      'https://b/',
    ]);
  });
});
