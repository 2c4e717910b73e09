import { describe, expect, it } from 'vitest';
import { minute, second } from '#kernel/clock.ts';
import { Directory } from './fixture.ts';

function opened() {
  const t = new Directory();
  const root = t.user('Root', 'Global Administrator').id;
  /** What another service is told about an object. */
  const seen = (id: string): unknown => {
    const url = `https://graph.microsoft.com/v1.0/directoryObjects/${id}`;
    const { status, json } = t.send('GET', url, undefined, { as: 'platform' });
    return status === 200 ? json['@odata.type'] : status;
  };
  const made = (path: string, body: object): string => String(t.graph('POST', path, root, body).json['id']);
  return { t, root, seen, made };
}

const kinds: [string, (o: ReturnType<typeof opened>) => string, string][] = [
  ['a managed identity', ({ t }) => t.identity('id1').id, 'servicePrincipal'],
  [
    'an application’s principal',
    ({ t, root, made }) => {
      const { appId } = t.graph('POST', '/applications', root, { displayName: 'ci' }).json;
      return made('/servicePrincipals', { appId });
    },
    'servicePrincipal',
  ],
  [
    'a user',
    ({ made }) =>
      made('/users', {
        accountEnabled: true,
        displayName: 'New',
        mailNickname: 'new',
        userPrincipalName: 'new@contoso.onmicrosoft.com',
        passwordProfile: { password: 'x' },
      }),
    'user',
  ],
  [
    'a group',
    ({ made }) => made('/groups', { displayName: 'g', mailNickname: 'g', mailEnabled: false, securityEnabled: true }),
    'group',
  ],
];

describe('a new object of the directory', () => {
  it.each(kinds)('%s is shown by Graph at once and known to other services within a minute', (_what, make, type) => {
    const o = opened();
    const id = make(o);
    expect(o.t.graph('GET', `/directoryObjects/${id}`, o.root).status).toBe(200);
    expect(o.seen(id)).toBe(404);
    o.t.now += 4 * second;
    expect(o.seen(id)).toBe(404);
    o.t.now += minute;
    expect(o.seen(id)).toBe(`#microsoft.graph.${type}`);
  });

  it('takes no time where it stood before', () => {
    const { root, seen } = opened();
    expect(seen(root)).toBe('#microsoft.graph.user');
  });

  it('may be an application, which is no principal', () => {
    const { t, root, seen, made } = opened();
    const id = made('/applications', { displayName: 'ci' });
    expect(seen(id)).toBe('#microsoft.graph.application');
    const byIds = (body: object): unknown => t.graph('POST', '/directoryObjects/getByIds', root, body).json['value'];
    expect(byIds({ ids: [id] })).toMatchObject([{ '@odata.type': '#microsoft.graph.application', id }]);
    expect(byIds({ ids: [id], types: ['user', 'servicePrincipal'] })).toEqual([]);
  });
});
