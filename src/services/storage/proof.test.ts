import { beforeEach, describe, expect, it } from 'vitest';
import { accountId, containerId, elementOf, Fixture, queueId, start, tenantId, type Answer } from './fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture().furnish();
});

const read = 'blobServices/containers/blobs/read';
const url = (path: string): string => `https://st1.blob.core.windows.net${path}`;
const path = ({ trace }: Answer): string[] => trace.runs.at(-1)?.path ?? [];

describe('a bearer token', () => {
  it('reads with the data role, from each audience that names this account', () => {
    at.grant('app', read, containerId('cn1'));
    for (const aud of ['https://storage.azure.com', 'https://storage.azure.com/', 'https://st1.blob.core.windows.net/'])
      expect(at.blob('GET', '/cn1/a.txt', at.token('app', { aud }))).toMatchObject({ status: 200, body: 'hello world' });
  });

  it.each([
    [
      'another account’s audience',
      { aud: 'https://st2.blob.core.windows.net' },
      'Audience validation failed. Audience did not match.',
    ],
    ['a vault’s audience', { aud: 'https://vault.azure.net' }, 'Audience validation failed. Audience did not match.'],
    ['another tenant', { tid: 'other' }, 'Issuer validation failed. Issuer did not match.'],
    ['an end in the past', { exp: start / 1000 - 1 }, 'Lifetime validation failed. The token is expired.'],
  ])('with %s is refused by 401 and a challenge, by 403 in old versions', (_, claims, detail) => {
    const refused = at.blob('GET', '/cn1/a.txt', at.token('app', claims));
    expect(refused).toMatchObject({ status: 401, code: 'InvalidAuthenticationInfo' });
    expect(refused.headers['www-authenticate']).toBe(
      `Bearer authorization_uri=https://login.microsoftonline.com/${tenantId}/oauth2/authorize resource_id=https://storage.azure.com`,
    );
    expect(elementOf(refused, 'AuthenticationErrorDetail')).toBe(detail);
    expect(refused.body.startsWith('\ufeff<?xml version="1.0" encoding="utf-8"?><Error><Code>')).toBe(true);
    const old = at.blob('GET', '/cn1/a.txt', { ...at.token('app', claims), 'x-ms-version': '2019-07-07' });
    expect(old).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
    expect(elementOf(old, 'AuthenticationErrorDetail')).toBe(detail);
    expect(old.headers['www-authenticate']).toBeUndefined();
  });

  it('is no token to a version that knows none', () => {
    const { authorization = '' } = at.token('app');
    const refused = at.blob('GET', '/cn1/a.txt', { authorization });
    expect(refused).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
    expect(elementOf(refused, 'AuthenticationErrorDetail')).toBe(
      'Authentication scheme Bearer is not supported in this version.',
    );
  });

  it('without a role is refused before anything is said about the object', () => {
    for (const name of ['/cn1/a.txt', '/cn1/none', '/none/none'])
      expect(at.blob('GET', name, at.token('nobody'))).toMatchObject({
        status: 403,
        code: 'AuthorizationPermissionMismatch',
      });
    const head = at.blob('HEAD', '/cn1/a.txt', at.token('nobody'));
    expect(head).toMatchObject({ status: 403, code: 'AuthorizationPermissionMismatch', body: '' });
  });

  it('goes by port 80 nowhere', () => {
    const answer = at.send('GET', 'http://st1.blob.core.windows.net/cn1/a.txt', at.token('app'));
    expect(answer).toMatchObject({ status: 400, code: 'AccountRequiresHttps' });
  });
});

describe('no proof at all', () => {
  it.each([
    [false, undefined, '2025-11-05', 409, 'PublicAccessNotPermitted'],
    [false, undefined, undefined, 409, 'PublicAccessNotPermitted'],
    [true, undefined, '2025-11-05', 401, 'NoAuthenticationInformation'],
    [true, undefined, undefined, 404, 'ResourceNotFound'],
    [true, 'blob', undefined, 200, ''],
    [true, 'container', '2025-11-05', 200, ''],
  ])(
    'account allows public access: %s, container: %s, version %s => %s %s',
    (allowed, level, version, status, code) => {
      at.arm('PATCH', accountId('st1'), { properties: { allowBlobPublicAccess: allowed } });
      if (level)
        at.blob('PUT', '/cn1?restype=container&comp=acl', undefined, undefined, { 'x-ms-blob-public-access': level });
      const headers: Record<string, string> = version ? { 'x-ms-version': version } : {};
      expect(at.blob('GET', '/cn1/a.txt', headers)).toMatchObject({ status, code });
      const list = at.blob('GET', '/cn1?restype=container&comp=list', headers);
      expect(list.status).toBe(level === 'container' ? 200 : level ? 404 : status);
      expect(at.blob('DELETE', '/cn1/a.txt', headers).status).not.toBe(202);
    },
  );

  it('ends public access with the account’s switch, whatever the container says', () => {
    at.arm('PATCH', accountId('st1'), { properties: { allowBlobPublicAccess: true } });
    at.blob('PUT', '/cn1?restype=container&comp=acl', undefined, undefined, { 'x-ms-blob-public-access': 'blob' });
    expect(path(at.blob('GET', '/cn1/a.txt', {}))).toEqual([
      'received',
      'otherProof',
      'network',
      'permission',
      'restrictions',
      'object',
      'answered',
    ]);
    at.arm('PATCH', accountId('st1'), { properties: { allowBlobPublicAccess: false } });
    expect(at.blob('GET', '/cn1/a.txt', {})).toMatchObject({ status: 409, code: 'PublicAccessNotPermitted' });
    expect(at.blob('GET', '/cn1/a.txt', {}).trace.runs.at(-1)?.path).toEqual(['received', 'challenged']);
  });
});

describe('an account key', () => {
  it('may do everything, each of the two', () => {
    for (const keyName of ['key1', 'key2']) {
      expect(at.signed({ method: 'GET', url: url('/cn1/a.txt') }, at.key(keyName)).body).toBe('hello world');
      expect(at.signed({ method: 'GET', url: url('/?comp=list&prefix=cn&maxresults=5') }, at.key(keyName)).status).toBe(
        200,
      );
    }
    const headers = { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'text/plain', 'content-length': '1' };
    expect(at.signed({ method: 'PUT', url: url('/cn1/b%20c'), headers, body: 'x' }).status).toBe(201);
    expect(at.signed({ method: 'DELETE', url: 'https://st1.queue.core.windows.net/qu1' }).status).toBe(204);
  });

  it('signs by HMAC over what the documentation lists', () => {
    const { trace } = at.signed({ method: 'GET', url: url('/cn1/a.txt') });
    expect(trace.caller).toMatchObject({ kind: 'credential', credential: { kind: 'account-key', keyName: 'key1' } });
    const wrong = at.signed({ method: 'GET', url: url('/cn1?restype=container&comp=list') }, 'AAAA');
    expect(wrong).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
    expect(elementOf(wrong, 'AuthenticationErrorDetail')).toContain(
      `GET\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\nx-ms-date:Mon, 23 Nov 2026 09:00:00 GMT\\nx-ms-version:2025-11-05\\n/st1/cn1\\ncomp:list\\nrestype:container`,
    );
    expect(path(wrong)).toEqual(['received', 'otherProof', 'otherProofRefused']);
  });

  it('stops to be one when it is renewed, and the other stays', () => {
    const [old, other] = [at.key('key1'), at.key('key2')];
    at.arm('POST', `${accountId('st1')}/regenerateKey`, { keyName: 'key1' });
    expect(at.signed({ method: 'GET', url: url('/cn1/a.txt') }, old)).toMatchObject({ code: 'AuthenticationFailed' });
    expect(at.signed({ method: 'GET', url: url('/cn1/a.txt') }, other).status).toBe(200);
    expect(at.signed({ method: 'GET', url: url('/cn1/a.txt') }, at.key('key1')).status).toBe(200);
  });

  it.each([
    ['Basic abc', 400, 'InvalidAuthenticationInfo'],
    ['SharedKey st1', 400, 'InvalidAuthenticationInfo'],
    ['SharedKeyLite st1:abc', 501, 'NotSimulated'],
    ['', 400, 'InvalidAuthenticationInfo'],
    ['Bearer', 400, 'InvalidAuthenticationInfo'],
  ])('written as "%s" is %s %s', (authorization, status, code) => {
    expect(at.blob('GET', '/cn1/a.txt', { authorization, 'x-ms-version': '2025-11-05' })).toMatchObject({
      status,
      code,
    });
  });

  it('switched off takes its signed addresses along, and leaves those of user delegation keys', () => {
    const service = at.sas('service-sas', { sp: 'r', sr: 'c' }, { container: 'cn1' });
    const account = at.sas('account-sas', { sp: 'r', ss: 'b', srt: 'o' });
    const delegated = delegatedSas('app', { sp: 'r', sr: 'c' });
    at.grant('app', read, containerId('cn1'));
    const all = [service, account, delegated].map((query) => () => at.blob('GET', `/cn1/a.txt?${query}`, {}));
    expect(all.map((send) => send().status)).toEqual([200, 200, 200]);
    const key = at.key();
    at.arm('PATCH', accountId('st1'), { properties: { allowSharedKeyAccess: false } });
    expect(all.map((send) => send().code)).toEqual([
      'KeyBasedAuthenticationNotPermitted',
      'KeyBasedAuthenticationNotPermitted',
      '',
    ]);
    expect(at.signed({ method: 'GET', url: url('/cn1/a.txt') }, key)).toMatchObject({
      status: 403,
      code: 'KeyBasedAuthenticationNotPermitted',
    });
  });
});

/** A signed address of a principal who may ask for a key; the key lives a day. */
function delegatedSas(
  principal: string,
  fields: Record<string, string>,
  params = { container: 'cn1', blob: 'a.txt' },
): string {
  at.grant(principal, 'blobServices/generateUserDelegationKey/action', accountId('st1'));
  const body =
    '<?xml version="1.0"?><KeyInfo><Start>2026-11-23T09:00:00Z</Start><Expiry>2026-11-24T09:00:00Z</Expiry></KeyInfo>';
  const key = at.blob('POST', '/?restype=service&comp=userdelegationkey', at.token(principal), body);
  expect(key.status).toBe(200);
  const of = (name: string): string => elementOf(key, name) ?? '';
  const own = {
    skoid: of('SignedOid'),
    sktid: of('SignedTid'),
    skt: of('SignedStart'),
    ske: of('SignedExpiry'),
    sks: of('SignedService'),
    skv: of('SignedVersion'),
  };
  return at.sas('user-delegation-sas', { ...fields, ...own }, params, of('Value'));
}

describe('a signed address', () => {
  const account = { sp: 'rl', ss: 'b', srt: 'co' };
  it.each<[string, Record<string, string>, string, string, number, string]>([
    ['account, reads', account, 'GET', '/cn1/a.txt', 200, ''],
    ['account, lists', account, 'GET', '/cn1?restype=container&comp=list', 200, ''],
    ['account, without the service type', account, 'GET', '/?comp=list', 403, 'AuthorizationResourceTypeMismatch'],
    ['account, without the letter', account, 'DELETE', '/cn1/a.txt', 403, 'AuthorizationPermissionMismatch'],
    ['account, for queues', { ...account, ss: 'q' }, 'GET', '/cn1/a.txt', 403, 'AuthorizationServiceMismatch'],
    ['account, ended', { ...account, se: '2026-11-23T08:59:00Z' }, 'GET', '/cn1/a.txt', 403, 'AuthenticationFailed'],
    ['account, to begin', { ...account, st: '2026-11-23T10:00:00Z' }, 'GET', '/cn1/a.txt', 403, 'AuthenticationFailed'],
    [
      'account, from elsewhere',
      { ...account, sip: '10.0.0.1' },
      'GET',
      '/cn1/a.txt',
      403,
      'AuthorizationSourceIPMismatch',
    ],
    ['account, from here', { ...account, sip: '203.0.113.1-203.0.113.20' }, 'GET', '/cn1/a.txt', 200, ''],
    ['account, an odd time', { ...account, se: 'tomorrow' }, 'GET', '/cn1/a.txt', 403, 'AuthenticationFailed'],
    ['account, without permissions', { ss: 'b', srt: 'o' }, 'GET', '/cn1/a.txt', 403, 'AuthenticationFailed'],
    ['account, an older version', { ...account, sv: '2019-12-12' }, 'GET', '/cn1/a.txt', 200, ''],
  ])('%s', (_, fields, method, target, status, code) => {
    const query = at.sas('account-sas', fields);
    expect(at.blob(method, `${target}${target.includes('?') ? '&' : '?'}${query}`, {})).toMatchObject({ status, code });
  });

  it.each<[string, Record<string, string>, string, string, number, string]>([
    ['blob, reads it', { sp: 'r', sr: 'b' }, 'GET', '/cn1/a.txt', 200, ''],
    ['blob, of another one', { sp: 'r', sr: 'b' }, 'GET', '/cn1/b.txt', 403, 'AuthenticationFailed'],
    [
      'blob, does not list',
      { sp: 'rl', sr: 'b' },
      'GET',
      '/cn1?restype=container&comp=list',
      403,
      'AuthenticationFailed',
    ],
    ['container, lists', { sp: 'l', sr: 'c' }, 'GET', '/cn1?restype=container&comp=list', 200, ''],
    [
      'container, does not delete it',
      { sp: 'd', sr: 'c' },
      'DELETE',
      '/cn1?restype=container',
      403,
      'AuthorizationPermissionMismatch',
    ],
    ['container, creates a new blob', { sp: 'c', sr: 'c' }, 'PUT', '/cn1/new', 201, ''],
    [
      'container, writes over no old one',
      { sp: 'c', sr: 'c' },
      'PUT',
      '/cn1/a.txt',
      403,
      'AuthorizationPermissionMismatch',
    ],
    ['container, with a stored policy', { sp: 'r', sr: 'c', si: 'p' }, 'GET', '/cn1/a.txt', 501, 'NotSimulated'],
    ['container, in 2018', { sp: 'r', sr: 'c', sv: '2018-11-09' }, 'GET', '/cn1/a.txt', 200, ''],
  ])('of a service: %s', (_, fields, method, target, status, code) => {
    const query = at.sas('service-sas', fields, { container: 'cn1', blob: 'a.txt' });
    const body = method === 'PUT' ? 'x' : undefined;
    expect(at.blob(method, `${target}${target.includes('?') ? '&' : '?'}${query}`, {}, body)).toMatchObject({
      status,
      code,
    });
  });

  it('of a queue service puts and takes what its letters say', () => {
    const query = at.sas('service-sas', { sp: 'a' }, { queue: 'qu1' }, undefined, 'queue');
    const body = '<QueueMessage><MessageText>m</MessageText></QueueMessage>';
    expect(at.queue('POST', `/qu1/messages?${query}`, {}, body).status).toBe(201);
    expect(at.queue('GET', `/qu1/messages?${query}`, {}).code).toBe('AuthorizationPermissionMismatch');
  });

  it('that was altered is none', () => {
    const query = at.sas('service-sas', { sp: 'r', sr: 'c' }, { container: 'cn1' });
    const refused = at.blob('GET', `/cn1/a.txt?${query.replace('sp=r', 'sp=rw')}`, {});
    expect(refused).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
    expect(elementOf(refused, 'AuthenticationErrorDetail')).toContain(
      'Signature did not match. String to sign used was rw',
    );
  });

  it('by a user delegation key hands on what its giver may do, no more, and only as long', () => {
    const query = delegatedSas('app', { sp: 'rw', sr: 'b' });
    const get = () => at.blob('GET', `/cn1/a.txt?${query}`, {});
    expect(get()).toMatchObject({ status: 403, code: 'AuthorizationPermissionMismatch' });
    at.grant('app', read, containerId('cn1'));
    expect(get()).toMatchObject({ status: 200, body: 'hello world' });
    expect(get().trace.caller).toMatchObject({ principalId: 'app', credential: { kind: 'user-delegation-sas' } });
    expect(at.blob('PUT', `/cn1/a.txt?${query}`, {}, 'x').code).toBe('AuthorizationPermissionMismatch');
    at.now = start + 25 * 3_600_000;
    expect(get()).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
    at.now = start;
    at.arm('POST', `${accountId('st1')}/revokeUserDelegationKeys`);
    expect(get()).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
  });

  it('is asked for with a token only', () => {
    const asked = at.signed({
      method: 'POST',
      url: url('/?restype=service&comp=userdelegationkey'),
      body: '<KeyInfo><Expiry>2026-11-24T09:00:00Z</Expiry></KeyInfo>',
    });
    expect(asked).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
    expect(elementOf(asked, 'AuthenticationErrorDetail')).toBe('Only authentication scheme Bearer is supported');
  });
});

describe('the firewall', () => {
  it.each([
    [{ publicNetworkAccess: 'Disabled' }, 403],
    [{ networkAcls: { defaultAction: 'Deny' } }, 403],
    [{ networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' } }, 403],
    [{ networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.10' }] } }, 200],
    [{ networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.0/24' }] } }, 200],
    [{ networkAcls: { defaultAction: 'Allow' } }, 200],
  ])('%j answers %s to every proof', (properties, status) => {
    at.grant('app', read, containerId('cn1'));
    const query = at.sas('service-sas', { sp: 'r', sr: 'c' }, { container: 'cn1' });
    const key = at.key();
    at.arm('PATCH', accountId('st1'), { properties });
    const code = status === 200 ? '' : 'AuthorizationFailure';
    expect(at.blob('GET', '/cn1/a.txt', at.token('app'))).toMatchObject({ status, code });
    expect(at.blob('GET', `/cn1/a.txt?${query}`, {})).toMatchObject({ status, code });
    expect(at.signed({ method: 'GET', url: url('/cn1/a.txt') }, key)).toMatchObject({ status, code });
  });

  it('asks a token before the network, and the network before the role', () => {
    at.arm('PATCH', accountId('st1'), { properties: { publicNetworkAccess: 'Disabled' } });
    expect(at.blob('GET', '/cn1/a.txt', at.token('app', { aud: 'x' })).code).toBe('InvalidAuthenticationInfo');
    expect(at.blob('GET', '/cn1/a.txt', at.token('nobody')).code).toBe('AuthorizationFailure');
    expect(at.queue('GET', '/qu1/messages', at.token('nobody')).code).toBe('AuthorizationFailure');
  });
});

describe('roles', () => {
  const account = accountId('st1');
  const services = `${account}/blobServices/default`;
  const blob = 'blobServices/containers/blobs/';
  const message = 'queueServices/queues/messages/';
  const body = '<QueueMessage><MessageText>m</MessageText></QueueMessage>';
  it.each<['blob' | 'queue', string, string, string[], string, string?]>([
    ['blob', 'GET', '/?comp=list', ['blobServices/containers/read'], services],
    ['blob', 'PUT', '/cn2?restype=container', ['blobServices/containers/write'], containerId('cn2')],
    ['blob', 'DELETE', '/cn1?restype=container', ['blobServices/containers/delete'], containerId('cn1')],
    ['blob', 'HEAD', '/cn1?restype=container', ['blobServices/containers/read'], containerId('cn1')],
    ['blob', 'GET', '/cn1?restype=container&comp=list', [`${blob}read`], containerId('cn1')],
    ['blob', 'GET', '/cn1/a.txt', [`${blob}read`], containerId('cn1')],
    ['blob', 'PUT', '/cn1/a.txt', [`${blob}write`], containerId('cn1'), 'x'],
    ['blob', 'PUT', '/cn1/new', [`${blob}add/action`], containerId('cn1'), 'x'],
    ['blob', 'DELETE', '/cn1/a.txt', [`${blob}delete`], containerId('cn1')],
    ['queue', 'GET', '/?comp=list', ['queueServices/queues/read'], `${account}/queueServices/default`],
    ['queue', 'PUT', '/qu2', ['queueServices/queues/write'], queueId('qu2')],
    ['queue', 'DELETE', '/qu1', ['queueServices/queues/delete'], queueId('qu1')],
    ['queue', 'HEAD', '/qu1?comp=metadata', ['queueServices/queues/read'], queueId('qu1')],
    ['queue', 'POST', '/qu1/messages', [`${message}add/action`], queueId('qu1'), body],
    ['queue', 'POST', '/qu1/messages', [`${message}write`], queueId('qu1'), body],
    ['queue', 'GET', '/qu1/messages', [`${message}process/action`], queueId('qu1')],
    ['queue', 'GET', '/qu1/messages', [`${message}delete`, `${message}read`], queueId('qu1')],
    ['queue', 'GET', '/qu1/messages?peekonly=true', [`${message}read`], queueId('qu1')],
    ['queue', 'DELETE', '/qu1/messages', [`${message}delete`], queueId('qu1')],
  ])('%s %s %s needs %j', (service, method, target, actions, scope, content) => {
    const send = () =>
      service === 'blob'
        ? at.blob(method, target, at.token('app'), content)
        : at.queue(method, target, at.token('app'), content);
    for (const action of actions) {
      expect(send()).toMatchObject({ status: 403, code: 'AuthorizationPermissionMismatch' });
      at.grant('app', action, scope);
    }
    expect(send().status).toBeLessThan(300);
  });

  it('to add blobs writes over none', () => {
    at.grant('app', `${blob}add/action`, containerId('cn1'));
    expect(at.blob('PUT', '/cn1/a.txt', at.token('app'), 'x').code).toBe('AuthorizationPermissionMismatch');
  });

  it('are asked with what conditions may ask', () => {
    const { trace } = at.blob('GET', '/cn1?restype=container&comp=list&prefix=logs/', at.token('app'));
    expect(trace.authorization?.lacking?.permission).toMatchObject({
      plane: 'data',
      scope: containerId('cn1'),
      attributes: {
        '@SubOperation': 'Blob.List',
        '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]': 'cn1',
        '@Request[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:prefix]': 'logs/',
      },
    });
    expect(
      at.blob('GET', '/cn1/d/e.txt', at.token('app')).trace.authorization?.lacking?.permission.attributes,
    ).toMatchObject({
      '@SubOperation': '',
      '@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path]': 'd/e.txt',
    });
  });
});
