import { describe, expect, it } from 'vitest';
import { minute } from '#kernel/clock.ts';
import { audience, Fixture, storeId } from './fixture.ts';
import { storeType } from './models.ts';

const header = ({ response }: { response: { headers: Record<string, string> } }) =>
  response.headers['www-authenticate'];
const hmac = (why: string): string => `HMAC-SHA256 error="invalid_token", error_description="${why}", Bearer`;
const bearer = (why: string): string => `HMAC-SHA256, Bearer error="invalid_token", error_description="${why}"`;
const body = '{"value":"1"}';

describe('a token', () => {
  it.each<[string, number]>([
    ['https://appconfig.azure.com', 404],
    ['https://appconfig.azure.com/', 404],
    ['https://azconfig.io', 404],
    ['https://azconfig.io/', 404],
    ['https://store1.azconfig.io', 404],
    ['https://store1.azconfig.io/', 404],
    ['https://store2.azconfig.io', 401],
    ['https://vault.azure.net', 401],
    ['https://management.azure.com/', 401],
  ])('for %s: %i', (aud, status) => {
    const t = new Fixture();
    const answer = t.data('GET', '/kv/none', undefined, t.token('owner', aud));
    expect([answer.status, answer.text]).toEqual([status, '']);
    if (status === 401) expect(header(answer)).toBe(bearer('Authorization token failed validation'));
  });

  it('is refused when it is none, altered or old', () => {
    const t = new Fixture();
    expect(header(t.data('GET', '/kv', undefined, null))).toBe('HMAC-SHA256, Bearer');
    expect(header(t.data('GET', '/kv', undefined, null, { authorization: 'Basic eA==' }))).toBe('HMAC-SHA256, Bearer');
    expect(header(t.data('GET', '/kv', undefined, 'tk.999'))).toBe(bearer('Authorization token failed validation'));
    t.now += 25 * 60 * minute;
    expect(header(t.data('GET', '/kv'))).toBe(bearer('Authorization token failed validation'));
  });

  it.each<[string, string, string, unknown, 'read' | 'write' | 'delete']>([
    ['read', 'GET', '/kv/a', undefined, 'read'],
    ['list', 'GET', '/kv', undefined, 'read'],
    ['list keys', 'GET', '/keys', undefined, 'read'],
    ['list labels', 'GET', '/labels', undefined, 'read'],
    ['list revisions', 'GET', '/revisions', undefined, 'read'],
    ['write', 'PUT', '/kv/a', { value: '1' }, 'write'],
    ['lock', 'PUT', '/locks/a', undefined, 'write'],
    ['unlock', 'DELETE', '/locks/a', undefined, 'write'],
    ['delete', 'DELETE', '/kv/a', undefined, 'delete'],
  ])('may %s only by its data action; the refusal has no body', (_, method, path, sent, right) => {
    const t = new Fixture();
    t.data('PUT', '/kv/a', { value: '1' });
    const token = t.token('reader', audience);
    for (const other of ['read', 'write', 'delete'].filter((one) => one !== right))
      t.grant('reader', `${storeType}/keyValues/${other}`);
    t.grant('reader', `${storeType}/${right}`);
    const refused = t.data(method, path, sent, token);
    expect([refused.status, refused.text, refused.response.headers['content-length']]).toEqual([403, '', '0']);
    t.grant('reader', `${storeType}/keyValues/${right}`, storeId());
    expect(t.data(method, path, sent, token).status).toBe(200);
  });

  it('comes before the network, and the network before the role', () => {
    const t = new Fixture({ publicNetworkAccess: 'Disabled' });
    expect(t.data('GET', '/kv', undefined, null).status).toBe(401);
    for (const principal of ['owner', 'nobody'])
      expect(t.data('GET', '/kv', undefined, t.token(principal, audience))).toMatchObject({
        status: 403,
        json: { type: 'https://azconfig.io/errors/ip-address-rejected', status: 403 },
      });
  });
});

describe('an access key', () => {
  it('reads and writes; a read-only one reads', () => {
    const t = new Fixture();
    const keys = t.keys();
    expect(keys.map(({ name, readOnly }) => [name, readOnly])).toEqual([
      ['Primary', false],
      ['Secondary', false],
      ['Primary Read Only', true],
      ['Secondary Read Only', true],
    ]);
    expect(keys[0]?.connectionString).toBe(
      `Endpoint=https://store1.azconfig.io;Id=${keys[0]?.id};Secret=${keys[0]?.value}`,
    );
    for (const key of keys) {
      expect(t.signed(key, 'PUT', '/kv/a', body).status).toBe(key.readOnly ? 403 : 200);
      expect(t.signed(key, 'GET', '/kv/a?label=%00').status).toBe(200);
      expect(t.signed(key, 'DELETE', '/kv/none').status).toBe(key.readOnly ? 403 : 204);
    }
  });

  it.each<[string, string, (t: Fixture) => ReturnType<Fixture['signed']>]>([
    [
      'another key',
      'Invalid Signature',
      (t) => t.signed({ id: t.keys()[0]?.id ?? '', value: t.keys()[1]?.value ?? '' }, 'GET', '/kv'),
    ],
    [
      'an unknown id',
      'Invalid Credential',
      (t) => t.signed({ id: 'nobody', value: t.keys()[0]?.value ?? '' }, 'GET', '/kv'),
    ],
    [
      'no signature',
      'Signature is required',
      (t) => t.signed(t.keys()[0] as never, 'GET', '/kv', '', { signature: '' }),
    ],
    [
      'another body',
      'Invalid request content hash',
      (t) => t.signed(t.keys()[0] as never, 'PUT', '/kv/a', body, { hash: 'eA==' }),
    ],
    [
      'an old date',
      'The access token has expired',
      (t) => t.signed(t.keys()[0] as never, 'GET', '/kv', '', { date: new Date(t.now - 16 * minute).toUTCString() }),
    ],
    [
      'no date',
      'Invalid access token date',
      (t) => t.signed(t.keys()[0] as never, 'GET', '/kv', '', { date: '23 Nov 2026 9:00' }),
    ],
    [
      'unsigned body',
      "Required signing request header 'x-ms-content-sha256' not found",
      (t) => t.signed(t.keys()[0] as never, 'GET', '/kv', '', { names: 'x-ms-date;host' }),
    ],
    [
      'a header that is not there',
      "Required signing request header 'accept' not found",
      (t) => t.signed(t.keys()[0] as never, 'GET', '/kv', '', { names: 'accept;x-ms-date;host;x-ms-content-sha256' }),
    ],
    [
      'nothing signed',
      'SignedHeaders parameter is required',
      (t) => t.signed(t.keys()[0] as never, 'GET', '/kv', '', { names: '' }),
    ],
  ])('is refused with %s', (_, why, send) => {
    const answer = send(new Fixture());
    expect([answer.status, header(answer), answer.text]).toEqual([401, hmac(why), '']);
  });

  it('ends when it is regenerated, and all of them when local authentication is switched off', () => {
    const t = new Fixture();
    const [primary, secondary] = t.keys();
    if (!primary || !secondary) throw new Error('no keys');
    const made = t.arm('POST', `${storeId()}/regenerateKey`, { id: primary.id });
    expect(made.json).toMatchObject({ name: 'Primary', readOnly: false });
    expect(header(t.signed(primary, 'GET', '/kv'))).toBe(hmac('Invalid Credential'));
    expect(t.signed(secondary, 'GET', '/kv').status).toBe(200);
    t.arm('PATCH', storeId(), { properties: { disableLocalAuth: true } });
    expect([header(t.signed(secondary, 'GET', '/kv')), t.keys()]).toEqual([hmac('Authentication scheme disabled'), []]);
    expect(t.arm('POST', `${storeId()}/regenerateKey`, { id: secondary.id }).status).toBe(409);
    expect(t.data('GET', '/kv').status).toBe(200);
    t.arm('PATCH', storeId(), { properties: { disableLocalAuth: false } });
    expect(header(t.signed(secondary, 'GET', '/kv'))).toBe(hmac('Invalid Credential'));
    expect(t.signed(t.keys()[0] as never, 'GET', '/kv').status).toBe(200);
  });

  it('passes no closed network', () => {
    const t = new Fixture({ publicNetworkAccess: 'Disabled' });
    expect(t.signed(t.keys()[0] as never, 'GET', '/kv')).toMatchObject({ status: 403, json: { status: 403 } });
  });
});

describe('the address', () => {
  it.each<[string, number, unknown]>([
    ['https://store1.azconfig.io/kv', 400, { title: 'API version is not specified' }],
    ['https://store1.azconfig.io/kv?api-version=soon', 400, { title: 'Invalid API version' }],
    ['https://none.azconfig.io/kv?api-version=1.0', 0, {}],
    ['http://store1.azconfig.io/kv?api-version=1.0', 0, {}],
  ])('%s: %i', (url, status, json) => {
    const t = new Fixture();
    expect(t.send('GET', url, undefined, { token: t.owner })).toMatchObject({ status, json });
  });

  it('does not take what is no JSON', () => {
    expect(new Fixture().data('PUT', '/kv/a', '{')).toMatchObject({ status: 400, json: { name: 'body' } });
  });
});
