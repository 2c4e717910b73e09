import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { ServeWorld } from './serve-world.ts';

/** What came back on a raw connection until it ended, or until a whole head and its body were there. */
export function heard(socket: Socket | TLSSocket, enough: (text: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const done = (): void => resolve(text);
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1');
      if (enough(text)) done();
    });
    for (const event of ['end', 'close', 'error']) socket.once(event, done);
  });
}

const headDone = (text: string): boolean => text.includes('\r\n\r\n');

/** A whole answer of known length. */
export const answered = (text: string): boolean => {
  const at = text.indexOf('\r\n\r\n');
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return at >= 0 && text.length >= at + 4 + length;
};

const portOf = (address: string | undefined): number => Number(new URL(address ?? '').port);
export const proxyPort = ({ about }: ServeWorld): number => portOf(about.proxy);
export const cloudPort = ({ about }: ServeWorld): number => portOf(about.https);

/** Sends text to the proxy and gives what it answers. */
export async function say(world: ServeWorld, text: string): Promise<string> {
  const socket = connect(proxyPort(world), '127.0.0.1');
  const answer = heard(socket, answered);
  socket.write(text);
  const got = await answer;
  socket.destroy();
  return got;
}

/** Asks for a tunnel; the connection and what was said to it. */
export async function tunnel(world: ServeWorld, to: string, more = ''): Promise<{ socket: Socket; said: string }> {
  const socket = connect(proxyPort(world), '127.0.0.1');
  socket.on('error', () => socket.destroy());
  const answer = heard(socket, (text) => (text.startsWith('HTTP/1.1 200') ? headDone(text) : answered(text)));
  socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n${more}\r\n`);
  const said = await answer;
  socket.removeAllListeners('data');
  return { socket, said };
}

export const trusted = ({ about }: ServeWorld): string => readFileSync(about.ca ?? '', 'utf8');

/** TLS on a connection, trusting this machine's authority and nobody else. */
export function secured(world: ServeWorld, socket: Socket, servername: string): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const tls = connectTls({ socket, servername, ca: trusted(world) }, () => resolve(tls));
    tls.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
  });
}

/** One request through a tunnel, written by hand. */
export async function through(world: ServeWorld, host: string, text: string): Promise<string> {
  const { socket } = await tunnel(world, `${host}:443`);
  const tls = await secured(world, socket, host);
  const answer = heard(tls, answered);
  tls.write(text);
  const got = await answer;
  tls.destroy();
  return got;
}
