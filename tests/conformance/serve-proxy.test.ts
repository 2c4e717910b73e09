import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesAnswered } from '#serve/proxy/names.ts';
import { answered, heard, proxyPort, say, secured, through, tunnel } from './serve-proxy-wire.ts';
import { base64url, createMachine, furnish, machineOf, openServeWorld, type ServeWorld } from './serve-world.ts';

let world: ServeWorld;
let machine: string;

beforeAll(async () => {
  process.env['TENANTLAB_HOME'] = mkdtempSync(join(tmpdir(), 'tenantlab-home-'));
  world = await openServeWorld({ ports: { proxy: 0 } });
  await furnish(world);
  machine = machineOf(world, 'vm1');
  await createMachine(world, 'vm1');
});
afterAll(async () => {
  expect(world.complaints).toEqual([]);
  await world.open.close();
});

const subscriptions = '/subscriptions?api-version=2022-12-01';
const basic = (user: string): string => `Proxy-Authorization: Basic ${Buffer.from(`${user}:`).toString('base64')}\r\n`;

describe('CONNECT', () => {
  it('leads to the tenant by Azure’s name, under a certificate of this machine’s authority', async () => {
    const host = 'management.azure.com';
    const got = await through(world, host, `GET ${subscriptions} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(got).toMatch(/^HTTP\/1\.1 401 /);
    expect(got).toContain('AuthenticationFailed');
    const token = await world.tokenOf('owner', 'https://management.azure.com/.default');
    const asked = `GET ${subscriptions} HTTP/1.1\r\nHost: ${host}:443\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    expect(await through(world, host, asked)).toContain(world.about.subscriptionId);
  });

  it('answers several requests of one connection, and challenges in Azure’s own names', async () => {
    const host = 'kv1.vault.azure.net';
    const { socket } = await tunnel(world, `${host}:443`);
    const tls = await secured(world, socket, host);
    for (let asked = 0; asked < 2; asked += 1) {
      const answer = heard(tls, answered);
      tls.write(`GET /secrets/db?api-version=7.4 HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      expect(await answer).toContain(
        `Bearer authorization="https://login.microsoftonline.com/${world.about.tenantId}", resource="https://vault.azure.net"`,
      );
      tls.removeAllListeners('data');
    }
    tls.destroy();
  });

  it('takes bytes that come along with it', async () => {
    const socket = connect(proxyPort(world), '127.0.0.1');
    const answer = heard(socket, (text) => /\r\n\r\nHTTP\/1\.1 \d+ [\s\S]*\r\n\r\n/.test(text));
    socket.write(
      'CONNECT login.microsoftonline.com:80 HTTP/1.1\r\n\r\nGET /x HTTP/1.1\r\nHost: login.microsoftonline.com\r\n\r\n',
    );
    expect(await answer).toMatch(/^HTTP\/1\.1 200 Connection established\r\n\r\nHTTP\/1\.1 [45]\d\d /);
    socket.destroy();
  });

  it.each([
    ['example.com:443', 403, 'example.com is not part of this simulated tenant'],
    ['raw.githubusercontent.com:443', 403, 'not part of this simulated tenant'],
    ['127.0.0.1:443', 403, 'not part of this simulated tenant'],
    ['evilmanagement.azure.com:443', 403, 'not part of this simulated tenant'],
    ['management.azure.com:22', 403, 'CONNECT leads to ports 443 and 80'],
    ['management.azure.com', 403, 'CONNECT leads to ports 443 and 80'],
    ['[::1]:443', 403, 'CONNECT leads to ports 443 and 80'],
    ['169.254.169.254:443', 502, 'Failed to connect to 169.254.169.254 port 443'],
    ['kv9.vault.azure.net:443', 502, 'Could not resolve host: kv9.vault.azure.net'],
    ['platform.internal:443', 403, 'not part of this simulated tenant'],
  ])('to %s is refused', async (to, status, why) => {
    const { socket, said } = await tunnel(world, to);
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(said).toContain(why);
    if (why.includes('not part')) for (const name of namesAnswered) expect(said).toContain(name);
    socket.destroy();
  });
});

describe('nothing is smuggled through a tunnel', () => {
  const host = 'management.azure.com';
  it.each([
    ['another Host', `GET / HTTP/1.1\r\nHost: kv1.vault.azure.net\r\n\r\n`, /^HTTP\/1\.1 421 /],
    ['another port', `GET / HTTP/1.1\r\nHost: ${host}:8443\r\n\r\n`, /^HTTP\/1\.1 421 /],
    [
      'an absolute address',
      `GET http://169.254.169.254/metadata HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      /^HTTP\/1\.1 421 /,
    ],
    ['two Hosts', `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: kv1.vault.azure.net\r\n\r\n`, /^HTTP\/1\.1 4\d\d /],
    [
      'two lengths',
      `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx`,
      /^HTTP\/1\.1 400 /,
    ],
    [
      'a length and chunks',
      `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    ['another CONNECT', `CONNECT kv1.vault.azure.net:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n`, /^$/],
  ])('%s', async (_what, text, answer) => {
    expect(await through(world, host, text)).toMatch(answer);
  });

  it('another name in the greeting of TLS', async () => {
    const { socket } = await tunnel(world, `${host}:443`);
    await expect(secured(world, socket, 'kv1.vault.azure.net')).rejects.toThrow();
  });

  it.each([
    ['no TLS', 'GET / HTTP/1.1\r\n\r\n'],
    ['noise', '\x16\x03\x01\x00\x10garbage-garbage!'],
    ['a record that is too long', `\x16\x03\x01\xff\xff${'a'.repeat(70_000)}`],
  ])('%s ends the connection and nothing else', async (_what, text) => {
    const { socket } = await tunnel(world, `${host}:443`);
    const rest = heard(socket);
    socket.write(Buffer.from(text, 'latin1'));
    expect(await rest).not.toContain('HTTP/1.1 2');
    expect(await say(world, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('absolute addresses', () => {
  const token =
    'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net';
  const ask = (user?: string, more = 'Metadata: true\r\n') =>
    say(world, `GET ${token} HTTP/1.1\r\nHost: 169.254.169.254\r\n${user === undefined ? '' : basic(user)}${more}\r\n`);

  it('169.254.169.254 answers as the machine that the user name says', async () => {
    for (const user of ['vm1', machine, base64url(machine)]) {
      const got = await ask(user);
      expect(got).toMatch(/^HTTP\/1\.1 200 /);
      expect(JSON.parse(got.split('\r\n\r\n')[1] ?? '')).toMatchObject({
        token_type: 'Bearer',
        resource: 'https://vault.azure.net',
      });
    }
    expect(await ask('vm1', '')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('and asks who it is, with the list, where nobody is named or nobody known', async () => {
    const nobody = await ask();
    expect(nobody).toMatch(/^HTTP\/1\.1 407 Proxy Authentication Required/);
    expect(nobody).toMatch(/proxy-authenticate: Basic/i);
    const unknown = await ask('vm9');
    expect(unknown).toMatch(/^HTTP\/1\.1 403 /);
    for (const said of [nobody, unknown]) expect(said).toContain(machine);
  });

  it.each([
    ['http://example.com/', 'example.com', 403],
    ['http://kv9.vault.azure.net/', 'kv9.vault.azure.net', 502],
    ['http://management.azure.com:8080/', 'management.azure.com:8080', 400],
    ['https://management.azure.com/', 'management.azure.com', 400],
    ['http://169.254.169.254/', 'management.azure.com', 400],
    ['/metadata', '127.0.0.1', 400],
    ['*', '127.0.0.1', 400],
  ])('%s with Host %s is refused', async (url, host, status) => {
    expect(await say(world, `GET ${url} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} `),
    );
  });
});

it('listens on loopback only', () => {
  expect(world.about.proxy).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

it('holds a thousand connections and still answers', async () => {
  const idle = await Promise.all(Array.from({ length: 1000 }, () => tunnel(world, 'management.azure.com:443')));
  expect(idle.filter(({ said }) => said.startsWith('HTTP/1.1 200'))).toHaveLength(1000);
  const host = 'management.azure.com';
  expect(await through(world, host, `GET ${subscriptions} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 401 /,
  );
  for (const { socket } of idle) socket.destroy();
});
