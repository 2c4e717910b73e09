import { describe, expect, it } from 'vitest';
import { bearerOf, decodeJwt, readPayload, withPayload } from './jwt.ts';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = [part({ alg: 'RS256' }), part({ aud: 'https://vault.azure.net', name: 'Zoë ✓' }), 'c2ln'].join('.');

describe('a token', () => {
  it('is taken apart, also where it holds more than ASCII', () => {
    expect(decodeJwt(token)).toEqual({
      header: { alg: 'RS256' },
      payload: { aud: 'https://vault.azure.net', name: 'Zoë ✓' },
      signature: 'c2ln',
    });
  });

  it.each(['', 'a.b', 'a.b.c', 'a.b.c.d', `${part([])}.${part({})}.x`, 'tk.1.2'])('is not %j', (text) => {
    expect(decodeJwt(text)).toBeUndefined();
  });

  it('keeps header and signature when its payload is edited', () => {
    const edited = withPayload(token, { aud: 'Zoë' });
    expect(decodeJwt(edited)?.payload).toEqual({ aud: 'Zoë' });
    expect(edited.split('.')[0]).toBe(token.split('.')[0]);
    expect(edited.split('.')[2]).toBe('c2ln');
    expect(edited).not.toMatch(/[+/=]/);
  });
});

it('reads a typed payload or says what is wrong', () => {
  expect(readPayload('{"aud":"x"}')).toEqual({ payload: { aud: 'x' } });
  expect(readPayload('[]')).toEqual({ problem: 'A payload is one JSON object: { … }.' });
  expect(readPayload('{')).toHaveProperty('problem', expect.stringContaining('not JSON yet'));
});

it('finds the bearer of a request', () => {
  expect(bearerOf({ Authorization: 'Bearer abc' })).toBe('abc');
  expect(bearerOf({ authorization: 'bearer  abc' })).toBe('abc');
  expect(bearerOf({ authorization: 'Basic abc' })).toBeUndefined();
  expect(bearerOf(undefined)).toBeUndefined();
});
