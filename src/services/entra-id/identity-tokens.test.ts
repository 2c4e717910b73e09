import { describe, expect, it } from 'vitest';
import { hour } from '#kernel/clock.ts';
import { tenantId, type Answer } from '../test-tenant.ts';
import { Directory, idOf } from './fixture.ts';
import { findToken } from './issue.ts';

const vault = 'https://vault.azure.net';
const hostId = '/subscriptions/s/resourceGroups/rg1/providers/Microsoft.Web/sites/app';
const miResourceId =
  '/subscriptions/s/resourceGroups/rg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1';

function withIdentity() {
  const t = new Directory();
  const identity = t.identity('id1');
  const ask = (more: Record<string, string> = {}): Answer =>
    t.inside('POST', '/entra/tokens', { principalId: identity.id, resource: vault, hostId, miResourceId, ...more });
  const claimsOf = (answer: Answer) => findToken(t.tables, String(answer.json['ref']));
  return { t, identity, ask, claimsOf };
}

describe('a token for a managed identity', () => {
  it('carries the claims that Azure gives it', () => {
    const { t, identity, ask, claimsOf } = withIdentity();
    const answer = ask();
    expect(answer.json).toMatchObject({ clientId: identity.appId, expiresOn: t.now / 1000 + 86_400, cached: false });
    const token = claimsOf(answer);
    expect(token?.principalType).toBe('ServicePrincipal');
    expect(token?.claims).toMatchObject({
      aud: vault,
      iss: `https://sts.windows.net/${tenantId}/`,
      idp: `https://sts.windows.net/${tenantId}/`,
      appid: identity.appId,
      appidacr: '2',
      idtyp: 'app',
      oid: identity.id,
      sub: identity.id,
      tid: tenantId,
      ver: '1.0',
      xms_mirid: miResourceId.replace('resourceGroups', 'resourcegroups'),
      xms_az_rid: hostId.replace('resourceGroups', 'resourcegroups'),
    });
    expect((token?.claims.exp ?? 0) - (token?.claims.iat ?? 0)).toBe(86_400 + 300);
    expect(token?.claims).not.toHaveProperty('upn');
  });

  it('is kept for about a day, per resource and host', () => {
    const { t, ask } = withIdentity();
    const first = ask().json;
    expect(ask().json).toEqual({ ...first, cached: true });
    expect(ask({ resource: `${vault}/` }).json['ref']).not.toBe(first['ref']);
    expect(ask({ hostId: `${hostId}2` }).json['ref']).not.toBe(first['ref']);
    t.now += 23 * hour;
    expect(ask().json['ref']).toBe(first['ref']);
    t.now += 0.95 * hour;
    expect(ask().json).toMatchObject({ cached: false, expiresOn: t.now / 1000 + 86_400 });
  });

  it('does not see a group that the identity joined later, until it is replaced', () => {
    const { t, identity, ask, claimsOf } = withIdentity();
    expect(claimsOf(ask())?.groupIds).toEqual([]);
    const group = t.group('readers', identity.id);
    expect(claimsOf(ask())?.groupIds).toEqual([]);
    t.now += 24 * hour;
    expect(claimsOf(ask())?.groupIds).toEqual([group]);
    expect(claimsOf(ask({ resource: 'https://management.azure.com/' }))?.claims['groups']).toEqual([group]);
  });

  it.each([
    [
      'an unknown resource',
      { resource: 'https://managements.azure.com' },
      'invalid_resource',
      /^AADSTS500011: The resource principal named https:\/\/managements\.azure\.com was not found in the tenant named Contoso\./,
    ],
    [
      'a principal that is gone',
      { principalId: idOf('gone'), clientId: 'c1' },
      'unauthorized_client',
      /^AADSTS700016: Application with identifier 'c1' was not found in the directory 'Contoso'\./,
    ],
  ])('is refused for %s', (_name, more, code, message) => {
    const { ask } = withIdentity();
    const answer = ask(more);
    expect([answer.status, answer.json['error']?.['code']]).toEqual([400, code]);
    expect(String(answer.json['error']?.['message'])).toMatch(message);
    expect(String(answer.json['error']?.['message'])).toMatch(/Trace ID: .* Timestamp: /);
  });

  it('is refused while the principal is disabled, also one that is kept', () => {
    const { t, identity, ask } = withIdentity();
    expect(ask().status).toBe(200);
    t.put('servicePrincipals', identity.id, { ...identity, accountEnabled: false });
    expect(String(ask().json['error']?.['message'])).toMatch(
      new RegExp(`^AADSTS7000112: Application '${identity.appId}'\\(id1\\) is disabled\\.`),
    );
  });

  it('is given to the platform only', () => {
    const t = new Directory();
    expect(t.send('POST', 'https://platform.internal/entra/tokens', {}, { token: null }).status).toBe(0);
  });
});
