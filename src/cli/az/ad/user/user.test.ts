import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '#kernel/http.ts';
import type { ShellHost } from '../../../host.ts';
import { runAz } from '../../run.ts';
import { AzSession } from '../../session.ts';

/** A directory that lets everything happen, and what was sent to it beside the requests for tokens. */
async function sentBy(line: string): Promise<[HttpRequest['method'], string, string | undefined][]> {
  const sent: HttpRequest[] = [];
  const account = { tenantId: 't', userPrincipalName: 'ada@contoso.com', refreshToken: 'r', subscriptions: [] };
  const host: ShellHost = {
    send: (request) => {
      if (request.url.includes('/oauth2/'))
        return Promise.resolve({ status: 200, headers: {}, body: '{"access_token":"a","expires_in":3600}' });
      sent.push(request);
      return Promise.resolve({ status: 204, headers: {}, body: '' });
    },
    now: () => Promise.resolve(0),
    wait: () => Promise.resolve(0),
    account: () => Promise.resolve(account),
    signIn: () => Promise.resolve(account),
  };
  const files = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() };
  const result = await runAz(line.split(' '), { host, session: new AzSession(host), files });
  expect(result).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  return sent.map(({ method, url, body }) => [method, url, body]);
}

const BEN = 'https://graph.microsoft.com/v1.0/users/ben@contoso.com';

describe('a user of the directory', () => {
  it.each([
    ['ad user delete --id ben@contoso.com', 'DELETE', undefined],
    ['ad user update --id ben@contoso.com --display-name Ben', 'PATCH', '{"displayName":"Ben"}'],
    ['ad user update --id ben@contoso.com --account-enabled false', 'PATCH', '{"accountEnabled":false}'],
    [
      'ad user update --id ben@contoso.com --password p --force-change-password-next-sign-in true',
      'PATCH',
      '{"passwordProfile":{"password":"p","forceChangePasswordNextSignIn":true}}',
    ],
  ])('%s', async (line, method, body) => {
    expect(await sentBy(line)).toEqual([[method, BEN, body]]);
  });
});
