import { describe, expect, it } from 'vitest';
import { hour, minute, second } from '#kernel/clock.ts';
import { Fixture } from './fixture.ts';

const shown = ({ json }: { json: unknown }) =>
  (json as { items: { key?: string; label?: string | null; name?: string | null; value?: string }[] }).items.map(
    ({ key, label, name, value }) => (key === undefined ? name : `${key}|${label ?? ''}|${value ?? ''}`),
  );

describe('a setting', () => {
  it('is written, read, found again under its label, deleted', () => {
    const t = new Fixture();
    const made = t.data('PUT', '/kv/app%2Fcolour?label=prod', {
      value: 'red',
      content_type: 'text/plain',
      tags: { a: 'b' },
    });
    expect(made.status).toBe(200);
    expect(made.json).toEqual({
      etag: expect.stringMatching(/^[0-9a-f]{32}$/),
      key: 'app/colour',
      label: 'prod',
      content_type: 'text/plain',
      value: 'red',
      tags: { a: 'b' },
      locked: false,
      last_modified: '2026-11-23T09:00:00+00:00',
    });
    const read = t.data('GET', '/kv/app/colour?label=prod');
    expect(read.response.headers).toMatchObject({
      'content-type': 'application/vnd.microsoft.appconfig.kv+json; charset=utf-8',
      etag: `"${String(made.json['etag'])}"`,
      'sync-token': expect.stringMatching(/^zAJw6V16=\S+;sn=\d+$/),
    });
    expect(t.data('GET', '/kv/app%2Fcolour').status).toBe(404);
    expect(t.data('HEAD', '/kv/app%2Fcolour?label=prod')).toMatchObject({ status: 200, text: '' });
    expect(t.data('GET', '/kv/app%2Fcolour?label=prod&$select=key,value').json).toEqual({
      key: 'app/colour',
      value: 'red',
    });
    expect(t.data('DELETE', '/kv/app%2Fcolour?label=prod').json).toEqual(made.json);
    expect(t.data('DELETE', '/kv/app%2Fcolour?label=prod').status).toBe(204);
    expect(t.data('GET', '/kv/app%2Fcolour?label=prod')).toMatchObject({ status: 404, text: '' });
  });

  it('keeps its ETag when nothing changes', () => {
    const t = new Fixture();
    const [one, again, other] = ['x', 'x', 'y'].map((value) => t.data('PUT', '/kv/a', { value }).json['etag']);
    expect([again === one, other === one]).toEqual([true, false]);
  });

  it.each<[string, string, Record<string, string>, number, number]>([
    // header of the request: answer where the setting is there, and where it is not
    ['GET', 'if-none-match', { 'if-none-match': '"ETAG"' }, 304, 404],
    ['GET', 'if-none-match, other', { 'if-none-match': '"other"' }, 200, 404],
    ['GET', 'if-match, other', { 'if-match': '"other"' }, 412, 404],
    ['PUT', 'if-none-match *', { 'if-none-match': '*' }, 412, 200],
    ['PUT', 'if-match *', { 'if-match': '*' }, 200, 412],
    ['PUT', 'if-match', { 'if-match': '"ETAG"' }, 200, 412],
    ['PUT', 'if-match, other', { 'if-match': '"other"' }, 412, 412],
    ['DELETE', 'if-match, other', { 'if-match': '"other"' }, 412, 412],
    ['DELETE', 'if-match', { 'if-match': '"ETAG"' }, 200, 412],
  ])('%s with %s', (method, _, headers, there, notThere) => {
    const t = new Fixture();
    const body = method === 'PUT' ? { value: 'new' } : undefined;
    const etag = String(t.data('PUT', '/kv/a', { value: 'old' }).json['etag']);
    const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace('ETAG', etag)]));
    expect(t.data(method, '/kv/none', body, t.owner, own).status).toBe(notThere);
    expect(t.data(method, '/kv/a', body, t.owner, own).status).toBe(there);
  });

  it('cannot be changed while it is locked', () => {
    const t = new Fixture();
    t.data('PUT', '/kv/a', { value: '1' });
    expect(t.data('PUT', '/locks/none').status).toBe(404);
    expect(t.data('PUT', '/locks/a').json).toMatchObject({ locked: true, value: '1' });
    for (const [method, body] of [['PUT', { value: '2' }], ['DELETE']] as const)
      expect(t.data(method, '/kv/a', body)).toMatchObject({
        status: 409,
        json: {
          type: 'https://azconfig.io/errors/key-locked',
          title: "Modifing key 'a' is not allowed",
          name: 'a',
          detail: 'The key is read-only. To allow modification unlock it first.',
          status: 409,
        },
      });
    expect(t.data('GET', '/kv/a').status).toBe(200);
    expect(t.data('DELETE', '/locks/a').json).toMatchObject({ locked: false });
    expect(t.data('PUT', '/kv/a', { value: '2' }).status).toBe(200);
  });
});

describe('lists', () => {
  const furnished = (): Fixture => {
    const t = new Fixture();
    const of: [string, string][] = [
      ['app:a', ''],
      ['app:a', 'prod'],
      ['app:b', 'test'],
      ['other', 'prod,eu'],
    ];
    for (const [key, label] of of)
      t.data('PUT', `/kv/${key}?label=${encodeURIComponent(label)}`, { value: '1', tags: { team: key } }, t.owner);
    return t;
  };

  it('refuses to write where a label could be many', () => {
    expect(new Fixture().data('PUT', '/kv/a?label=x*', { value: '1' })).toMatchObject({
      status: 400,
      json: { name: 'label', detail: 'label(2): Invalid character' },
    });
  });

  it.each<[string, (string | null)[] | string]>([
    ['/kv', ['app:a||1', 'app:a|prod|1', 'app:b|test|1']],
    ['/kv?key=app:a', ['app:a||1', 'app:a|prod|1']],
    ['/kv?key=app:*&label=*', ['app:a||1', 'app:a|prod|1', 'app:b|test|1']],
    ['/kv?label=%00', ['app:a||1']],
    ['/kv?label=%00,prod', ['app:a||1', 'app:a|prod|1']],
    ['/kv?label=prod,test', ['app:a|prod|1', 'app:b|test|1']],
    ['/kv?key=app%5C:b', ['app:b|test|1']],
    ['/kv?tags=team%3Dapp:b', ['app:b|test|1']],
    ['/kv?key=*a', 'key(2): Invalid character'],
    ['/kv?key=a,b,c,d,e,f', 'key(11): Invalid character'],
    ['/kv?label=a*,b', 'label(2): Invalid character'],
    ['/keys', ['app:a', 'app:b']],
    ['/keys?name=app:b*', ['app:b']],
    ['/labels', [null, 'prod', 'test']],
    ['/labels?name=p*', ['prod']],
    ['/revisions?key=app:b', ['app:b|test|1']],
  ])('GET %s', (path, expected) => {
    const answer = furnished().data('GET', path);
    if (typeof expected === 'string')
      expect(answer).toMatchObject({ status: 400, json: { detail: expected, status: 400 } });
    else expect(shown(answer)).toEqual(expected);
  });

  it('gives a hundred at a time, and a condition on a page', () => {
    const t = new Fixture();
    for (let at = 0; at < 150; at += 1) t.data('PUT', `/kv/k${String(at).padStart(3, '0')}`, { value: 'x' });
    const first = t.data('GET', '/kv?key=k*');
    const next = String(first.json['@nextLink']);
    expect([shown(first).length, first.response.headers['link']]).toEqual([100, `<${next}>; rel="next"`]);
    const second = t.send('GET', `https://store1.azconfig.io${next}`, undefined, { token: t.owner });
    expect([shown(second).length, shown(second)[0], second.json['@nextLink']]).toEqual([50, 'k100||x', undefined]);
    const etag = first.response.headers['etag'] ?? '';
    expect(t.data('GET', '/kv?key=k*', undefined, t.owner, { 'if-none-match': etag }).status).toBe(304);
    t.data('PUT', '/kv/k007', { value: 'y' });
    expect(t.data('GET', '/kv?key=k*', undefined, t.owner, { 'if-none-match': etag }).status).toBe(200);
  });

  it('remembers what was, for 30 days', () => {
    const t = new Fixture();
    const at = new Date(t.now).toUTCString();
    t.data('PUT', '/kv/a', { value: '1' });
    t.now += minute;
    t.data('PUT', '/kv/a', { value: '2' });
    t.now += minute;
    t.data('DELETE', '/kv/a');
    t.now += second;
    expect(shown(t.data('GET', '/revisions?key=a'))).toEqual(['a||2', 'a||1']);
    expect(shown(t.data('GET', '/kv'))).toEqual([]);
    const past = t.data('GET', '/kv', undefined, t.owner, { 'accept-datetime': at });
    expect([shown(past), past.response.headers['memento-datetime']]).toEqual([['a||1'], at]);
    expect(t.data('GET', '/kv/a', undefined, t.owner, { 'accept-datetime': at }).json).toMatchObject({ value: '1' });
    t.now += 31 * 24 * hour;
    expect(
      shown(t.data('GET', '/revisions?key=a', undefined, t.token('owner', 'https://appconfig.azure.com'))),
    ).toEqual([]);
  });

  it('says that snapshots are not simulated', () => {
    for (const path of ['/kv?snapshot=s', '/snapshots', '/snapshots/s'])
      expect(new Fixture().data('GET', path)).toMatchObject({ status: 501, json: { type: 'NotSimulated' } });
  });
});
