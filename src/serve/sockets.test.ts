import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { harden, loopback } from './sockets.ts';

it.each([
  ['its head', 'GET / HTTP/1.1\r\nhost: manage'],
  ['its body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n01'],
])('a client that does not end %s hears 408 and is let go', async (_what, text) => {
  const server = harden(
    createServer({ connectionsCheckingInterval: 10 }, () => undefined),
    { head: 20, request: 20, idle: 20 },
  );
  await new Promise<void>((done) => server.listen(0, loopback, () => done()));
  const socket = connect((server.address() as AddressInfo).port, loopback);
  socket.write(text);
  let heard = '';
  socket.on('data', (part: Buffer) => (heard += part.toString()));
  await new Promise((done) => socket.once('close', done));
  expect(heard).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  await new Promise((done) => server.close(done));
});
