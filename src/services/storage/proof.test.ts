import { beforeEach, describe, expect, it } from 'vitest';
import { accountId, containerId, elementOf, Fixture, start, type Answer } from './fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture().furnish();
});

const read = 'blobServices/containers/blobs/read';
const url = (path: string): string => `https://st1.blob.core.windows.net${path}`;
const path = ({ trace }: Answer): string[] => trace.runs.at(-1)?.path ?? [];

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
