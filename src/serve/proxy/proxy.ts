import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pickMachine, proxyUser } from './machine-name.ts';
import { namesAnswered, type Standing } from './names.ts';
import type { Arrival, Handler } from '../arrival.ts';
import type { ServerNames } from './server-names.ts';
import { openPlain, openTls, tunnelOf } from './tunnel.ts';

/** What the proxy stands in front of. */
export interface Behind {
  answer: Handler;
  standing(host: string, protocol: 'http' | 'https'): Standing;
  /** Resource ids of the machines that have a metadata endpoint. */
  machines(): readonly string[];
  names: ServerNames;
}

const metadata = '169.254.169.254';
const ports = { http: 80, https: 443 } as const;

const foreign = (host: string): string =>
  `${host} is not part of this simulated tenant, and this proxy leads nowhere else. It answers for:\n${namesAnswered.map((name) => `  ${name}\n`).join('')}`;

/** A host and port as CONNECT names them; undefined when it is neither of the two ports nor a plain name. */
function target(text: string): { host: string; protocol: 'http' | 'https' } | undefined {
  const [, name = '', port = ''] = /^([A-Za-z0-9._-]{1,253}):(\d{1,5})$/.exec(text) ?? [];
  const protocol = port === '443' ? 'https' : port === '80' ? 'http' : undefined;
  return name && protocol ? { host: name.toLowerCase().replace(/\.$/, ''), protocol } : undefined;
}

const refusalHeaders = (status: number, text: string): Record<string, string | number> => ({
  'content-type': 'text/plain; charset=utf-8',
  'content-length': Buffer.byteLength(text),
  connection: 'close',
  ...(status === 407 && { 'proxy-authenticate': 'Basic realm="the machine that asks"' }),
});

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, refusalHeaders(status, text)).end(text);
}

/** Refuses a CONNECT, whose answer is written by hand. */
function refuseTunnel(socket: Duplex, status: number, text: string): void {
  const lines = Object.entries(refusalHeaders(status, text)).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${text}`);
}

/** Whether the request has a Host field for another host than the one to which the way here leads, or several. */
const otherHost = (request: IncomingMessage, { protocol, host }: Arrival): boolean => {
  const fields = request.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host');
  const said = request.headers.host?.toLowerCase();
  return fields.length > 1 || (said !== undefined && said !== host && said !== `${host}:${ports[protocol]}`);
};

/**
 * A forward proxy that leads into the tenant and nowhere else. It ends TLS itself, by certificates of this machine's
 * authority, so that clients keep Azure's names: CONNECT to ports 443 and 80, and absolute addresses over http, the machines'
 * own 169.254.169.254 among them; there the proxy's user name says which machine asks.
 */
export function createProxy(behind: Behind): Server {
  const proxy = createServer((request, response) => {
    const tunnel = tunnelOf(request.socket);
    if (!tunnel) return absolute(request, response);
    if (!request.url?.startsWith('/') || otherHost(request, tunnel))
      return refuse(response, 421, `This connection is to ${tunnel.host}: it takes no request for another host.\n`);
    behind.answer(request, response, tunnel);
  });

  const absolute = (request: IncomingMessage, response: ServerResponse): void => {
    const [, scheme = '', authority = '', path = ''] = /^(https?):\/\/([^/?#]+)(.*)$/i.exec(request.url ?? '') ?? [];
    if (!scheme)
      return refuse(
        response,
        400,
        'This is a proxy: set HTTPS_PROXY and HTTP_PROXY to this address in place of calling it.\n',
      );
    const to = target(authority.includes(':') ? authority : `${authority}:80`);
    if (scheme.toLowerCase() !== 'http' || to?.protocol !== 'http')
      return refuse(response, 400, 'Addresses other than http on port 80 are reached through CONNECT.\n');
    const arrival: Arrival = to;
    if (otherHost(request, arrival)) return refuse(response, 400, 'The address and the Host field name two hosts.\n');
    if (to.host === metadata) {
      const user = proxyUser(request.headers['proxy-authorization']);
      const picked = pickMachine(user, behind.machines());
      if ('refused' in picked) return refuse(response, user === undefined ? 407 : 403, picked.refused);
      arrival.machine = picked.machine;
    } else {
      const standing = behind.standing(to.host, 'http');
      if (!standing.known)
        return refuse(
          response,
          standing.foreign ? 403 : 502,
          standing.foreign ? foreign(to.host) : `${standing.why}\n`,
        );
    }
    delete request.headers['proxy-authorization'];
    delete request.headers['proxy-connection'];
    request.url = path.startsWith('/') ? path : `/${path}`;
    behind.answer(request, response, arrival);
  };

  proxy.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const to = target(request.url ?? '');
    if (tunnelOf(socket)) return void socket.destroy();
    if (!to) return refuseTunnel(socket, 403, "CONNECT leads to ports 443 and 80 of the tenant's names.\n");
    const { host, protocol } = to;
    const standing = behind.standing(host, protocol);
    if (!standing.known)
      return refuseTunnel(socket, standing.foreign ? 403 : 502, standing.foreign ? foreign(host) : `${standing.why}\n`);
    const begin = (open: () => void): void => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
      open();
    };
    if (protocol === 'http') return begin(() => openPlain(socket, proxy, host));
    behind.names.contextOf(host).then(
      (context) => begin(() => openTls(socket, proxy, host, context)),
      () => refuseTunnel(socket, 500, 'The certificate could not be made.\n'),
    );
  });
  return proxy;
}
