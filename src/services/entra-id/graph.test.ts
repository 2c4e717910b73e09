import { describe, expect, it } from 'vitest';
import { refusal } from '../test-tenant.ts';
import { Directory, idOf } from './fixture.ts';

const values = (answer: { json: object }): Record<string, unknown>[] =>
  (answer.json as { value: Record<string, unknown>[] }).value;

describe('users', () => {
  const newUser = {
    accountEnabled: true,
    displayName: 'Kim',
    mailNickname: 'kim',
    userPrincipalName: 'kim@contoso.onmicrosoft.com',
    passwordProfile: { password: 'x' },
  };

  it('are made by who holds a directory role, shown by id and by name, and deleted', () => {
    const t = new Directory();
    const { id: ada } = t.user('Ada', 'User Administrator');
    const made = t.graph('POST', '/users', ada, newUser);
    expect(made.status).toBe(201);
    const id = String(made.json['id']);
    for (const name of [id, id.toUpperCase(), 'KIM%40contoso.onmicrosoft.com'])
      expect(t.graph('GET', `/users/${name}`, ada).json).toMatchObject({ id, displayName: 'Kim', jobTitle: null });
    expect(t.graph('PATCH', `/users/${id}`, ada, { displayName: 'Kim 2' }).status).toBe(204);
    expect(t.graph('GET', `/users/${id}`, ada).json['displayName']).toBe('Kim 2');
    expect(t.graph('DELETE', `/users/${id}`, ada).status).toBe(204);
    expect(refusal(t.graph('GET', `/users/${id}`, ada))).toEqual([
      404,
      'Request_ResourceNotFound',
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    ]);
    expect(t.graph('POST', '/users', ada, newUser).json['id']).not.toBe(id);
  });

  it.each([
    ['accountEnabled', "A value is required for property 'accountEnabled' of resource 'User'."],
    ['displayName', "A value is required for property 'displayName' of resource 'User'."],
    ['passwordProfile', 'A password must be specified to create a new user.'],
  ])('are not made without %s', (name, message) => {
    const t = new Directory();
    const { id } = t.user('Ada', 'Global Administrator');
    const { [name]: _, ...rest } = newUser as Record<string, unknown>;
    expect(refusal(t.graph('POST', '/users', id, rest))).toEqual([400, 'Request_BadRequest', message]);
  });

  it.each([
    ['kim@elsewhere.com', /domain portion of the userPrincipalName property is invalid/],
    ['no name', /Invalid value specified for property 'userPrincipalName'/],
    ['ADA@contoso.onmicrosoft.com', /same value for property userPrincipalName already exists/],
  ])('are not made under the name %s', (userPrincipalName, message) => {
    const t = new Directory();
    const { id } = t.user('Ada', 'Global Administrator');
    expect(refusal(t.graph('POST', '/users', id, { ...newUser, userPrincipalName }))[2]).toMatch(message);
  });

  it('show only what is selected', () => {
    const t = new Directory();
    const { id } = t.user('Ada');
    expect(Object.keys(values(t.graph('GET', '/users?$select=id,accountEnabled', id))[0] ?? {})).toEqual([
      'id',
      'accountEnabled',
    ]);
    expect(Object.keys(values(t.graph('GET', '/users', id))[0] ?? {})).not.toContain('accountEnabled');
    expect(refusal(t.graph('GET', '/users?$select=shoeSize', id))[2]).toBe(
      "Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.",
    );
  });

  it('are themselves at /me, which an application is not', () => {
    const t = new Directory();
    const { id } = t.user('Ada');
    expect(t.graph('GET', '/me', id).json['userPrincipalName']).toBe('ada@contoso.onmicrosoft.com');
    expect(refusal(t.graph('GET', '/me', t.identity('id1').id))).toEqual([
      400,
      'BadRequest',
      '/me request is only valid with delegated authentication flow.',
    ]);
  });
});

describe('lists', () => {
  it('come in pages of a hundred that are followed by their links', () => {
    const t = new Directory();
    const ids = Array.from({ length: 250 }, (_, at) => t.user(`U${at}`).id);
    const [me = ''] = ids;
    const found: unknown[] = [];
    let next = '/users?$select=id';
    let pages = 0;
    for (; next; pages += 1) {
      const page = t.graph('GET', next, me);
      found.push(...values(page).map(({ id }) => id));
      next = String(page.json['@odata.nextLink'] ?? '').replace('https://graph.microsoft.com/v1.0', '');
    }
    expect(pages).toBe(3);
    expect(new Set(found)).toEqual(new Set(ids));
    expect(values(t.graph('GET', '/users?$top=7', me))).toHaveLength(7);
    expect(t.graph('GET', '/users?$top=0', me).status).toBe(400);
    expect(t.graph('GET', '/users?$count=true', me).json['@odata.count']).toBe(250);
  });

  it.each([
    ["displayName eq 'ada'", ['Ada']],
    ["startswith(displayName,'A')", ['Ada', 'Amy']],
    ["startswith(displayName,'A') and not (displayName eq 'Amy')", ['Ada']],
    ["displayName eq 'Ada' or userPrincipalName eq 'bob@contoso.onmicrosoft.com'", ['Ada', 'Bob']],
    ["displayName in ('Bob','Amy')", ['Amy', 'Bob']],
    ['accountEnabled eq false', []],
    ["displayName eq 'O''Hara'", ["O'Hara"]],
  ])('are filtered by %s', (filter, names) => {
    const t = new Directory();
    const { id } = t.user('Ada');
    for (const name of ['Amy', 'Bob', "O'Hara"]) t.user(name);
    const answer = t.graph('GET', `/users?$filter=${encodeURIComponent(filter)}`, id);
    expect(values(answer).map(({ displayName }) => displayName)).toEqual(names);
  });

  it.each([
    ['displayName eq', 'BadRequest', /Syntax error at position/],
    ['displayName', 'Request_UnsupportedQuery', /Unsupported or invalid query filter clause/],
    ["displayName ne 'x'", 'Request_UnsupportedQuery', /'displayName' of resource 'user'/],
    ["shoeSize eq '42'", 'BadRequest', /Could not find a property named 'shoeSize'/],
    ["displayName eq 'x' 'y'", 'BadRequest', /Syntax error/],
    ['&&', 'BadRequest', /Syntax error at position 0/],
  ])('refuse the filter %s', (filter, code, message) => {
    const t = new Directory();
    const { id } = t.user('Ada');
    const [status, found, text] = refusal(t.graph('GET', `/users?$filter=${encodeURIComponent(filter)}`, id));
    expect([status, found]).toEqual([400, code]);
    expect(text).toMatch(message);
  });

  it('do not pretend to search', () => {
    const t = new Directory();
    const { id } = t.user('Ada');
    expect(refusal(t.graph('GET', '/users?$search="displayName:A"', id)).slice(0, 2)).toEqual([501, 'NotSimulated']);
  });
});

describe('service principals', () => {
  it('of managed identities have the shape that Azure gives them', () => {
    const t = new Directory();
    const { id: ada } = t.user('Ada');
    const { id, appId } = t.identity('id1');
    expect(t.graph('GET', `/servicePrincipals/${id}`, ada).json).toMatchObject({
      id,
      appId,
      displayName: 'id1',
      servicePrincipalType: 'ManagedIdentity',
      accountEnabled: true,
      alternativeNames: ['isExplicit=True', expect.stringContaining('/resourcegroups/rg1/') as string],
      servicePrincipalNames: [appId, expect.stringMatching(/^https:\/\/identity\.azure\.net\/.{43}=$/) as string],
      passwordCredentials: [],
      keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', endDateTime: '2027-02-21T09:00:00Z' }],
    });
    t.now += 50 * 86_400_000;
    const rolled = t.graph('GET', `/servicePrincipals/${id}`, ada).json['keyCredentials'];
    expect(rolled).toMatchObject([{ startDateTime: '2027-01-07T09:00:00Z' }]);
  });

  it.each([
    [(appId: string) => `servicePrincipalNames/any(c:c eq '${appId}')`],
    [() => "startswith(displayName,'id')"],
    [() => "servicePrincipalType eq 'ManagedIdentity'"],
    [() => "displayName eq 'id1'"],
    [(appId: string) => `appId eq '${appId}'`],
    [() => "alternativeNames/any(a:startswith(a,'/subscriptions/s/'))"],
  ])('are found by the filters that az sends (%#)', (filter) => {
    const t = new Directory();
    const { id: ada } = t.user('Ada');
    const { id, appId } = t.identity('id1');
    const answer = t.graph('GET', `/servicePrincipals?$filter=${encodeURIComponent(filter(appId))}`, ada);
    expect(values(answer).map((one) => one['id'])).toEqual([id]);
  });

  it('are switched off by an application administrator only', () => {
    const t = new Directory();
    const [ada, bob] = [t.user('Ada', 'Cloud Application Administrator').id, t.user('Bob').id];
    const { id } = t.identity('id1');
    const off = { accountEnabled: false };
    expect(refusal(t.graph('PATCH', `/servicePrincipals/${id}`, bob, off))).toEqual([
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    ]);
    expect(t.graph('PATCH', `/servicePrincipals/${id}`, ada, off).status).toBe(204);
    expect(t.graph('GET', `/servicePrincipals/${id}`, bob).json['accountEnabled']).toBe(false);
    expect(t.graph('PATCH', `/servicePrincipals/${id}`, ada, { tags: [] }).status).toBe(501);
    expect(t.graph('PATCH', `/servicePrincipals/${id}`, ada, { accountEnabled: 'no' }).status).toBe(400);
    expect(t.graph('PATCH', `/servicePrincipals/${idOf('nobody')}`, ada, off).status).toBe(404);
  });

  it('are made and deleted by the platform, and by nobody else here', () => {
    const t = new Directory();
    const { id: ada } = t.user('Ada', 'Global Administrator');
    const { id } = t.identity('id1');
    expect(t.graph('POST', '/servicePrincipals', ada, { appId: idOf('x') }).status).toBe(400);
    expect(t.graph('DELETE', `/servicePrincipals/${id}`, ada).status).toBe(501);
    const group = t.group('g', id);
    const gone = t.send('DELETE', `https://graph.microsoft.com/v1.0/servicePrincipals/${id}`, undefined, {
      as: 'platform',
    });
    expect(gone.status).toBe(204);
    expect(values(t.graph('GET', `/groups/${group}/members`, ada))).toEqual([]);
    expect(t.identity('id1').id).not.toBe(id);
  });
});

describe('a Graph request', () => {
  const get = (t: Directory, token: string | null) =>
    t.send('GET', 'https://graph.microsoft.com/v1.0/me', undefined, { token });

  it.each([
    ['no token', () => null, 'Access token is empty.'],
    ['a token of nobody', () => 'tk.0', 'Signature is invalid.'],
    [
      'a token for ARM',
      (t: Directory, id: string) => t.token(id, 'https://management.azure.com/'),
      'Access token validation failure. Invalid audience.',
    ],
    [
      'an old token',
      (t: Directory, id: string) => {
        const ref = t.token(id, 'https://graph.microsoft.com');
        t.now += 90_000_000;
        return ref;
      },
      'Lifetime validation failed, the token is expired.',
    ],
  ])('with %s is refused in Graph’s envelope', (_name, token, message) => {
    const t = new Directory();
    const answer = get(t, token(t, t.user('Ada').id));
    expect(refusal(answer)).toEqual([401, 'InvalidAuthenticationToken', message]);
    expect(answer.json['error']?.['innerError']).toMatchObject({
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}$/) as string,
    });
    expect(answer.response.headers['www-authenticate']).toContain('Bearer');
  });

  it('by an application reads nothing without a directory role', () => {
    const t = new Directory();
    t.user('Ada');
    const { id } = t.identity('id1');
    expect(t.graph('GET', '/users', id).status).toBe(403);
    t.put('directoryRoles', `${id} Directory Readers`, { principalId: id, role: 'Directory Readers' });
    expect(t.graph('GET', '/users', id).status).toBe(200);
  });

  it('with a body that is no JSON is refused', () => {
    const t = new Directory();
    const { id } = t.user('Ada', 'Global Administrator');
    expect(refusal(t.graph('POST', '/users', id, '{'))[2]).toContain('Unable to read JSON request payload');
  });

  it('to a corner that is not simulated says so', () => {
    const t = new Directory();
    const { id } = t.user('Ada');
    expect(refusal(t.graph('GET', '/devices', id)).slice(0, 2)).toEqual([501, 'NotSimulated']);
    expect(values(t.graph('GET', '/applications', id))).toEqual([]);
    expect(values(t.graph('GET', '/organization', id))).toMatchObject([{ displayName: 'Contoso' }]);
  });
});
