import { describe, expect, it } from 'vitest';
import { day } from '#kernel/clock.ts';
import { TestTenant, type Answer } from '../test-tenant.ts';
import { thirdPartySaas } from './index.ts';

const api = 'https://api.larkpost.example/v1';
const message = { to: 'ada@contoso.example', subject: 'Invoice' };

class Fixture extends TestTenant {
  constructor() {
    super();
    this.send('PUT', `${api}/accounts/contoso`, { password: 'correct horse' });
  }

  console(method: string, path: string, body?: unknown, password = 'correct horse'): Answer {
    const authorization = `Basic ${btoa(`contoso:${password}`)}`;
    return this.send(method, `${api}${path}`, body, { token: null, headers: { authorization } });
  }

  key(body?: unknown): { id: string; key: string } {
    return this.console('POST', '/keys', body).json as unknown as { id: string; key: string };
  }

  mail(key: string | undefined, headers: Record<string, string> = {}): Answer {
    const all = { ...headers, ...(key !== undefined && { 'x-api-key': key }) };
    return this.send('POST', `${api}/messages`, message, { token: null, headers: all });
  }
}

const refused = ({ status, json }: Answer): [number, unknown] => [status, json['error']?.['code']];

describe('an API key', () => {
  it('sends mail, and all that is known of the sender is the key', () => {
    const t = new Fixture();
    const { id, key } = t.key();
    expect(t.mail(key).json).toEqual({ id: expect.any(String), status: 'queued' });
    const list = t.send('GET', `${api}/messages`, undefined, { token: null, headers: { 'x-api-key': key } });
    expect(list.json).toEqual({
      messages: [{ id: expect.any(String), keyId: id, ...message, sentAt: '2026-11-23T09:00:00.000Z' }],
    });
  });

  it.each<[string, [number, string], (t: Fixture, key: string) => Answer]>([
    ['none', [401, 'api_key_missing'], (t) => t.mail(undefined)],
    ['another', [401, 'api_key_unknown'], (t) => t.mail('lp_0')],
    [
      'a token of Entra ID',
      [401, 'bearer_not_supported'],
      (t) => t.mail(undefined, { authorization: `Bearer ${t.token('app', 'https://management.azure.com/')}` }),
    ],
    [
      'a token for this very address',
      [401, 'bearer_not_supported'],
      (t) => t.mail(undefined, { authorization: `Bearer ${t.token('app', 'https://api.larkpost.example')}` }),
    ],
    ['an invented token', [401, 'bearer_not_supported'], (t) => t.mail(undefined, { authorization: 'Bearer x' })],
    [
      'a message to nobody',
      [400, 'body_invalid'],
      (t, key) => t.send('POST', `${api}/messages`, {}, { token: null, headers: { 'x-api-key': key } }),
    ],
    ['a wrong password', [401, 'account_unknown'], (t) => t.console('POST', '/keys', {}, 'wrong')],
    [
      'a token for the console',
      [401, 'bearer_not_supported'],
      (t) => t.send('GET', `${api}/keys`, undefined, { token: t.token('app', 'x') }),
    ],
    [
      'nothing for the console',
      [401, 'account_unknown'],
      (t) => t.send('GET', `${api}/keys`, undefined, { token: null }),
    ],
    ['a key that is not there', [404, 'not_found'], (t) => t.console('DELETE', '/keys/none')],
    [
      "an account of one's own",
      [404, 'not_found'],
      (t, key) =>
        t.send('PUT', `${api}/accounts/mine`, { password: '12345678' }, { token: null, headers: { 'x-api-key': key } }),
    ],
  ])('refused: %s', (_, expected, send) => {
    const t = new Fixture();
    expect(refused(send(t, t.key().key))).toEqual(expected);
  });

  it('expires on its day, and that is foretold', () => {
    const t = new Fixture();
    const { key } = t.key({ expiresInDays: 30 });
    expect(thirdPartySaas.upcoming?.(t.tables, t.now)).toEqual([
      { at: t.now + 30 * day, what: 'An API key of the Larkpost account contoso expires' },
    ]);
    t.now += 30 * day - 1;
    expect(t.mail(key).status).toBe(202);
    t.now += 1;
    expect(t.mail(key).json).toEqual({
      error: { code: 'api_key_expired', message: 'This API key expired on 2026-12-23. Make a new one.' },
    });
  });

  it('is rotated without an outage: the new one first, then the old one goes', () => {
    const t = new Fixture();
    const [old, made] = [t.key(), t.key()];
    expect([t.mail(old.key).status, t.mail(made.key).status]).toEqual([202, 202]);
    expect(t.console('GET', '/keys').text).not.toContain(made.key);
    expect(t.console('DELETE', `/keys/${old.id}`).status).toBe(204);
    expect([refused(t.mail(old.key))[1], t.mail(made.key).status]).toEqual(['api_key_unknown', 202]);
  });
});
