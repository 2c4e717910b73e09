import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMachine, base64url, furnish, machineOf, openServeWorld, type ServeWorld } from './serve-world.ts';

let world: ServeWorld;
beforeAll(async () => {
  world = await openServeWorld();
  await furnish(world);
});
afterAll(async () => {
  expect(world.complaints).toEqual([]);
  await world.open.close();
});

/** A connection by hand: what it hears, whole once the other side has closed it. */
function raw(port = world.port): {
  socket: Socket;
  heard(): string;
  closed: Promise<string>;
  until(text: string, times?: number): Promise<string>;
} {
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  const waiting: (() => void)[] = [];
  socket.on('data', (part: Buffer) => {
    text += part.toString('latin1');
    for (const look of waiting) look();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((done) => socket.once('close', () => done(text)));
  const until = (wanted: string, times = 1): Promise<string> =>
    new Promise((done) => {
      const look = (): void => void (text.split(wanted).length > times && done(text));
      waiting.push(look);
      look();
    });
  return { socket, heard: () => text, closed, until };
}

const get = (host: string, path = '/', more = ''): string => `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${more}\r\n`;
const subscriptions = '/subscriptions?api-version=2022-12-01';
const alive = async (): Promise<void> => {
  expect((await world.call('GET', 'management.azure.com', subscriptions)).status).toBe(401);
};

describe('who is answered', () => {
  it.each(['evil.example', 'vault.azure.net.evil.example', 'kv1.vault.azure.net.evil.example', ' '])(
    'the name %j is none of the tenant’s',
    async (host) => {
      const got = await world.call('GET', host, '/');
      expect([got.status, got.text.includes('management.azure.com')]).toEqual([421, true]);
    },
  );

  it.each(['management.azure.com.', 'MANAGEMENT.azure.com', 'management.azure.com:8600'])(
    'the name %j is',
    async (host) => {
      expect((await world.call('GET', host, subscriptions)).status).toBe(401);
    },
  );

  it('a name of Azure that no resource has is told as a gateway would', async () => {
    const got = await world.call('GET', 'kv-nobody.vault.azure.net', '/secrets/x?api-version=7.4');
    expect([got.status, got.text]).toEqual([502, 'Could not resolve host: kv-nobody.vault.azure.net\n']);
  });

  it('the metadata address leads nowhere without a machine, and each machine’s own port leads to its own', async () => {
    const lost = await world.call('GET', '169.254.169.254', '/metadata/instance?api-version=2021-02-01', {
      metadata: 'true',
    });
    expect(lost.status).toBe(421);
    await createMachine(world, 'vm1');
    const id = machineOf(world, 'vm1');
    const host = (await world.open.announce()).hosts.find((one) => one.id === id);
    const port = Number(new URL(host && 'imds' in host ? host.imds : '').port);
    const path = '/metadata/instance?api-version=2021-02-01';
    const byPort = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { metadata: 'true' } });
    const byPath = await world.call('GET', `127.0.0.1:${world.port}`, `/imds/${base64url(id)}${path}`, {
      metadata: 'true',
    });
    for (const body of [(await byPort.json()) as object, byPath.json])
      expect(body).toMatchObject({ compute: { name: 'vm1' } });
    await world.arm('POST', `${id}/deallocate?api-version=2024-07-01`);
    await expect(fetch(`http://127.0.0.1:${port}${path}`)).rejects.toThrow('fetch failed');
    await world.arm('POST', `${id}/start?api-version=2024-07-01`);
    const again = (await world.open.announce()).hosts.find((one) => one.id === id);
    expect(again).toEqual(host);
    await world.arm('DELETE', `${id}?api-version=2024-07-01`);
    expect((await world.open.announce()).hosts.filter((one) => one.id === id)).toEqual([]);
  });

  it('our own address says what stands where, and is only read', async () => {
    const home = await world.call('GET', `127.0.0.1:${world.port}`, '/');
    expect(home.text).toContain(world.about.tenantId);
    expect((await world.call('POST', `localhost:${world.port}`, '/')).status).toBe(405);
    expect((await world.call('GET', `localhost:${world.port}`, '/nothing')).status).toBe(404);
  });

  it('absolute URLs in answers carry the real names', async () => {
    const got = await world.call('GET', 'kv1.vault.azure.net', '/secrets/db?api-version=7.4');
    expect(got.headers['www-authenticate']).toContain(
      `authorization="https://login.microsoftonline.com/${world.about.tenantId}"`,
    );
  });
});

describe('what clients do to a server', () => {
  it.each([
    ['no HTTP', 'HELLO\r\n\r\n', '400'],
    ['a field without a colon', 'GET / HTTP/1.1\r\nnonsense\r\n\r\n', '400'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', '400'],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', '400'],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    ['a header of 64 KB', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(65_536)}\r\n\r\n`, '431'],
    ['a proxy’s address', get('management.azure.com', 'http://management.azure.com/'), '400'],
  ])('%s', async (_what, text, status) => {
    const { socket, until } = raw();
    socket.write(text);
    expect(await until('\r\n\r\n')).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    socket.destroy();
    await alive();
  });

  it('an address that is too long', async () => {
    const got = await world.call('GET', 'management.azure.com', `/${'a'.repeat(8_200)}`);
    expect(got.status).toBe(414);
  });

  it('many requests at once on one connection are answered in their order', async () => {
    const { socket, closed } = raw();
    const paths = [
      '/common/discovery/v2.0/keys',
      '/nobody/v2.0/.well-known/openid-configuration',
      '/common/v2.0/.well-known/openid-configuration',
    ];
    socket.write(
      paths.map((path, at) => get('login.microsoftonline.com', path, at === 2 ? 'connection: close\r\n' : '')).join(''),
    );
    const text = await closed;
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '400', '200']);
    expect(text.indexOf('"keys"')).toBeLessThan(text.indexOf('token_endpoint"'));
  });

  it('HEAD has no body, and says the length where the service does', async () => {
    const authorization = `Bearer ${await world.tokenOf('owner', 'https://storage.azure.com/.default')}`;
    const headers = { authorization, 'x-ms-version': '2024-11-04' };
    const got = await world.call('HEAD', 'stserve.blob.core.windows.net', '/docs/a.txt', headers);
    expect([got.status, got.headers['content-length'], got.bytes.length]).toEqual([200, '13', 0]);
  });

  it('a body of any bytes comes back as it went', async () => {
    const authorization = `Bearer ${await world.tokenOf('owner', 'https://storage.azure.com/.default')}`;
    const headers = { authorization, 'x-ms-version': '2024-11-04', 'x-ms-blob-type': 'BlockBlob' };
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7919) & 255));
    const host = 'stserve.blob.core.windows.net';
    expect((await world.call('PUT', host, '/docs/picture', headers, bytes)).status).toBe(201);
    const whole = await world.call('GET', host, '/docs/picture', headers);
    expect(whole.bytes.equals(bytes)).toBe(true);
    const part = await world.call('GET', host, '/docs/picture', { ...headers, range: 'bytes=1000-1999' });
    expect(part.bytes.equals(bytes.subarray(1000, 2000))).toBe(true);
  });

  it.each([
    ['management.azure.com', 'RequestContentTooLarge'],
    ['stserve.blob.core.windows.net', 'RequestBodyTooLarge'],
  ])('50 MB for %s are refused in its own words, said beforehand or not', async (host, code) => {
    const body = Buffer.alloc(50 * 1024 * 1024, 'x');
    const said = await world.call('PUT', host, '/x?api-version=2024-11-01', {}, body);
    expect([said.status, said.text.includes(code)]).toEqual([413, true]);
    const unsaid = await world.call('PUT', host, '/x', { 'transfer-encoding': 'chunked' }, body);
    expect([unsaid.status, unsaid.text.includes(code)]).toEqual([413, true]);
    await alive();
  });

  it('connections that are cut off anywhere do no harm', async () => {
    const whole = `POST /x HTTP/1.1\r\nhost: management.azure.com\r\ncontent-length: 10\r\n\r\n0123456789`;
    const cuts = Array.from({ length: whole.length }, (_, at) => at);
    await Promise.all(
      cuts.map(
        (at) =>
          new Promise<void>((done) => {
            const { socket } = raw();
            socket.once('close', () => done());
            socket.write(whole.slice(0, at) || 'P', () => (at % 2 ? socket.resetAndDestroy() : socket.destroy()));
          }),
      ),
    );
    await alive();
  });

  it('1,000 connections are held open, and each is answered', async () => {
    const connections = Array.from({ length: 1000 }, () => raw());
    await Promise.all(connections.map(({ socket }) => new Promise((done) => socket.once('connect', done))));
    await alive();
    for (const { socket } of connections) socket.write(get('management.azure.com', subscriptions));
    const texts = await Promise.all(connections.map(({ until }) => until('\r\n\r\n')));
    expect(texts.filter((text) => text.startsWith('HTTP/1.1 401 '))).toHaveLength(1000);
    for (const { socket } of connections) socket.destroy();
  });

  it('a slow client holds nobody up', async () => {
    const slow = Array.from({ length: 50 }, () => raw());
    await Promise.all(
      slow.map(({ socket }) => new Promise((done) => socket.write('GET / HTTP/1.1\r\nhost: manage', done))),
    );
    await alive();
    for (const { socket } of slow) socket.destroy();
  });

  it('nobody else on the network finds anything there', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address } of addresses.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      const socket = connect({ port: world.port, host: address });
      await expect(new Promise((done, failed) => socket.once('connect', done).once('error', failed))).rejects.toThrow();
    }
  });
});
