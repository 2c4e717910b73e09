import { describe, expect, it } from 'vitest';
import { ScriptedHost } from './recorded/replay.ts';
import { ARM_RESOURCE, AzSession } from './session.ts';
import { scopeOf } from './token-cache.ts';

const ARM = scopeOf(ARM_RESOURCE);

/** A host that counts tokens and lists subscriptions only when asked. */
class CountingHost extends ScriptedHost {
  tokens: string[] = [];
  looks = 0;

  override async send(request: Parameters<ScriptedHost['send']>[0]) {
    if (request.url.includes('/oauth2/')) this.tokens.push(new URLSearchParams(request.body).get('scope') ?? '');
    return super.send(request);
  }

  async peek() {
    this.looks += 1;
    const value = [{ subscriptionId: 's1', displayName: 'One', state: 'Enabled', tenantId: 't1' }];
    return { status: 200, headers: {}, body: JSON.stringify({ value }) };
  }
}

describe('tokens', () => {
  it('are kept per scope until five minutes before they expire in virtual time', async () => {
    const host = new CountingHost([]);
    const session = new AzSession(host);
    await session.token(ARM);
    await session.token(ARM);
    await session.token('https://vault.azure.net/.default');
    expect(host.tokens).toEqual([ARM, 'https://vault.azure.net/.default']);
    host.time += 55 * 60_000 - 1000;
    await session.token(ARM);
    expect(host.tokens).toHaveLength(2);
    host.time += 2000;
    await session.token(ARM);
    expect(host.tokens).toHaveLength(3);
  });

  it('are asked for with a double slash, as az does', () => {
    expect(ARM).toBe('https://management.core.windows.net//.default');
  });
});

describe('subscriptions', () => {
  it('are looked up once, without an entry in the log, when the account does not bring them', async () => {
    const host = new CountingHost([]);
    host.signedIn = { tenantId: 't1', userPrincipalName: 'ada@contoso.com', refreshToken: 'r' };
    const session = new AzSession(host);
    expect((await session.subscription()).name).toBe('One');
    expect((await session.subscription('ONE')).id).toBe('s1');
    expect(host.looks).toBe(1);
    expect(host.requests).toEqual([]);
  });

  it('are refused when nobody is signed in, or when none has the name', async () => {
    const host = new ScriptedHost([]);
    await expect(new AzSession(host).subscription('nope')).rejects.toThrow("Subscription 'nope' not found.");
    host.signedIn = undefined;
    await expect(new AzSession(host).subscription()).rejects.toThrow("Please run 'az login' to setup account.");
  });
});

describe('accounts', () => {
  it('change by az login, which ends the marks of the Cloud Shell', async () => {
    const host = new ScriptedHost([]);
    const session = new AzSession(host);
    expect((await session.describe(await session.subscription()))['user']).toEqual({
      cloudShellID: true,
      name: 'ada@contoso.com',
      type: 'user',
    });
    await session.signIn('bob@contoso.com');
    expect((await session.describe(await session.subscription()))['user']).toEqual({
      name: 'bob@contoso.com',
      type: 'user',
    });
    await expect(session.signIn('eve@contoso.com')).rejects.toThrow('AADSTS50034');
    session.signOut();
    await expect(session.account()).rejects.toThrow("Please run 'az login'");
  });

  it('survive in a snapshot, without their tokens', async () => {
    const host = new CountingHost([]);
    const session = new AzSession(host);
    await session.token(ARM);
    await session.signIn('bob@contoso.com');
    const state = structuredClone(session.snapshot());
    const next = new AzSession(host);
    next.restore(state);
    expect((await next.account()).userPrincipalName).toBe('bob@contoso.com');
    expect(JSON.stringify(state)).not.toContain('"token"');
  });
});
