import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket, type SecureContext } from 'node:tls';

/** A client that does not begin TLS within this time is let go. */
const handshake = 15_000;

/** What is known of a connection that came through CONNECT. */
export interface Tunnel {
  protocol: 'http' | 'https';
  host: string;
}

const tunnels = new WeakMap<object, Tunnel>();

/** By which tunnel a request came, asked by its socket. */
export const tunnelOf = (socket: object): Tunnel | undefined => tunnels.get(socket);

/** Hands a plain connection to an HTTP server, which answers as one host. */
export function openPlain(raw: Duplex, server: Server, host: string): void {
  tunnels.set(raw, { protocol: 'http', host });
  server.emit('connection', raw);
}

/**
 * Ends TLS on a connection and hands what is inside to an HTTP server. Whoever greets by another name than the one that
 * CONNECT said, or speaks no TLS, is cut off.
 */
export function openTls(raw: Duplex, server: Server, host: string, secureContext: SecureContext): void {
  const socket = new TLSSocket(raw as never, {
    isServer: true,
    secureContext,
    ALPNProtocols: ['http/1.1'],
    SNICallback: (name, done) =>
      name.toLowerCase() === host ? done(null, secureContext) : done(new Error(`${name} is not ${host}`)),
  });
  const timer = setTimeout(() => raw.destroy(), handshake);
  const drop = (): void => {
    clearTimeout(timer);
    socket.destroy();
    raw.destroy();
  };
  socket.on('error', drop);
  raw.on('error', drop);
  raw.on('close', () => clearTimeout(timer));
  socket.once('secure', () => {
    clearTimeout(timer);
    tunnels.set(socket, { protocol: 'https', host });
    server.emit('connection', socket);
  });
}
