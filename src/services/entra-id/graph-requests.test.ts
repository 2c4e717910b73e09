import { beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../test-tenant.ts';
import { Directory } from './fixture.ts';

/** The requests about the directory that `az` sends, as they leave it. Source: Azure CLI 2.74 against a recording proxy. */
let t: Directory;
let admin: string;
let ids: Record<string, string>;

beforeEach(() => {
  t = new Directory();
  admin = t.user('Ada', 'Global Administrator').id;
  const bob = t.user('Bob').id;
  const id1 = t.identity('id1');
  const [inner, outer] = [t.group('inner', bob), ''];
  const app = t.graph('POST', '/applications', bob, { displayName: 'mysp', keyCredentials: [] }).json;
  const sp = t.graph('POST', '/servicePrincipals', bob, { appId: app['appId'], accountEnabled: true }).json;
  ids = {
    bob,
    inner,
    outer: outer || t.group('outer', inner),
    id1: id1.id,
    client: id1.appId,
    app: String(app['id']),
    appId: String(app['appId']),
    sp: String(sp['id']),
  };
});

const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
const shown = (body: Record<string, unknown>): unknown => {
  const value = body['value'];
  const nameOf = (id: string): string => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? id;
  if (!Array.isArray(value)) return body['displayName'];
  return value.map((one: string | { displayName: string }) =>
    typeof one === 'string' ? nameOf(one) : one.displayName,
  );
};

const types = ['user', 'group', 'servicePrincipal', 'directoryObjectPartnerReference'];
const named = (id: string): string =>
  `/servicePrincipals?$filter=servicePrincipalNames%2Fany%28c%3Ac%20eq%20%27${id}%27%29`;

describe('what az ad and az role send to Microsoft Graph', () => {
  it.each<[az: string, method: string, path: string, body: object | undefined, answer: unknown]>([
    ['role assignment create, by client id', 'GET', named('{client}'), undefined, ['id1']],
    ['role assignment create, by nobody', 'GET', named('00000000-0000-4000-8000-000000000000'), undefined, []],
    ['role assignment list', 'POST', '/directoryObjects/getByIds', { ids: ['{id1}', '{bob}'], types }, ['id1', 'Bob']],
    [
      'ad sp list --display-name',
      'GET',
      '/servicePrincipals?$filter=startswith%28displayName%2C%27id1%27%29',
      undefined,
      ['id1'],
    ],
    [
      'ad sp list --filter',
      'GET',
      '/servicePrincipals?$filter=servicePrincipalType%20eq%20%27ManagedIdentity%27',
      undefined,
      ['id1'],
    ],
    ['ad sp list --all', 'GET', '/servicePrincipals', undefined, ['id1', 'mysp']],
    ['ad sp show', 'GET', '/servicePrincipals/{id1}', undefined, 'id1'],
    ['ad sp owner list', 'GET', '/servicePrincipals/{sp}/owners', undefined, ['Bob']],
    [
      'ad sp create-for-rbac, the name',
      'GET',
      '/servicePrincipals?$filter=displayName%20eq%20%27mysp%27',
      undefined,
      ['mysp'],
    ],
    [
      'ad sp create-for-rbac, the application',
      'GET',
      '/applications?$filter=startswith%28displayName%2C%27mysp%27%29',
      undefined,
      ['mysp'],
    ],
    ['ad app list', 'GET', '/applications', undefined, ['mysp']],
    ['ad app list --app-id', 'GET', '/applications?$filter=appId%20eq%20%27{appId}%27', undefined, ['mysp']],
    ['ad app owner list', 'GET', '/applications/{app}/owners', undefined, ['Bob']],
    ['ad signed-in-user show', 'GET', '/me', undefined, 'Ada'],
    ['ad user list', 'GET', '/users', undefined, ['Ada', 'Bob']],
    [
      'ad user list --upn',
      'GET',
      "/users?$filter=userPrincipalName%20eq%20'bob@contoso.onmicrosoft.com'",
      undefined,
      ['Bob'],
    ],
    ['ad user show, by name', 'GET', '/users/bob@contoso.onmicrosoft.com', undefined, 'Bob'],
    [
      'ad user get-member-groups',
      'POST',
      '/users/{bob}/getMemberGroups',
      { securityEnabledOnly: true },
      ['inner', 'outer'],
    ],
    ['ad group list', 'GET', '/groups?$filter=startswith%28displayName%2C%27in%27%29', undefined, ['inner']],
    ['ad group show', 'GET', '/groups/{inner}', undefined, 'inner'],
    [
      'ad group get-member-groups',
      'POST',
      '/groups/{inner}/getMemberGroups',
      { securityEnabledOnly: false },
      ['outer'],
    ],
    ['ad group member list', 'GET', '/groups/{outer}/members', undefined, ['inner']],
    ['ad group member list, all below', 'GET', '/groups/{outer}/transitiveMembers', undefined, ['Bob', 'inner']],
    [
      'ad group member check',
      'POST',
      '/directoryObjects/{bob}/checkMemberGroups',
      { groupIds: ['{outer}'] },
      ['outer'],
    ],
    ['ad group owner list', 'GET', '/groups/{outer}/owners', undefined, []],
    ['role of a person by groups', 'GET', '/users/{bob}/transitiveMemberOf', undefined, ['inner', 'outer']],
    ['role of a person by own groups', 'GET', '/users/{bob}/memberOf', undefined, ['inner']],
  ])('%s', (_az, method, path, body, expected) => {
    const sent = body && (JSON.parse(filled(JSON.stringify(body))) as object);
    const answer = t.graph(method, filled(path), admin, sent);
    expect([answer.status, shown(answer.json)]).toEqual([200, expected]);
  });

  it('memberships name directory roles beside groups', () => {
    t.group('staff', admin);
    for (const path of ['/me/memberOf', `/users/${admin}/transitiveMemberOf`]) {
      const { json } = t.graph('GET', path, admin);
      expect(shown(json)).toEqual(['Global Administrator', 'staff']);
      expect(json['value']).toMatchObject([
        { '@odata.type': '#microsoft.graph.directoryRole' },
        { displayName: 'staff' },
      ]);
    }
  });

  it('ad signed-in-user show, by an application: Graph knows no such person', () => {
    expect(refusal(t.graph('GET', '/me', ids['id1'] ?? ''))).toEqual([
      400,
      'BadRequest',
      '/me request is only valid with delegated authentication flow.',
    ]);
  });

  it('a list is cut into pages, of which each names the next, and is counted whole', () => {
    for (let at = 0; at < 7; at += 1) t.group(`g${at}`);
    const pages: string[][] = [];
    let path: string | undefined = "/groups?$count=true&$top=3&$select=displayName&$filter=startswith(displayName,'g')";
    while (path) {
      const { json }: { json: Record<string, unknown> } = t.graph('GET', path, admin);
      if (!pages.length) expect(json['@odata.count']).toBe(7);
      pages.push((json['value'] as { displayName: string }[]).map((one) => Object.values(one).join()));
      path = (json['@odata.nextLink'] as string | undefined)?.slice('https://graph.microsoft.com/v1.0'.length);
    }
    expect(pages).toEqual([['g0', 'g1', 'g2'], ['g3', 'g4', 'g5'], ['g6']]);
  });
});

describe('owners of an application', () => {
  const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` });

  it.each(['applications', 'servicePrincipals'])('of %s are added and removed by who owns it', (of) => {
    const { bob = '', id1 = '', inner = '' } = ids;
    const eve = t.user('Eve').id;
    const owners = `/${of}/${String(of === 'applications' ? ids['app'] : ids['sp'])}/owners`;
    expect(t.graph('POST', `${owners}/$ref`, eve, reference(eve)).status).toBe(403);
    expect(t.graph('POST', `${owners}/$ref`, bob, reference(eve)).status).toBe(204);
    expect(t.graph('POST', `${owners}/$ref`, eve, reference(id1)).status).toBe(204);
    expect(refusal(t.graph('POST', `${owners}/$ref`, bob, reference(eve)))[2]).toContain("'owners'");
    expect(t.graph('POST', `${owners}/$ref`, bob, reference(inner)).status).toBe(400);
    expect(shown(t.graph('GET', owners, admin).json)).toEqual(['Bob', 'Eve', 'id1']);
    expect(shown(t.graph('GET', '/me/ownedObjects', eve).json)).toEqual(['mysp']);
    expect(t.graph('DELETE', `${owners}/${eve}/$ref`, bob).status).toBe(204);
    expect(t.graph('DELETE', `${owners}/${eve}/$ref`, bob).status).toBe(404);
    expect(t.graph('POST', `${owners}/$ref`, eve, reference(eve)).status).toBe(403);
    expect(t.graph('GET', '/me/ownedObjects', id1).status).toBe(400);
  });
});
