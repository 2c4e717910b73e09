import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '#kernel/clock.ts';
import { guidFrom } from '#kernel/ids.ts';
import { tenantId, type Answer } from '../test-tenant.ts';
import { Directory } from './fixture.ts';
import { findToken } from './issue.ts';
import { upcoming } from './upcoming.ts';

const armScope = 'https://management.azure.com/.default';
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const github = 'https://token.actions.githubusercontent.com';
const audience = 'api://AzureADTokenExchange';
const main = { issuer: github, subject: 'repo:Contoso/shop:ref:refs/heads/main', audiences: [audience] };

function opened() {
  const t = new Directory();
  const admin = t.user('Admin', 'Application Administrator').id;
  const application = t.graph('POST', '/applications', admin, { displayName: 'ci' }).json;
  const [id, appId] = [String(application['id']), String(application['appId'])];
  const principalId = String(t.graph('POST', '/servicePrincipals', admin, { appId }).json['id']);
  const password = (passwordCredential: object = {}): string =>
    String(t.graph('POST', `/applications/${id}/addPassword`, admin, { passwordCredential }).json['secretText']);
  const token = (more: Record<string, string>, path?: string): Answer =>
    t.login({ grant_type: 'client_credentials', client_id: appId, scope: armScope, ...more }, path);
  const claimsOf = (answer: Answer) => findToken(t.tables, String(answer.json['access_token']))?.claims;
  /** A token of a job of GitHub Actions, for a branch unless told otherwise. */
  const job = (repository = 'Contoso/shop', context = 'ref:refs/heads/main', more: object = {}): string =>
    String(
      t.inside('POST', '/entra/assertions', { issuer: 'github-actions', repository, context, ...more }).json['ref'],
    );
  const present = (client_assertion: string, more: Record<string, string> = {}): Answer =>
    token({ client_assertion, client_assertion_type: jwtBearer, ...more });
  const trust = (name: string, body: object = main): Answer =>
    t.graph('POST', `/applications/${id}/federatedIdentityCredentials`, admin, { name, ...body });
  return { t, admin, id, appId, principalId, password, token, claimsOf, job, present, trust };
}

const said = ({ status, json }: Answer) => ({ status, error: json['error'], codes: json['error_codes'] });

describe('client credentials with a secret', () => {
  it('give an application a token for itself, in v2 and in v1', () => {
    const { t, appId, principalId, password, token, claimsOf } = opened();
    const group = t.group('deployers', principalId);
    const client_secret = password();
    const two = token({ client_secret });
    expect(Object.keys(two.json)).toEqual(['token_type', 'expires_in', 'ext_expires_in', 'access_token']);
    expect(claimsOf(two)).toMatchObject({
      aud: 'https://management.azure.com',
      appid: appId,
      appidacr: '1',
      idtyp: 'app',
      oid: principalId,
      sub: principalId,
      groups: [group],
      tid: tenantId,
    });
    expect(Number(two.json['expires_in'])).toBeGreaterThanOrEqual(3600);
    expect(Number(two.json['expires_in'])).toBeLessThanOrEqual(5400);
    const one = token({ client_secret, resource: 'https://vault.azure.net' }, `/${tenantId}/oauth2/token`);
    expect(one.json).toMatchObject({ resource: 'https://vault.azure.net', expires_in: expect.any(String) as string });
    expect(claimsOf(one)?.aud).toBe('https://vault.azure.net');
  });

  it.each<[string, (o: ReturnType<typeof opened>) => Answer, number, string, number]>([
    ['another text', (o) => o.token({ client_secret: 'x' }), 401, 'invalid_client', 7000215],
    [
      'the id of the secret',
      (o) => {
        const key = o.t.graph('POST', `/applications/${o.id}/addPassword`, o.admin, {}).json['keyId'];
        return o.token({ client_secret: String(key) });
      },
      401,
      'invalid_client',
      7000215,
    ],
    [
      'a secret that is not valid yet',
      (o) => o.token({ client_secret: o.password({ startDateTime: '2026-11-24T09:00:00Z' }) }),
      401,
      'invalid_client',
      7000215,
    ],
    [
      'a secret that was removed',
      (o) => {
        const { json } = o.t.graph('POST', `/applications/${o.id}/addPassword`, o.admin, {});
        o.t.graph('POST', `/applications/${o.id}/removePassword`, o.admin, { keyId: json['keyId'] });
        return o.token({ client_secret: String(json['secretText']) });
      },
      401,
      'invalid_client',
      7000215,
    ],
    ['no credential', (o) => o.token({}), 401, 'invalid_client', 7000218],
    [
      'an unknown client',
      (o) => o.token({ client_id: guidFrom('test', 'x', 'x'), client_secret: 'x' }),
      400,
      'unauthorized_client',
      700016,
    ],
    [
      'a scope that is one permission',
      (o) => o.token({ client_secret: o.password(), scope: 'https://graph.microsoft.com/User.Read' }),
      400,
      'invalid_scope',
      1002012,
    ],
    [
      'a resource that nobody knows',
      (o) => o.token({ client_secret: o.password(), scope: 'https://x.example/.default' }),
      400,
      'invalid_resource',
      500011,
    ],
    [
      'a principal that is switched off',
      (o) => {
        o.t.graph('PATCH', `/servicePrincipals/${o.principalId}`, o.admin, { accountEnabled: false });
        return o.token({ client_secret: o.password() });
      },
      400,
      'unauthorized_client',
      7000112,
    ],
    [
      'no principal',
      (o) => {
        o.t.graph('DELETE', `/servicePrincipals/${o.principalId}`, o.admin);
        return o.token({ client_secret: o.password() });
      },
      400,
      'unauthorized_client',
      7000229,
    ],
  ])('is refused with %s', (_what, ask, status, error, code) => {
    expect(said(ask(opened()))).toEqual({ status, error, codes: [code] });
  });

  it('ends with the life of the secret, while the token goes on; a new one repairs it', () => {
    const { t, appId, password, token } = opened();
    const client_secret = password({ displayName: 'rbac', endDateTime: '2026-11-24T09:00:00Z' });
    const end = Date.UTC(2026, 10, 24, 9);
    expect(upcoming(t.tables, t.now)).toEqual([{ at: end, what: 'client secret rbac of ci expires' }]);
    t.now = end - 1;
    expect(token({ client_secret }).status).toBe(200);
    t.now = end;
    const refused = token({ client_secret });
    expect(said(refused)).toEqual({ status: 401, error: 'invalid_client', codes: [7000222] });
    expect(refused.json['error_description']).toContain(
      `AADSTS7000222: The provided client secret keys for app '${appId}' are expired.`,
    );
    expect(token({ client_secret: password() }).status).toBe(200);
    expect(upcoming(t.tables, t.now)).toHaveLength(1);
  });
});

describe('client credentials with a federated assertion', () => {
  it('give an application a token once the credential has reached the endpoint', () => {
    const { t, principalId, trust, job, present, claimsOf } = opened();
    expect(trust('main').status).toBe(201);
    const [{ at } = { at: 0 }] = upcoming(t.tables, t.now);
    expect(at - t.now).toBeGreaterThanOrEqual(minute);
    expect(at - t.now).toBeLessThanOrEqual(5 * minute);
    const early = present(job());
    expect(said(early)).toEqual({ status: 400, error: 'invalid_request', codes: [70021] });
    expect(early.json['error_description']).toContain(
      `Assertion Issuer: '${github}'. Assertion Subject: '${main.subject}'. Assertion Audience: '${audience}'.`,
    );
    t.now = at;
    expect(claimsOf(present(job()))).toMatchObject({ oid: principalId, appidacr: '2' });
  });

  it.each<[string, object, [string?, string?, object?], number, number]>([
    ['another issuer', { issuer: 'https://oidc.example' }, [], 401, 700211],
    ['an issuer with a slash', { issuer: `${github}/` }, [], 401, 700211],
    ['another branch', {}, [undefined, 'ref:refs/heads/dev'], 401, 700213],
    ['an environment', {}, [undefined, 'environment:production'], 401, 700213],
    ['a subject with ids', {}, [undefined, undefined, { ids: { owner: 1, repository: 2 } }], 401, 700213],
    ['a repository that differs by case', {}, ['contoso/shop'], 401, 7002138],
    ['another audience', {}, [undefined, undefined, { audience: 'https://github.com/Contoso' }], 401, 700212],
  ])('is refused with %s', (_what, body, presented, status, code) => {
    const { t, trust, job, present } = opened();
    trust('main', { ...main, ...body });
    t.now += 5 * minute;
    expect(said(present(job(...presented)))).toEqual({ status, error: 'invalid_client', codes: [code] });
  });

  it('quotes the subject that was presented, whose case is repaired in the credential', () => {
    const { t, admin, id, trust, job, present } = opened();
    trust('main');
    t.now += 5 * minute;
    expect(present(job('contoso/shop')).json['error_description']).toContain(
      "presented assertion subject 'repo:contoso/shop:ref:refs/heads/main'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison.",
    );
    const path = `/applications/${id}/federatedIdentityCredentials/main`;
    const subject = 'repo:contoso/shop:ref:refs/heads/main';
    expect(t.graph('PATCH', path, admin, { subject }).status).toBe(204);
    expect(said(present(job('contoso/shop'))).codes).toEqual([70021]);
    t.now += 5 * minute;
    expect(present(job('contoso/shop')).status).toBe(200);
  });

  it.each<[string, (o: ReturnType<typeof opened>) => Answer, number, string | undefined, number | undefined]>([
    ['no federated credential at all', (o) => o.present(o.job()), 401, 'invalid_client', 70025],
    [
      'an assertion that is too old',
      (o) => {
        const old = o.job();
        o.t.now += 5 * minute;
        return o.present(old);
      },
      401,
      'invalid_client',
      700024,
    ],
    [
      'an assertion from the future',
      (o) => {
        const early = o.job();
        o.t.now -= hour;
        return o.present(early);
      },
      401,
      'invalid_client',
      700024,
    ],
    ['a text that is no JWT', (o) => o.present('nothing'), 400, 'invalid_request', 50027],
    ['a JWT of nobody here', (o) => o.present(`e30.${btoa('{"iss":"https://x"}')}.x`), 400, 'invalid_request', 50027],
    ['no type', (o) => o.token({ client_assertion: o.job() }), 400, 'invalid_request', 900144],
    ['another type', (o) => o.present(o.job(), { client_assertion_type: 'x' }), 400, 'invalid_request', 50027],
    [
      'an assertion of its own key',
      (o) => o.present(`e30.${btoa(JSON.stringify({ iss: o.appId }))}.x`),
      501,
      'NotSimulated',
      undefined,
    ],
    [
      'a token of Entra ID',
      (o) => o.present(String(o.token({ client_secret: o.password() }).json['access_token'])),
      501,
      'NotSimulated',
      undefined,
    ],
  ])('is refused with %s', (_what, ask, status, error, code) => {
    expect(said(ask(opened()))).toEqual({ status, error, codes: code === undefined ? undefined : [code] });
  });

  it('lets a service account outside Azure speak for a user-assigned identity, which has no secrets', () => {
    const { t, token, present, claimsOf } = opened();
    const identity = t.identity('id1');
    const url = 'https://oidc.prod-aks.azure.com/cluster';
    const subject = 'system:serviceaccount:shop:web';
    t.inside('PUT', '/entra/federatedCredentials', {
      ownerId: identity.id,
      name: 'web',
      issuer: url,
      subject,
      audiences: [audience],
    });
    t.now += 5 * minute;
    const pod = (serviceAccount: string): string =>
      String(
        t.inside('POST', '/entra/assertions', { issuer: 'kubernetes', url, namespace: 'shop', serviceAccount }).json[
          'ref'
        ],
      );
    const client_id = identity.appId;
    expect(claimsOf(present(pod('web'), { client_id }))).toMatchObject({
      oid: identity.id,
      appid: client_id,
      xms_mirid: expect.stringContaining('/userAssignedIdentities/id1') as string,
    });
    expect(said(present(pod('other'), { client_id })).codes).toEqual([700213]);
    expect(said(token({ client_id, client_secret: 'x' })).codes).toEqual([7000215]);
  });

  it('takes an assertion for no token: it opens nothing', () => {
    const { t, job } = opened();
    const answer = t.send('GET', 'https://graph.microsoft.com/v1.0/users', undefined, { token: job() });
    expect(answer.json['error']).toMatchObject({
      code: 'InvalidAuthenticationToken',
      message: 'Signature is invalid.',
    });
  });
});

describe('federated credentials of an application', () => {
  it('are listed, read by name and by id, changed and deleted', () => {
    const { t, admin, id, trust } = opened();
    const path = `/applications/${id}/federatedIdentityCredentials`;
    const made = trust('main', { ...main, description: 'the branch' });
    expect(made.json).toMatchObject({ name: 'main', ...main, description: 'the branch' });
    expect(t.graph('GET', path, admin).json['value']).toHaveLength(1);
    for (const of of ['main', String(made.json['id'])])
      expect(t.graph('GET', `${path}/${of}`, admin).json).toMatchObject({ id: made.json['id'] });
    expect(t.graph('DELETE', `${path}/main`, admin).status).toBe(204);
    expect(t.graph('GET', `${path}/main`, admin).status).toBe(404);
  });

  it.each<[string, string, object, number]>([
    ['a name that is taken', 'main', { ...main, subject: 'x' }, 409],
    ['a pair that is taken', 'other', main, 400],
    ['two audiences', 'other', { ...main, subject: 'x', audiences: ['a', 'b'] }, 400],
    ['no subject', 'other', { issuer: github, audiences: [audience] }, 400],
    ['a bad name', 'a', { ...main, subject: 'x' }, 400],
  ])('are refused with %s', (_what, name, body, status) => {
    const { trust } = opened();
    trust('main');
    expect(trust(name, body).status).toBe(status);
  });

  it('are twenty at most', () => {
    const { trust } = opened();
    const statuses = Array.from({ length: 21 }, (_, n) => trust(`fic${n}`, { ...main, subject: `s${n}` }).status);
    expect(statuses).toEqual([...Array<number>(20).fill(201), 400]);
  });

  it('outlive a day in the recycle bin and nothing longer', () => {
    const { t, admin, id, trust, job, present } = opened();
    trust('main');
    t.graph('DELETE', `/applications/${id}`, admin);
    t.now += day;
    expect(said(present(job())).codes).toEqual([700016]);
    t.graph('POST', `/directory/deletedItems/${id}/restore`, admin);
    expect(said(present(job())).codes).toEqual([7000229]);
    t.graph('DELETE', `/applications/${id}`, admin);
    t.graph('DELETE', `/directory/deletedItems/${id}`, admin);
    expect(t.tables.all('federatedCredentials')).toEqual([]);
  });
});
