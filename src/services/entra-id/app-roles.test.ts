import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '#kernel/clock.ts';
import { graphAppId } from './app-roles.ts';
import { Directory } from './fixture.ts';
import { findToken } from './issue.ts';

const userReadAll = 'df021288-bdef-4463-88db-98f22de89214';
const graph = 'https://graph.microsoft.com';

let t: Directory;
let admin: string;
let identity: string;
let graphPrincipal: string;
beforeEach(() => {
  t = new Directory();
  admin = t.user('Admin', 'Global Administrator').id;
  identity = t.identity('id1').id;
  const found = t.graph('GET', `/servicePrincipals?$filter=appId eq '${graphAppId}'`, admin).json['value'];
  graphPrincipal = String((found as unknown as { id: string }[])[0]?.id);
});

const assign = (more: object = {}, by = admin) =>
  t.graph('POST', `/servicePrincipals/${identity}/appRoleAssignments`, by, {
    principalId: identity,
    resourceId: graphPrincipal,
    appRoleId: userReadAll,
    ...more,
  });
const tokenOf = (resource = graph) =>
  t.inside('POST', '/entra/tokens', { principalId: identity, resource, hostId: '/subscriptions/s/host' });
const listUsers = (): number => {
  const ref = String(tokenOf().json['ref']);
  return t.send('GET', `${graph}/v1.0/users`, undefined, { token: ref }).status;
};

describe('an app role of Microsoft Graph', () => {
  it('lets an identity in with its next token, and no sooner', () => {
    expect(listUsers()).toBe(403);
    expect(assign().json).toMatchObject({ appRoleId: userReadAll, principalId: identity, resourceId: graphPrincipal });
    expect(listUsers()).toBe(403);
    t.now += day;
    expect(findToken(t.tables, String(tokenOf().json['ref']))?.claims['roles']).toEqual(['User.Read.All']);
    expect(listUsers()).toBe(200);
  });

  it('says what it stands for and nothing more', () => {
    assign();
    const token = String(tokenOf().json['ref']);
    const get = (path: string) => t.send('GET', `${graph}/v1.0${path}`, undefined, { token }).status;
    expect([get('/users'), get('/groups'), get('/applications')]).toEqual([200, 403, 403]);
    const made = t.send('POST', `${graph}/v1.0/groups`, { displayName: 'g' }, { token });
    expect(made.status).toBe(403);
  });

  it('is shown at both ends and taken away at either', () => {
    const id = String(assign().json['id']);
    for (const path of [`${identity}/appRoleAssignments`, `${graphPrincipal}/appRoleAssignedTo`])
      expect(t.graph('GET', `/servicePrincipals/${path}`, admin).json['value']).toMatchObject([{ id }]);
    expect(t.graph('DELETE', `/servicePrincipals/${graphPrincipal}/appRoleAssignedTo/${id}`, admin).status).toBe(204);
    expect(t.graph('DELETE', `/servicePrincipals/${identity}/appRoleAssignments/${id}`, admin).status).toBe(404);
    expect(t.graph('GET', `/servicePrincipals/${identity}/appRoleAssignments`, admin).json['value']).toEqual([]);
  });

  it.each<[string, () => { status: number }, number]>([
    ['by a plain member', () => assign({}, t.user('Plain').id), 403],
    ['of another principal than the address names', () => assign({ principalId: graphPrincipal }), 400],
    ['that the application does not offer', () => assign({ appRoleId: '11111111-1111-4111-8111-111111111111' }), 400],
    ['without its id', () => assign({ appRoleId: undefined }), 400],
    ['twice', () => (assign(), assign()), 400],
    ['on an application that is not there', () => assign({ resourceId: '11111111-1111-4111-8111-111111111111' }), 404],
  ])('is not assigned %s', (_name, work, status) => {
    expect(work().status).toBe(status);
  });

  it('is offered by Microsoft Graph', () => {
    const { appRoles } = t.graph('GET', `/servicePrincipals/${graphPrincipal}`, admin).json as unknown as {
      appRoles: { id: string; value: string }[];
    };
    expect(appRoles).toContainEqual(expect.objectContaining({ id: userReadAll, value: 'User.Read.All' }));
  });
});

describe('an application that is registered here', () => {
  const register = () => {
    const { id, appId } = t.graph('POST', '/applications', admin, {
      displayName: 'orders-api',
      identifierUris: ['api://orders'],
    }).json;
    const principal = t.graph('POST', '/servicePrincipals', admin, { appId }).json;
    return { id: String(id), appId: String(appId), principalId: String(principal['id']) };
  };

  it('is a resource that tokens are issued for, once it has a service principal', () => {
    expect(tokenOf('api://orders').json['error']?.['code']).toBe('invalid_resource');
    register();
    expect(findToken(t.tables, String(tokenOf('api://orders').json['ref']))?.claims.aud).toBe('api://orders');
  });

  it('that requires assignment gives no token to whom nobody assigned', () => {
    const { principalId } = register();
    const required = { appRoleAssignmentRequired: true };
    expect(t.graph('PATCH', `/servicePrincipals/${principalId}`, admin, required).status).toBe(204);
    expect(String(tokenOf('api://orders').json['error']?.['message'])).toMatch(/^AADSTS501051: /);
    const bare = { resourceId: principalId, appRoleId: '00000000-0000-0000-0000-000000000000' };
    expect(assign(bare).status).toBe(201);
    expect(tokenOf('api://orders').status).toBe(200);
  });
});
