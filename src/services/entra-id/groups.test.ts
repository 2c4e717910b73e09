import { describe, expect, it } from 'vitest';
import { refusal } from '../test-tenant.ts';
import { Directory, idOf } from './fixture.ts';
import { groupsOf } from './membership.ts';

const ids = (answer: { json: object }): unknown[] =>
  (answer.json as { value: { id: string }[] }).value.map(({ id }) => id);
const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` });
const newGroup = { displayName: 'Team', mailNickname: 'team', mailEnabled: false, securityEnabled: true };

describe('groups', () => {
  it('are made by any member, who owns them then', () => {
    const t = new Directory();
    const [ada, bob] = [t.user('Ada').id, t.user('Bob').id];
    const made = t.graph('POST', '/groups', ada, newGroup);
    expect(made.status).toBe(201);
    const id = String(made.json['id']);
    expect(String(made.json['securityIdentifier'])).toMatch(/^S-1-12-1-\d+-\d+-\d+-\d+$/);
    expect(ids(t.graph('GET', `/groups/${id}/owners`, bob))).toEqual([ada]);
    expect(t.graph('POST', `/groups/${id}/members/$ref`, ada, reference(bob)).status).toBe(204);
    expect(t.graph('POST', `/groups/${id}/members/$ref`, bob, reference(ada)).status).toBe(403);
    expect(t.graph('PATCH', `/groups/${id}`, bob, { displayName: 'Mine' }).status).toBe(403);
    expect(t.graph('PATCH', `/groups/${id}`, ada, { displayName: 'Ours', description: 'x' }).status).toBe(204);
    expect(t.graph('GET', `/groups/${id}`, bob).json).toMatchObject({ displayName: 'Ours', description: 'x' });
    expect(t.graph('DELETE', `/groups/${id}`, bob).status).toBe(403);
    expect(t.graph('DELETE', `/groups/${id}`, ada).status).toBe(204);
    expect(groupsOf(t.tables, bob)).toEqual([]);
  });

  it('are not owned by an administrator who makes them', () => {
    const t = new Directory();
    const { id: ada } = t.user('Ada', 'Groups Administrator');
    const id = String(t.graph('POST', '/groups', ada, newGroup).json['id']);
    expect(ids(t.graph('GET', `/groups/${id}/owners`, ada))).toEqual([]);
    expect(t.graph('POST', `/groups/${id}/owners/$ref`, ada, reference(ada)).status).toBe(204);
    expect(refusal(t.graph('POST', `/groups/${id}/owners/$ref`, ada, reference(ada)))[2]).toContain("'owners'");
    expect(t.graph('DELETE', `/groups/${id}/owners/${ada}/$ref`, ada).status).toBe(204);
  });

  it.each([
    [{ ...newGroup, mailNickname: undefined }, 400],
    [{ ...newGroup, securityEnabled: undefined }, 400],
    [{ ...newGroup, mailEnabled: true, groupTypes: ['Unified'] }, 501],
  ])('are refused as %j', (body, status) => {
    const t = new Directory();
    expect(t.graph('POST', '/groups', t.user('Ada').id, body).status).toBe(status);
  });

  it('have the security identifier that Azure computes from the object id', () => {
    const t = new Directory();
    const { id } = t.user('Ada');
    const groupId = 'a3f6c606-38ec-42d7-8c0e-d4ecaf0d9d61';
    t.put('groups', groupId, {
      id: groupId,
      displayName: 'g',
      mailNickname: 'g',
      securityEnabled: true,
      createdAt: t.now,
    });
    expect(t.graph('GET', `/groups/${groupId}`, id).json['securityIdentifier']).toBe(
      'S-1-12-1-2750858758-1121401068-3973320332-1637682607',
    );
  });
});

describe('membership', () => {
  /** outer > middle > inner > bob, and a circle back from inner to outer. */
  function nested() {
    const t = new Directory();
    const [ada, bob] = [t.user('Ada', 'Groups Administrator').id, t.user('Bob').id];
    const inner = t.group('inner', bob);
    const middle = t.group('middle', inner);
    const outer = t.group('outer', middle);
    return { t, ada, bob, inner, middle, outer };
  }

  it('reaches through groups in groups, with the way there', () => {
    const { t, bob, inner, middle, outer } = nested();
    expect(groupsOf(t.tables, bob)).toEqual([
      { id: inner, displayName: 'inner', through: [] },
      { id: middle, displayName: 'middle', through: [inner] },
      { id: outer, displayName: 'outer', through: [inner, middle] },
    ]);
  });

  it('ends in a circle of groups', () => {
    const { t, ada, bob, inner, middle, outer } = nested();
    expect(t.graph('POST', `/groups/${inner}/members/$ref`, ada, reference(outer)).status).toBe(204);
    expect(groupsOf(t.tables, bob).map(({ id }) => id)).toEqual([inner, middle, outer]);
    expect(ids(t.graph('GET', `/groups/${outer}/transitiveMembers`, ada))).toContain(bob);
  });

  it.each(['users', 'directoryObjects'])('is asked for at %s', (collection) => {
    const { t, ada, bob, inner, middle, outer } = nested();
    const at = `/${collection}/${bob}`;
    const asked = { groupIds: [outer, idOf('other'), inner] };
    expect(t.graph('POST', `${at}/checkMemberGroups`, ada, asked).json['value']).toEqual([outer, inner]);
    expect(t.graph('POST', `${at}/getMemberGroups`, ada, { securityEnabledOnly: false }).json['value']).toEqual([
      inner,
      middle,
      outer,
    ]);
    expect(ids(t.graph('GET', `${at}/memberOf`, ada))).toEqual([inner]);
    expect(ids(t.graph('GET', `${at}/transitiveMemberOf`, ada))).toEqual([inner, middle, outer]);
  });

  it('is asked for by oneself, by a group and by a user name, and by no object of another kind', () => {
    const { t, bob, inner, middle, outer } = nested();
    expect(ids(t.graph('GET', '/me/transitiveMemberOf', bob))).toHaveLength(3);
    expect(t.graph('POST', `/groups/${inner}/getMemberGroups`, bob, {}).json['value']).toEqual([middle, outer]);
    expect(ids(t.graph('GET', '/users/bob@contoso.onmicrosoft.com/memberOf', bob))).toEqual([inner]);
    expect(t.graph('GET', `/groups/${bob}/transitiveMemberOf`, bob).status).toBe(404);
  });

  it.each([
    [
      'a member twice',
      (bob: string) => bob,
      400,
      'Request_BadRequest',
      /already exist for the following modified properties: 'members'/,
    ],
    ['nobody', () => idOf('nobody'), 404, 'Request_ResourceNotFound', /does not exist/],
  ])('refuses %s', (_name, whom, status, code, message) => {
    const { t, ada, bob, inner } = nested();
    const [found, foundCode, text] = refusal(
      t.graph('POST', `/groups/${inner}/members/$ref`, ada, reference(whom(bob))),
    );
    expect([found, foundCode]).toEqual([status, code]);
    expect(text).toMatch(message);
  });

  it('refuses a group in itself and a reference that names nothing', () => {
    const { t, ada, inner } = nested();
    expect(t.graph('POST', `/groups/${inner}/members/$ref`, ada, reference(inner)).status).toBe(400);
    expect(t.graph('POST', `/groups/${inner}/members/$ref`, ada, { '@odata.id': 'x' }).status).toBe(400);
    expect(t.graph('POST', `/groups/${inner}/members/$ref`, ada, {}).status).toBe(400);
  });

  it('ends when the member is removed, once', () => {
    const { t, ada, bob, inner } = nested();
    expect(t.graph('DELETE', `/groups/${inner}/members/${bob}/$ref`, ada).status).toBe(204);
    expect(t.graph('DELETE', `/groups/${inner}/members/${bob}/$ref`, ada).status).toBe(404);
    expect(groupsOf(t.tables, bob)).toEqual([]);
  });

  it('shows members with their types', () => {
    const { t, ada, outer, middle } = nested();
    const { id } = t.identity('id1');
    t.graph('POST', `/groups/${outer}/members/$ref`, ada, reference(id));
    const types = (
      t.graph('GET', `/groups/${outer}/members`, ada).json as unknown as { value: Record<string, string>[] }
    ).value;
    expect(types.map((one) => [one['@odata.type'], one['id']])).toEqual([
      ['#microsoft.graph.servicePrincipal', id],
      ['#microsoft.graph.group', middle],
    ]);
  });
});

describe('directory objects', () => {
  it('are found by ids, and what is gone is left out', () => {
    const t = new Directory();
    const { id } = t.user('Ada');
    const [group, { id: principal }] = [t.group('g'), t.identity('id1')];
    const all = [id, group, principal, idOf('gone')];
    const types = ['user', 'group', 'servicePrincipal', 'directoryObjectPartnerReference'];
    expect(ids(t.graph('POST', '/directoryObjects/getByIds', id, { ids: all, types }))).toEqual([id, group, principal]);
    expect(ids(t.graph('POST', '/directoryObjects/getByIds', id, { ids: all, types: ['group'] }))).toEqual([group]);
    expect(t.graph('GET', `/directoryObjects/${group}`, id).json['@odata.type']).toBe('#microsoft.graph.group');
    expect(t.graph('GET', `/directoryObjects/${idOf('gone')}`, id).status).toBe(404);
  });
});
