import { describe, expect, it } from 'vitest';
import { forbidden, granted, tokenRequest } from '../samples.ts';
import { rawRequest, rawResponse, textOf } from './raw.ts';

const answer = (body: unknown, url = 'https://management.azure.com/x') =>
  rawResponse(
    { status: 200, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
    url,
    '200 OK',
  );

describe('the raw request and response', () => {
  it('hide the token of a request and show it when asked', () => {
    const raw = rawRequest(forbidden.request);
    const token = forbidden.token!.jwt;
    expect(textOf(raw, false)).not.toContain(token.slice(10));
    expect(textOf(raw, false)).toContain('authorization: Bearer eyJ');
    expect(textOf(raw, true)).toContain(`authorization: Bearer ${token}`);
  });

  it('hide the value of a secret and nothing else of it', () => {
    const raw = rawResponse(granted.response, granted.request.url, '200 OK');
    expect(raw.body.masked).toContain('"value": "••••••••"');
    expect(raw.body.masked).toContain('secrets/db-password');
    expect(raw.body.open).toContain('S3cret!');
    expect(raw.hides).toBe(true);
  });

  it('hide the header of the identity endpoint and the token that it gives', () => {
    expect(textOf(rawRequest(tokenRequest.request), false)).not.toContain('b7c5f1');
    expect(textOf(rawResponse(tokenRequest.response, tokenRequest.request.url, '200 OK'), false)).toContain(
      '"access_token": "eyJ',
    );
    expect(textOf(rawResponse(tokenRequest.response, tokenRequest.request.url, '200 OK'), false)).not.toContain(
      'c2lnbmF0dXJl',
    );
  });

  it.each([
    ['an app setting', { properties: { DB_PASSWORD: 'hunter2', COLOUR: 'blue' } }],
    ['a named setting', [{ name: 'DB_PASSWORD', value: 'hunter2' }]],
    ['a form', 'grant_type=refresh_token&refresh_token=hunter2'],
  ])('hide %s', (_what, body) => {
    expect(answer(body).body.masked).not.toContain('hunter2');
    expect(answer(body).body.open).toContain('hunter2');
  });

  it.each([
    ['plain values', { value: [{ name: 'app-web', value: 'blue' }] }],
    ['the code of an error', { error: { code: 'Forbidden', innererror: { code: 'ForbiddenByRbac' } } }],
    ['a reference to a secret', { secretUri: 'https://kv-shop.vault.azure.net/secrets/db' }],
    ['a text that is no JSON', 'hello'],
  ])('leave %s alone', (_what, body) => {
    expect(answer(body).hides).toBe(false);
  });

  it('lay out JSON, and keep what is none', () => {
    expect(answer({ a: 1 }).body.open).toBe('{\n  "a": 1\n}');
    expect(answer('no json').body.open).toBe('no json');
  });
});
