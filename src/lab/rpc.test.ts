import { expect, it } from 'vitest';
import { connect, serve } from './rpc.ts';

type Session = Parameters<typeof serve>[1];

/** A session served over a port, and its far end. */
const over = (session: object) => {
  const { port1, port2 } = new MessageChannel();
  serve(port1, session as Session, false);
  const client = connect(port2);
  return { client, close: () => port1.close() };
};
const request = { method: 'GET', url: 'https://management.azure.com/' };
const answer = { status: 200, headers: {}, body: 'yes' };

it('an engine that knows no way on to hosts sends, and opens no session', async () => {
  const { client, close } = over({ send: () => Promise.resolve(answer) });
  expect(await client.enter(request)).toEqual({ response: answer });
  close();
});

it('what an engine does not have is an error of its caller, and not a silence', async () => {
  const { client, close } = over({});
  const who = { tenantId: '', refreshToken: '', scope: '' };
  await expect(client.lookAs(who, request)).rejects.toThrow("this engine has no 'lookAs'");
  close();
});
