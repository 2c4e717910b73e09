import { expect, it } from 'vitest';
import type { HttpRequest } from '#kernel/http.ts';
import { forbidden, itemOf } from '../samples.ts';
import { resend } from './resend.ts';

it('sends the same request with the other token, and finds its entry', async () => {
  const sent: HttpRequest[] = [];
  const client = {
    send: (request: HttpRequest) => {
      sent.push(request);
      return Promise.resolve({ status: 401, headers: {}, body: '' });
    },
    log: () =>
      Promise.resolve([
        itemOf(21, { url: 'https://other/' }),
        itemOf(20, { url: forbidden.request.url }),
        forbidden.item,
      ]),
  };
  const record = {
    ...forbidden,
    request: { ...forbidden.request, headers: { Authorization: 'Bearer old', accept: '*/*' } },
  };
  expect(await resend(client, record, 'a.b.c')).toBe(20);
  expect(sent).toEqual([
    { method: 'GET', url: forbidden.request.url, headers: { accept: '*/*', authorization: 'Bearer a.b.c' } },
  ]);
});
