import { describe, expect, it } from 'vitest';
import type { Sent } from '#kernel/door.ts';
import { complaint } from './judge.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

const request = { method: 'GET', url: 'https://management.azure.com/x' };
const json = { 'content-type': 'application/json' };
const error = JSON.stringify({ error: { code: 'C', message: 'm' } });
const sent = (
  status: number,
  body: string,
  more: { surface?: string; headers?: Record<string, string>; table?: string; value?: object } = {},
): Sent => ({
  response: { status, headers: more.headers ?? json, body },
  changes: more.table ? [{ table: more.table, key: 'k', value: more.value ?? {} }] : [],
  effects: [],
  trace: { runs: [], inside: [], status, surface: more.surface ?? 'arm' },
});

describe('the judge of the fuzz run', () => {
  it.each<[string, Sent]>([
    ['an answer', sent(200, '{}')],
    ['an empty answer', sent(204, '')],
    ['a refusal of Resource Manager', sent(403, error)],
    [
      'a refusal of the token endpoint',
      sent(400, '{"error":"invalid_grant","error_description":"d"}', { surface: 'login' }),
    ],
    [
      'a refusal of the identity endpoint',
      sent(400, '{"statusCode":400,"message":"m"}', { surface: 'app-service-identity' }),
    ],
    ['a refusal that was logged', sent(403, error, { table: 'activityLog' })],
    ['an unreachable host', sent(0, 'no route', { headers: {} })],
  ])('takes %s', (_what, answer) => {
    expect(complaint(request, answer)).toBeUndefined();
  });

  it.each<[string, Sent, string]>([
    ['a refusal that wrote', sent(403, error, { table: 'resources' }), 'wrote resources k'],
    ['a refusal without a code', sent(400, '{"error":{"message":"m"}}'), 'how arm says no'],
    ['a refusal without words', sent(404, ''), 'says nothing'],
    ['the envelope of another surface', sent(400, error, { surface: 'login' }), 'how login says no'],
    ['what is not JSON', sent(200, '<html>'), 'not JSON'],
    ['a 204 with a body', sent(204, '{}'), '204'],
    ['no status', sent(Number.NaN, '{}'), 'status'],
    ['a header over two lines', sent(200, '{}', { headers: { location: 'a\r\nb' } }), 'header location'],
    ['a header outside ASCII', sent(200, '{}', { headers: { location: 'ключ' } }), 'header location'],
    ['a row that is no plain data', sent(200, '{}', { table: 't', value: { at: new Date(0) } }), 'plain data'],
    ['silence about an unreachable host', sent(0, '', { headers: {} }), 'says why'],
  ])('objects to %s', (_what, answer, why) => {
    expect(complaint(request, answer)).toContain(why);
  });
});

describe('a mutation', () => {
  const valid = {
    method: 'PUT',
    url: 'https://management.azure.com/a/b/c?api-version=1',
    headers: { authorization: 'Bearer t' },
    body: '{"a":{"b":[1,"x"]}}',
  };
  const many = (): string[] =>
    Array.from({ length: 300 }, (_, n) => JSON.stringify(mutate(valid, new Random(`case ${n}`), ['other'])));

  it('can be had again from its name', () => {
    expect(many()).toEqual(many());
  });

  it('is mostly another request, and not always the same one', () => {
    const requests = many();
    expect(requests.filter((text) => text !== JSON.stringify(valid)).length).toBeGreaterThan(270);
    expect(new Set(requests).size).toBeGreaterThan(150);
  });

  it('leaves the sample as it was', () => {
    const before = JSON.stringify(valid);
    many();
    expect(JSON.stringify(valid)).toBe(before);
  });
});
