import { describe, expect, it } from 'vitest';
import { day, hour } from '#kernel/clock.ts';
import { tenantId, type Answer } from '../test-tenant.ts';
import { Directory } from './fixture.ts';

function opened() {
  const t = new Directory();
  const people = {
    admin: t.user('Admin', 'Application Administrator').id,
    users: t.user('Users', 'User Administrator').id,
    member: t.user('Member').id,
    other: t.user('Other').id,
  };
  const make = (by: string, displayName = 'deployer'): Answer => {
    const made = t.graph('POST', '/applications', by, { displayName, keyCredentials: [] });
    expect(made.status).toBe(201);
    return made;
  };
  const principalOf = (by: string, application: Answer): Answer =>
    t.graph('POST', '/servicePrincipals', by, { appId: application.json['appId'], accountEnabled: true });
  return { t, ...people, make, principalOf };
}

describe('applications', () => {
  it('are made, found, changed and given a principal, as the Azure CLI asks', () => {
    const { t, admin, make, principalOf } = opened();
    const made = make(admin);
    const id = String(made.json['id']);
    expect(made.json).toMatchObject({
      displayName: 'deployer',
      signInAudience: 'AzureADMyOrg',
      passwordCredentials: [],
    });
    expect(made.json['appId']).not.toBe(made.json['id']);
    const found = t.graph('GET', `/applications?$filter=startswith(displayName,'dep')`, admin);
    expect(found.json['value']).toMatchObject([{ id }]);
    expect(t.graph('GET', `/applications?$filter=appId eq '${String(made.json['appId'])}'`, admin).json).toMatchObject({
      value: [{ id }],
    });
    expect(t.graph('PATCH', `/applications/${id}`, admin, { displayName: 'ci' }).status).toBe(204);
    expect(t.graph('GET', `/applications/${id}?$select=displayName`, admin).json['displayName']).toBe('ci');
    const principal = principalOf(admin, made);
    expect(principal.status).toBe(201);
    expect(principal.json).toMatchObject({
      appId: made.json['appId'],
      appDisplayName: 'ci',
      displayName: 'ci',
      servicePrincipalType: 'Application',
      appOwnerOrganizationId: tenantId,
      servicePrincipalNames: [made.json['appId']],
      keyCredentials: [],
    });
    expect(principalOf(admin, made).json['error']).toMatchObject({ code: 'Request_MultipleObjectsWithSameKeyValue' });
    expect(t.graph('DELETE', `/servicePrincipals/${String(principal.json['id'])}`, admin).status).toBe(204);
  });

  it('refuses a principal for an application that nobody registered', () => {
    const { t, admin } = opened();
    const answer = t.graph('POST', '/servicePrincipals', admin, { appId: '99999999-0000-4000-8000-000000000000' });
    expect({ status: answer.status, code: answer.json['error']?.['code'] }).toEqual({
      status: 400,
      code: 'Request_BadRequest',
    });
  });

  it('belong to the member who made them, and to nobody else', () => {
    const { t, member, other, admin, make, principalOf } = opened();
    const made = make(member);
    const path = `/applications/${String(made.json['id'])}`;
    const principal = `/servicePrincipals/${String(principalOf(member, made).json['id'])}`;
    for (const of of [path, principal])
      expect(t.graph('GET', `${of}/owners`, other).json['value']).toMatchObject([{ id: member }]);
    const requests: [string, string, object?][] = [
      ['PATCH', path, { displayName: 'x' }],
      ['POST', `${path}/addPassword`, {}],
      ['PATCH', principal, { accountEnabled: false }],
      ['DELETE', principal],
      ['DELETE', path],
    ];
    for (const [method, of, body] of requests) {
      expect(t.graph(method, of, other, body).json['error']).toMatchObject({ code: 'Authorization_RequestDenied' });
      expect(t.graph(method, of, member, body).status).toBeLessThan(300);
    }
    // An administrator's own are not owned by anybody.
    expect(t.graph('GET', `/applications/${String(make(admin, 'b').json['id'])}/owners`, other).json['value']).toEqual(
      [],
    );
  });

  it('shows a secret once and never again', () => {
    const { t, admin, make } = opened();
    const path = `/applications/${String(make(admin).json['id'])}`;
    const passwordCredential = {
      displayName: 'rbac',
      startDateTime: '2026-11-23T07:50:19Z',
      endDateTime: '2027-11-23T07:50:19Z',
    };
    const added = t.graph('POST', `${path}/addPassword`, admin, { passwordCredential });
    expect(added.json).toMatchObject(passwordCredential);
    const secret = String(added.json['secretText']);
    expect(secret).toMatch(/^...8Q~[\w.~-]{34}$/);
    expect(added.json['hint']).toBe(secret.slice(0, 3));
    const read = t.graph('GET', path, admin);
    expect(read.json['passwordCredentials']).toMatchObject([{ keyId: added.json['keyId'], secretText: null }]);
    expect(read.text).not.toContain(secret);
    expect(JSON.stringify(t.tables.snapshot())).not.toContain(secret);
    const second = t.graph('POST', `${path}/addPassword`, admin, {});
    expect(second.json['secretText']).not.toBe(secret);
    expect(second.json['endDateTime']).toBe('2028-11-23T09:00:00Z');
    const { keyId } = added.json;
    expect(t.graph('POST', `${path}/removePassword`, admin, { keyId }).status).toBe(204);
    expect(t.graph('POST', `${path}/removePassword`, admin, { keyId }).status).toBe(400);
    expect(t.graph('GET', path, admin).json['passwordCredentials']).toHaveLength(1);
  });

  it.each([['a redirect address', { web: { redirectUris: ['https://x'] } }]])(
    'says that %s is not simulated',
    (_what, body) => {
      const { t, admin, make } = opened();
      const path = `/applications/${String(make(admin).json['id'])}`;
      expect(t.graph('PATCH', path, admin, body).status).toBe(501);
    },
  );
});

describe('deleted items', () => {
  it('holds an application and its principal for 30 days; each is restored for itself', () => {
    const { t, admin, member, make, principalOf } = opened();
    const made = make(member);
    const id = String(made.json['id']);
    const principalId = String(principalOf(member, made).json['id']);
    const group = t.group('g', principalId);
    expect(t.graph('DELETE', `/applications/${id}`, admin).status).toBe(204);
    for (const path of [`/applications/${id}`, `/servicePrincipals/${principalId}`])
      expect(t.graph('GET', path, admin).status).toBe(404);
    expect(t.graph('GET', '/directory/deletedItems/microsoft.graph.application', admin).json['value']).toMatchObject([
      { id, deletedDateTime: '2026-11-23T09:00:00Z' },
    ]);
    const restore = (of: string, by: string): Answer => t.graph('POST', `/directory/deletedItems/${of}/restore`, by);
    expect(restore(principalId, admin).status).toBe(400);
    t.now += 30 * day - hour;
    expect(restore(id, member).json).toMatchObject({ id, deletedDateTime: null });
    expect(t.graph('GET', `/servicePrincipals/${principalId}`, admin).status).toBe(404);
    expect(restore(principalId, member).status).toBe(200);
    expect(t.graph('GET', `/groups/${group}/members`, admin).json['value']).toMatchObject([{ id: principalId }]);
    expect(restore(id, admin).status).toBe(404);
  });

  it('are gone after 30 days, or when purged', () => {
    const { t, admin, make } = opened();
    const [first, second] = [make(admin, 'a'), make(admin, 'b')].map(({ json }) => String(json['id']));
    for (const id of [first, second]) t.graph('DELETE', `/applications/${id}`, admin);
    expect(t.graph('DELETE', `/directory/deletedItems/${first}`, admin).status).toBe(204);
    expect(t.graph('GET', `/directory/deletedItems/${first}`, admin).status).toBe(404);
    expect(t.graph('GET', `/directory/deletedItems/${second}`, admin).status).toBe(200);
    t.now += 30 * day;
    expect(t.graph('GET', `/directory/deletedItems/${second}`, admin).status).toBe(404);
    expect(t.graph('GET', '/directory/deletedItems/microsoft.graph.application', admin).json['value']).toEqual([]);
  });

  it('bring a user back into its groups, unless the name is taken', () => {
    const { t, users, admin, other } = opened();
    const group = t.group('g', other);
    expect(t.graph('DELETE', `/users/${other}`, users).status).toBe(204);
    expect(t.graph('GET', `/groups/${group}/members`, admin).json['value']).toEqual([]);
    const path = `/directory/deletedItems/${other}/restore`;
    expect(t.graph('POST', path, admin).status).toBe(403);
    expect(t.graph('POST', path, users).status).toBe(200);
    expect(t.graph('GET', `/groups/${group}/members`, admin).json['value']).toMatchObject([{ id: other }]);
  });

  it('show the principal of a managed identity and do not give it back', () => {
    const { t } = opened();
    const root = t.user('Root', 'Global Administrator').id;
    const { id } = t.identity('id1');
    t.send('DELETE', `https://graph.microsoft.com/v1.0/servicePrincipals/${id}`, undefined, { as: 'platform' });
    expect(t.graph('GET', `/directory/deletedItems/${id}`, root).json).toMatchObject({
      servicePrincipalType: 'ManagedIdentity',
    });
    expect(t.graph('POST', `/directory/deletedItems/${id}/restore`, root).status).toBe(501);
    expect(t.graph('DELETE', `/directory/deletedItems/${id}`, root).status).toBe(501);
  });
});
