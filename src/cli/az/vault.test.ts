import { describe, expect, it } from 'vitest';
import { ScriptedHost, type RecordedAnswer } from './recorded/replay.ts';
import { AzSession } from './session.ts';
import { Transport } from './transport.ts';
import { parseChallenge, VaultClient } from './vault.ts';

const challenge = (resource: string): RecordedAnswer => ({
  status: 401,
  headers: { 'WWW-Authenticate': `Bearer authorization="https://login.microsoftonline.com/t", resource="${resource}"` },
});

function client(answers: RecordedAnswer[]) {
  const host = new ScriptedHost(answers);
  return {
    host,
    vault: new VaultClient('https://kv.vault.azure.net', new Transport(host, 'x', []), new AzSession(host)),
  };
}

describe('a vault is asked without a token first', () => {
  it('and without a body; the token and the body follow the challenge, once per command', async () => {
    const { host, vault } = client([
      challenge('https://vault.azure.net'),
      { status: 200, body: {} },
      { status: 200, body: {} },
    ]);
    await vault.call('PUT', '/secrets/a', { value: 'v' });
    await vault.call('GET', '/secrets/a');
    expect(host.requests.map(({ method, headers, body }) => [method, headers?.['authorization'], body])).toEqual([
      ['PUT', undefined, undefined],
      ['PUT', 'Bearer token', '{"value":"v"}'],
      ['GET', 'Bearer token', undefined],
    ]);
  });

  it('and gets no token when the challenge names another domain', async () => {
    const { host, vault } = client([challenge('https://vault.evil.net')]);
    await expect(vault.call('GET', '/secrets/a')).rejects.toThrow(
      "The challenge resource 'vault.evil.net' does not match the requested domain.",
    );
    expect(host.requests).toHaveLength(1);
  });

  it('reads a challenge in either form', () => {
    expect(parseChallenge('Bearer authorization="a", resource="b"')).toEqual({ authorization: 'a', resource: 'b' });
    expect(parseChallenge('Bearer authorization=a, scope=b')).toEqual({ authorization: 'a', scope: 'b' });
  });
});
