import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '#kernel/clock.ts';
import type { Answer } from '../test-tenant.ts';
import { audience, github, main, opened, said, type Opened } from './client-fixture.ts';
import { upcoming } from './upcoming.ts';

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

  it.each<[string, (o: Opened) => Answer, number, string | undefined, number | undefined]>([
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
      400,
      'invalid_request',
      50027,
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
