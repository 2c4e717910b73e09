import { describe, expect, it } from 'vitest';
import { guidFrom } from '#kernel/ids.ts';
import { tenantId, type Answer } from '../test-tenant.ts';
import { opened, said, type Opened } from './client-fixture.ts';
import { upcoming } from './upcoming.ts';

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

  it.each<[string, (o: Opened) => Answer, number, string, number]>([
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
