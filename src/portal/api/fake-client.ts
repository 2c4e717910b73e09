import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { LogItem } from '#lab/session-client.ts';
import type { SignedIn } from '#tenant/client.ts';
import type { PortalClient } from './client.ts';

export const ada: SignedIn = {
  tenantId: 'tenant-1',
  userPrincipalName: 'ada@contoso.example',
  displayName: 'Ada',
  objectId: 'ada-1',
  refreshToken: 'refresh-1',
};

export interface Call {
  how: 'send' | 'peek';
  request: HttpRequest;
}

type Answers = (request: HttpRequest, how: Call['how']) => Partial<HttpResponse> & { json?: unknown };

/**
 * For tests of the portal's own requests: a client whose answers are handed in, and which keeps what was asked.
 * Token requests are answered by itself: `token-1`, `token-2` and so on, good for an hour.
 */
export function fakeClient(answers: Answers, log: Partial<LogItem>[] = []) {
  const calls: Call[] = [];
  const clock = { now: 1_000_000 };
  let tokens = 0;
  const ask = (how: Call['how'], request: HttpRequest): Promise<HttpResponse> => {
    calls.push({ how, request });
    const token = request.url.includes('/oauth2/v2.0/token');
    if (token) tokens += 1;
    const { json, ...answer } = token
      ? { json: { access_token: `token-${tokens}`, expires_in: 3600 } }
      : answers(request, how);
    const body = json === undefined ? '' : JSON.stringify(json);
    return Promise.resolve({ status: 200, headers: {}, body, ...answer });
  };
  const client = {
    send: (request: HttpRequest) => ask('send', request),
    peek: (request: HttpRequest) => ask('peek', request),
    now: () => Promise.resolve(clock.now),
    log: () => Promise.resolve(log),
    flow: () => Promise.resolve(undefined),
  } as unknown as PortalClient;
  return { client, calls, clock };
}
