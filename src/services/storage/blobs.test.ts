import { beforeEach, describe, expect, it } from 'vitest';
import { elementOf, elementsOf, Fixture, start } from './fixture.ts';

let at: Fixture;
beforeEach(() => {
  at = new Fixture().furnish();
});

const put = (name: string, body = 'x', headers: Record<string, string> = {}) =>
  at.blob('PUT', `/cn1/${name}`, undefined, body, headers);
const get = (path: string, headers: Record<string, string> = {}) => at.blob('GET', path, undefined, undefined, headers);
const list = (query = '') => get(`/cn1?restype=container&comp=list${query}`);

describe('a container', () => {
  it.each([
    ['/cn1?restype=container', 409, 'ContainerAlreadyExists'],
    ['/cn2?restype=container', 201, ''],
    ['/Upper?restype=container', 400, 'InvalidResourceName'],
    ['/a--b?restype=container', 400, 'InvalidResourceName'],
    ['/ab?restype=container', 400, 'OutOfRangeInput'],
    [`/${'x'.repeat(64)}?restype=container`, 400, 'OutOfRangeInput'],
  ])('PUT %s => %s %s', (path, status, code) => {
    expect(at.blob('PUT', path, undefined)).toMatchObject({ status, code });
  });

  it('shows its properties and metadata, and goes with its blobs', () => {
    at.blob('PUT', '/cn1?restype=container&comp=metadata', undefined, undefined, { 'x-ms-meta-a': 'b' });
    expect(at.blob('HEAD', '/cn1?restype=container', undefined).headers).toMatchObject({
      'x-ms-meta-a': 'b',
      'last-modified': 'Mon, 23 Nov 2026 09:00:00 GMT',
      'x-ms-lease-state': 'available',
    });
    expect(at.blob('DELETE', '/cn1?restype=container', undefined).status).toBe(202);
    expect(at.blob('GET', '/cn1?restype=container', undefined)).toMatchObject({
      status: 404,
      code: 'ContainerNotFound',
    });
    at.blob('PUT', '/cn1?restype=container', undefined);
    expect(get('/cn1/a.txt')).toMatchObject({ status: 404, code: 'BlobNotFound' });
  });

  it('is public only where the account allows it', () => {
    const level = { 'x-ms-blob-public-access': 'blob' };
    expect(at.blob('PUT', '/cn2?restype=container', undefined, undefined, level)).toMatchObject({
      status: 409,
      code: 'PublicAccessNotPermitted',
    });
  });

  it('is listed with others, page by page', () => {
    for (const name of ['beta', 'alpha']) at.blob('PUT', `/${name}?restype=container`, undefined);
    const first = get('/?comp=list&maxresults=2');
    expect(elementsOf(first, 'Name')).toEqual(['alpha', 'beta']);
    expect(first.body).toContain('<EnumerationResults ServiceEndpoint="https://st1.blob.core.windows.net/">');
    expect(elementsOf(get(`/?comp=list&marker=${elementOf(first, 'NextMarker')}`), 'Name')).toEqual(['cn1']);
    expect(elementsOf(get('/?comp=list&prefix=b'), 'Name')).toEqual(['beta']);
  });
});

describe('a blob', () => {
  it('is put, read, described and deleted', () => {
    const made = put('dir/ü%20b.txt', 'grüße', { 'content-type': 'text/plain', 'x-ms-meta-k': 'v' });
    expect(made).toMatchObject({ status: 201, headers: { 'content-md5': '/uQNwk0K1qkMYIBSqk6eZg==' } });
    const read = get('/cn1/dir/%C3%BC%20b.txt');
    expect(read).toMatchObject({ status: 200, body: 'grüße' });
    expect(read.headers).toMatchObject({
      'content-type': 'text/plain',
      'content-length': '7',
      'x-ms-meta-k': 'v',
      'x-ms-blob-type': 'BlockBlob',
      etag: made.headers['etag'],
    });
    const head = at.blob('HEAD', '/cn1/dir/ü%20b.txt', undefined);
    expect(head).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-length': '7', 'x-ms-access-tier': 'Hot' },
    });
    expect(at.blob('DELETE', '/cn1/dir/ü%20b.txt', undefined).status).toBe(202);
    expect(get('/cn1/dir/ü%20b.txt')).toMatchObject({ status: 404, code: 'BlobNotFound' });
  });

  it.each([
    ['bytes=0-4', 206, 'hello', 'bytes 0-4/11'],
    ['bytes=6-', 206, 'world', 'bytes 6-10/11'],
    ['bytes=0-33554431', 206, 'hello world', 'bytes 0-10/11'],
    ['bytes=10-99', 206, 'd', 'bytes 10-10/11'],
    ['items=0-1', 200, 'hello world', undefined],
  ])('answers %s by %s', (range, status, body, contentRange) => {
    for (const name of ['range', 'x-ms-range']) {
      const answer = get('/cn1/a.txt', { [name]: range });
      expect(answer).toMatchObject({ status, body });
      expect(answer.headers['content-range']).toBe(contentRange);
      expect(answer.headers['content-length']).toBe(String(body.length));
    }
  });

  it.each<[string, string, Record<string, string>, number, string]>([
    ['PUT', '/cn1/new', { 'if-none-match': '*' }, 201, ''],
    ['PUT', '/cn1/a.txt', { 'if-none-match': '*' }, 409, 'BlobAlreadyExists'],
    ['PUT', '/cn1/a.txt', { 'if-match': '"no"' }, 412, 'ConditionNotMet'],
    ['PUT', '/cn1/a.txt', { 'if-match': '*' }, 201, ''],
    ['PUT', '/cn1/a.txt', { 'content-md5': 'AAAA' }, 400, 'Md5Mismatch'],
    ['PUT', '/cn1/a.txt', { 'x-ms-meta-1a': 'b' }, 400, 'InvalidMetadata'],
    ['PUT', '/cn1/a.txt', { 'content-type': 'té' }, 400, 'InvalidHeaderValue'],
    ['PUT', '/cn1/a.txt', { 'x-ms-blob-type': 'PageBlob' }, 501, 'NotSimulated'],
    ['PUT', '/cn1/a.txt', { 'x-ms-copy-source': 'https://x' }, 501, 'NotSimulated'],
    ['PUT', '/none/a.txt', {}, 404, 'ContainerNotFound'],
    ['PUT', '/cn1/a.txt?comp=block', {}, 501, 'NotSimulated'],
    ['GET', '/cn1/a.txt', { range: 'bytes=11-' }, 416, 'InvalidRange'],
    ['GET', '/cn1/a.txt?snapshot=x', {}, 501, 'NotSimulated'],
    ['DELETE', '/cn1/a.txt', { 'if-match': '"no"' }, 412, 'ConditionNotMet'],
    ['GET', '/cn1/%00', {}, 400, 'InvalidUri'],
    ['GET', '/lonely', {}, 404, 'ContainerNotFound'],
  ])('%s %s %j => %s %s', (method, path, headers, status, code) => {
    const answer = at.blob(method, path, undefined, method === 'PUT' ? 'x' : undefined, headers);
    expect(answer).toMatchObject({ status, code });
  });

  it('without a type is not put, and too large not either', () => {
    const bare = at.send('PUT', 'https://st1.blob.core.windows.net/cn1/b', undefined, 'x');
    expect(bare).toMatchObject({ status: 400, code: 'MissingRequiredHeader' });
    expect(put('large', 'x'.repeat(4 * 1024 * 1024 + 1))).toMatchObject({ status: 413, code: 'RequestBodyTooLarge' });
  });

  it('that has not changed is not sent again', () => {
    const { etag = '' } = get('/cn1/a.txt').headers;
    expect(get('/cn1/a.txt', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    at.now = start + 1000;
    put('a.txt', 'changed');
    expect(get('/cn1/a.txt', { 'if-none-match': etag })).toMatchObject({ status: 200, body: 'changed' });
    expect(get('/cn1/a.txt').headers).toMatchObject({
      'x-ms-creation-time': 'Mon, 23 Nov 2026 09:00:00 GMT',
      'last-modified': 'Mon, 23 Nov 2026 09:00:01 GMT',
    });
  });

  it('changes metadata and properties apart from its content', () => {
    at.blob('PUT', '/cn1/a.txt?comp=metadata', undefined, undefined, { 'x-ms-meta-a': 'b' });
    at.blob('PUT', '/cn1/a.txt?comp=properties', undefined, undefined, { 'x-ms-blob-content-type': 'text/html' });
    expect(get('/cn1/a.txt?comp=metadata').headers['x-ms-meta-a']).toBe('b');
    expect(get('/cn1/a.txt')).toMatchObject({
      body: 'hello world',
      headers: { 'content-type': 'text/html', 'x-ms-meta-a': 'b' },
    });
  });
});

describe('a list of blobs', () => {
  beforeEach(() => {
    for (const name of ['logs/1', 'logs/2', 'logs/old/3', 'm&m']) put(name);
  });

  it.each<[string, string[], string[]]>([
    ['', ['a.txt', 'logs/1', 'logs/2', 'logs/old/3', 'm&amp;m'], []],
    ['&prefix=logs/', ['logs/1', 'logs/2', 'logs/old/3'], []],
    ['&delimiter=/', ['a.txt', 'logs/', 'm&amp;m'], ['logs/']],
    ['&prefix=logs/&delimiter=/', ['logs/1', 'logs/2', 'logs/old/'], ['logs/old/']],
    ['&marker=logs/2', ['logs/2', 'logs/old/3', 'm&amp;m'], []],
    ['&prefix=none', [], []],
  ])('%s', (query, names, prefixes) => {
    const answer = list(query);
    expect(elementsOf(answer, 'Name')).toEqual(names);
    expect([...answer.body.matchAll(/<BlobPrefix><Name>([^<]*)/g)].map(([, name]) => name)).toEqual(prefixes);
    expect(answer.body).toContain('ContainerName="cn1"');
  });

  it('comes page by page, folders counted as one', () => {
    const first = list('&delimiter=/&maxresults=2');
    expect(elementsOf(first, 'Name')).toEqual(['a.txt', 'logs/']);
    const next = elementOf(first, 'NextMarker')?.replace('&amp;', '%26');
    expect(elementsOf(list(`&delimiter=/&maxresults=2&marker=${next}`), 'Name')).toEqual(['m&amp;m']);
    expect(list('&maxresults=0')).toMatchObject({ status: 400, code: 'OutOfRangeQueryParameterValue' });
    expect(list('&maxresults=x')).toMatchObject({ status: 400, code: 'InvalidQueryParameterValue' });
  });
});
