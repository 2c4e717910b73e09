import { describe, expect, it } from 'vitest';
import { refusal } from '../test-tenant.ts';
import { Directory, idOf } from './fixture.ts';
import { assignmentId } from './role-catalogue.ts';

const readers = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
const at = '/roleManagement/directory/roleAssignments';
const wanted = (principalId: string, more: object = {}) => ({
  principalId,
  roleDefinitionId: readers,
  directoryScopeId: '/',
  ...more,
});
const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` });

function furnished() {
  const t = new Directory();
  const admin = t.user('Ada', 'Global Administrator').id;
  const identity = t.identity('server').id;
  return { t, admin, identity, bob: t.user('Bob').id };
}

describe('directory roles', () => {
  it('let a managed identity read the directory, and nothing more, until they are taken away', () => {
    const { t, admin, identity, bob } = furnished();
    const reads = ['/users', '/groups', '/applications', '/servicePrincipals'];
    const seen = () => reads.map((path) => t.graph('GET', path, identity).status);
    expect(seen()).toEqual([403, 403, 403, 403]);
    const made = t.graph('POST', at, admin, wanted(identity));
    expect([made.status, made.json['id']]).toEqual([201, assignmentId(readers, identity)]);
    expect(seen()).toEqual([200, 200, 200, 200]);
    expect(t.graph('POST', '/groups', identity, { displayName: 'x' }).status).toBe(403);
    expect(t.graph('GET', `${at}/${String(made.json['id'])}`, bob).json).toMatchObject(wanted(identity));
    expect(t.graph('DELETE', `${at}/${String(made.json['id'])}`, admin).status).toBe(204);
    expect(seen()).toEqual([403, 403, 403, 403]);
  });

  it('have the id that the documentation shows', () => {
    const [role, principal] = ['b0f54661-2d74-4c50-afa3-1ec803f12efe', 'a98eb769-7bd4-4489-86f6-ad96e1d58b62'];
    expect(assignmentId(role, principal)).toBe('YUb1sHQtUEyvox7IA_Eu_mm3jqnUe4lEhvatluHVi2I-1');
  });

  it('are given by Global and Privileged Role Administrators and by an application with the permission', () => {
    const { t, admin, identity, bob } = furnished();
    expect(t.graph('POST', at, bob, wanted(identity)).status).toBe(403);
    const cara = t.user('Cara', 'Application Administrator').id;
    expect(t.graph('POST', at, cara, wanted(identity)).status).toBe(403);
    const dan = t.user('Dan', 'Privileged Role Administrator').id;
    expect(t.graph('POST', at, dan, wanted(identity)).status).toBe(201);
    expect(t.graph('POST', at, identity, wanted(bob)).status).toBe(403);
    const manager = { ...wanted(identity), roleDefinitionId: 'e8611ab8-c189-46e8-94e1-60213ab1f814' };
    expect(t.graph('POST', at, admin, manager).status).toBe(201);
    expect(t.graph('POST', at, identity, wanted(bob)).status).toBe(201);
  });

  it.each([
    ['nobody', wanted('00000000-0000-4000-8000-000000000000'), 404, 'Request_ResourceNotFound', /does not exist/],
    ['an unknown role', wanted('bob', { roleDefinitionId: 'x' }), 404, 'Request_ResourceNotFound', /Resource 'x'/],
    ['a group', wanted('group'), 400, 'Request_BadRequest', /^Groups without IsAssignableToRole property set/],
    ['no scope', wanted('bob', { directoryScopeId: undefined }), 400, 'Request_BadRequest', /'directoryScopeId'/],
    ['an administrative unit', wanted('bob', { directoryScopeId: '/administrativeUnits/1' }), 501, 'NotSimulated', /./],
    [
      'whom has it',
      wanted('admin', { roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10' }),
      400,
      'Request_BadRequest',
      /conflicting object/,
    ],
  ])('are not given to %s', (_name, body, status, code, text) => {
    const { t, admin, bob } = furnished();
    const names: Record<string, string> = { bob, admin, group: t.group('staff') };
    const { principalId } = body;
    const answer = t.graph('POST', at, admin, { ...body, principalId: names[principalId] ?? principalId });
    const [seen, said, message] = refusal(answer);
    expect([seen, said]).toEqual([status, code]);
    expect(message).toMatch(text);
  });

  it('are found by principal and by role', () => {
    const { t, admin, identity } = furnished();
    t.graph('POST', at, admin, wanted(identity));
    const find = (filter: string) =>
      t.graph('GET', `${at}?$filter=${encodeURIComponent(filter)}`, admin).json['value'] as unknown as object[];
    expect(find(`principalId eq '${identity}'`)).toEqual([
      { ...wanted(identity), id: assignmentId(readers, identity) },
    ]);
    expect(find(`roleDefinitionId eq '${readers}' and principalId eq '${admin}'`)).toEqual([]);
    const definitions = '/roleManagement/directory/roleDefinitions';
    const named = t.graph('GET', `${definitions}?$filter=displayName%20eq%20%27Directory%20Readers%27`, admin);
    expect(named.json['value']).toMatchObject([{ id: readers, templateId: readers, isBuiltIn: true }]);
    expect(t.graph('GET', `${definitions}/${readers}`, admin).json['displayName']).toBe('Directory Readers');
    expect(t.graph('GET', `${definitions}/none`, admin).status).toBe(404);
  });

  it('leave with a user, and come back with one that is restored', () => {
    const { t, admin, bob } = furnished();
    t.graph('POST', at, admin, wanted(bob));
    const id = assignmentId(readers, bob);
    t.graph('DELETE', `/users/${bob}`, admin);
    expect(t.graph('GET', `${at}/${id}`, admin).status).toBe(404);
    t.graph('POST', `/directory/deletedItems/${bob}/restore`, admin);
    expect(t.graph('GET', `${at}/${id}`, admin).status).toBe(200);
  });

  it('keep the last Global Administrator', () => {
    const { t, admin } = furnished();
    const id = assignmentId('62e90394-69f5-4237-9190-012177145e10', admin);
    expect(t.graph('DELETE', `${at}/${id}`, admin).status).toBe(501);
    t.user('Eve', 'Global Administrator');
    expect(t.graph('DELETE', `${at}/${id}`, admin).status).toBe(204);
    expect(t.graph('DELETE', `${at}/none`, idOf('Eve')).status).toBe(404);
  });
});

describe('the older address of directory roles', () => {
  const ids = (answer: { json: object }) => (answer.json as { value: { id: string }[] }).value.map(({ id }) => id);

  it('activates a role from its template, then gives it members', () => {
    const { t, admin, identity, bob } = furnished();
    const names = () =>
      (t.graph('GET', '/directoryRoles', bob).json['value'] as unknown as { displayName: string }[]).map(
        (one) => one.displayName,
      );
    expect(names()).toEqual(['Global Administrator']);
    expect(ids(t.graph('GET', '/directoryRoleTemplates', bob))).toContain(readers);
    expect(t.graph('POST', '/directoryRoles', bob, { roleTemplateId: readers }).status).toBe(403);
    const made = t.graph('POST', '/directoryRoles', admin, { roleTemplateId: readers });
    expect(made.status).toBe(201);
    expect(names()).toEqual(['Directory Readers', 'Global Administrator']);
    expect(refusal(t.graph('POST', '/directoryRoles', admin, { roleTemplateId: readers }))[2]).toMatch(/conflicting/);
    expect(refusal(t.graph('POST', '/directoryRoles', admin, {}))[2]).toContain("'roleTemplateId'");
    expect(t.graph('POST', '/directoryRoles', admin, { roleTemplateId: 'x' }).status).toBe(404);
    const role = `/directoryRoles/${String(made.json['id'])}`;
    expect(t.graph('GET', role, bob).json).toMatchObject({ roleTemplateId: readers });
    expect(t.graph('POST', `${role}/members/$ref`, bob, reference(identity)).status).toBe(403);
    expect(t.graph('POST', `${role}/members/$ref`, admin, reference(identity)).status).toBe(204);
    expect(refusal(t.graph('POST', `${role}/members/$ref`, admin, reference(identity)))[2]).toContain("'members'");
    expect(ids(t.graph('GET', `${role}/members`, bob))).toEqual([identity]);
    expect(t.graph('GET', '/users', identity).status).toBe(200);
    expect(t.graph('DELETE', `${role}/members/${identity}/$ref`, admin).status).toBe(204);
    expect(t.graph('DELETE', `${role}/members/${identity}/$ref`, admin).status).toBe(404);
    expect(t.graph('GET', '/users', identity).status).toBe(403);
    expect(names()).toContain('Directory Readers');
    expect(t.graph('GET', '/directoryRoles/none', bob).status).toBe(404);
    expect(t.graph('GET', '/directoryRoles/none/members', bob).status).toBe(404);
  });
});
