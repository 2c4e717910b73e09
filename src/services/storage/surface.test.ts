import { beforeEach, describe, expect, it } from 'vitest';
import { accountId, containerId, elementOf, Fixture, start, tenantId, type Answer } from './fixture.ts';

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
      expect(at.blob('GET', '/cn1/a.txt', at.token('app', { aud }))).toMatchObject({
        status: 200,
        body: 'hello world',
      });
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
