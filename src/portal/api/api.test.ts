import { describe, expect, it } from 'vitest';
import { Api } from './api.ts';
import { ada, fakeClient } from './fake-client.ts';

const bearer = (request: { headers?: Record<string, string> }) => request.headers?.['authorization'];

describe('requests of the portal', () => {
  it('look by peek and change by send, with the token of the signed-in person', async () => {
    const { client, calls } = fakeClient(() => ({ json: { value: [] } }));
    const api = new Api(client, ada);
    await api.look('arm', '/subscriptions?api-version=2022-12-01');
    await api.deed('arm', { method: 'PUT', path: '/x?api-version=1', body: { a: 1 } });
    const [token, look, deed] = calls;
    expect(token?.how).toBe('send');
    expect(token?.request.body).toContain('grant_type=refresh_token&refresh_token=refresh-1');
    expect(token?.request.body).toContain(encodeURIComponent('https://management.core.windows.net//.default'));
    expect([look?.how, look?.request.url]).toEqual([
      'peek',
      'https://management.azure.com/subscriptions?api-version=2022-12-01',
    ]);
    expect([deed?.how, deed?.request.method, deed?.request.body]).toEqual(['send', 'PUT', '{"a":1}']);
    expect(bearer(look?.request ?? {})).toBe('Bearer token-1');
    expect(bearer(deed?.request ?? {})).toBe('Bearer token-1');
  });

  it('ask for one token where several looks begin at once, and for another once it is old', async () => {
    const { client, calls, clock } = fakeClient(() => ({ json: {} }));
    const api = new Api(client, ada);
    await Promise.all([api.look('arm', '/a'), api.look('arm', '/b')]);
    expect(calls.filter(({ how }) => how === 'send')).toHaveLength(1);
    clock.now += 3_600_000;
    await api.look('arm', '/c');
    expect(calls.filter(({ how }) => how === 'send')).toHaveLength(2);
  });

  it('keep a token for each audience', async () => {
    const { client, calls } = fakeClient(() => ({ json: {} }));
    const api = new Api(client, ada);
    await api.look('arm', '/a');
    await api.look('graph', '/me');
    await api.deed('vault', { method: 'GET', path: 'https://kv.vault.azure.net/secrets?api-version=7.4' });
    const used = calls.filter(({ request }) => bearer(request)).map(({ request }) => bearer(request));
    expect(used).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
  });

  it('get a new token when an undo has made the old one unknown, but only once', async () => {
    const refused = { status: 401, json: { error: { code: 'InvalidAuthenticationToken', message: 'no' } } };
    const once = fakeClient((request) => (bearer(request) === 'Bearer token-1' ? refused : { json: { fine: true } }));
    expect(await new Api(once.client, ada).look('arm', '/a')).toMatchObject({ ok: true, value: { fine: true } });
    const always = fakeClient(() => refused);
    const answer = await new Api(always.client, ada).look('arm', '/a');
    expect(answer).toMatchObject({ ok: false, problem: { status: 401, code: 'InvalidAuthenticationToken' } });
    expect(always.calls).toHaveLength(4);
  });

  it('name the entry of a refusal, and what it lacked', async () => {
    const url = 'https://management.azure.com/x';
    const { client } = fakeClient(
      () => ({ status: 403, json: { error: { code: 'AuthorizationFailed', message: 'no' } } }),
      [
        { seq: 9, kind: 'request', method: 'GET', url: 'https://app/x', cause: 8 },
        { seq: 8, kind: 'request', method: 'PUT', url },
      ],
    );
    const answer = await new Api(client, ada).deed('arm', { method: 'PUT', path: '/x' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'AuthorizationFailed', seq: 8 }, trail: { seq: 8 } });
  });
});
