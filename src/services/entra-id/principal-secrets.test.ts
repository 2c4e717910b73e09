import { describe, expect, it } from 'vitest';
import { opened, said } from './client-fixture.ts';
import { upcoming } from './upcoming.ts';

/** An application with its principal, and a secret that is the principal's own. */
function withOwnSecret(passwordCredential: object = {}) {
  const o = opened();
  const path = `/servicePrincipals/${o.principalId}`;
  const added = o.t.graph('POST', `${path}/addPassword`, o.admin, { passwordCredential });
  return { ...o, path, added, client_secret: String(added.json['secretText']) };
}

describe('secrets of a service principal', () => {
  it('are shown once, listed at the principal alone, and prove its application to the token endpoint', () => {
    const { t, admin, id, path, added, principalId, client_secret, token, claimsOf } = withOwnSecret({
      displayName: 'own',
    });
    expect(added.status).toBe(200);
    expect(t.graph('GET', path, admin).json['passwordCredentials']).toEqual([
      expect.objectContaining({ keyId: added.json['keyId'], displayName: 'own', secretText: null }),
    ]);
    expect(t.graph('GET', `/applications/${id}`, admin).json['passwordCredentials']).toEqual([]);
    expect(claimsOf(token({ client_secret }))).toMatchObject({ oid: principalId, appidacr: '1' });
  });

  it('stand beside those of the application, and end by themselves', () => {
    const { t, client_secret, password, token } = withOwnSecret({ endDateTime: '2026-11-24T09:00:00Z' });
    const other = password();
    expect(upcoming(t.tables, t.now).map(({ at }) => at)).toContain(Date.UTC(2026, 10, 24, 9));
    t.now = Date.UTC(2026, 10, 24, 9);
    expect(said(token({ client_secret })).codes).toEqual([7000222]);
    expect(token({ client_secret: other }).status).toBe(200);
  });

  it('are removed by their key id', () => {
    const { t, admin, path, added, client_secret, token } = withOwnSecret();
    const remove = () => t.graph('POST', `${path}/removePassword`, admin, { keyId: added.json['keyId'] });
    expect(remove().status).toBe(204);
    expect(said(token({ client_secret })).codes).toEqual([7000215]);
    expect(remove().status).toBe(400);
  });

  it('are for those who administer applications, and for owners', () => {
    const { t, admin, path, principalId } = withOwnSecret();
    const { id } = t.user('Noor');
    const add = () => t.graph('POST', `${path}/addPassword`, id, {}).status;
    expect(add()).toBe(403);
    const owner = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${id}` };
    t.graph('POST', `/servicePrincipals/${principalId}/owners/$ref`, admin, owner);
    expect(add()).toBe(200);
    expect(t.graph('POST', '/servicePrincipals/nobody/addPassword', admin, {}).status).toBe(404);
  });
});
