import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** The only place that is listened on, with its sister of the sixth version. */
export const loopback = '127.0.0.1';
export const loopback6 = '::1';

const answers: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** What is no HTTP is answered as such, where somebody still listens, and the connection ends. */
function refuseMalformed(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status = answers[error.code ?? ''] ?? '400 Bad Request';
  const text = `${status}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`,
  );
}

/** How long a client may take, ms. */
const patience = { head: 15_000, request: 120_000, idle: 60_000 };

/** How often a server looks for clients that take too long, ms: an option of its making. */
export const watchful = { connectionsCheckingInterval: 2_000 };

/** Bounds on how long a client may take, so that slow ones hold nothing for ever; failures of sockets are theirs. */
export function harden<S extends Server>(server: S, { head, request, idle } = patience): S {
  server.headersTimeout = head;
  server.requestTimeout = request;
  server.keepAliveTimeout = idle;
  server.on('clientError', refuseMalformed);
  server.on('connection', (socket) => socket.on('error', () => socket.destroy()));
  return server;
}
