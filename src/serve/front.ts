import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseUrl } from '#kernel/http.ts';
import type { View } from '#kernel/tables.ts';
import type { Handler } from './arrival.ts';
import type { Host, Hosts } from './hosts.ts';
import { insideOf } from './hosts.ts';
import { namesAnswered, standingOf } from './proxy/names.ts';

/** A secret that every app's endpoint takes here in the place of the app's own, which changes when it restarts. */
export const commonHeader = (tenantId: string): string => `simulated-${tenantId}`;

export interface FrontParts {
  view(): View;
  hosts: Hosts;
  answer: Handler;
  /** The common secret of the apps' endpoints. */
  header: string;
  /** The hosts with their ports, as JSON, for whoever asks by our own name. */
  listing(): Promise<object>;
  /** What a person reads who opens our own address. */
  banner(): Promise<string>;
}

const own = new Set(['127.0.0.1', 'localhost', '[::1]']);
const mostNames = 1000;

function say(response: ServerResponse, status: number, body: string | object): void {
  const text = typeof body === 'string' ? body : `${JSON.stringify(body)}\n`;
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}

const names = namesAnswered.map((name) => `  ${name}\n`).join('');

/**
 * The front of plain HTTP: told apart by Host. Azure's names lead into the tenant, as if called over HTTPS; our own name
 * leads to the endpoints of machines (`/imds/{b64}`) and apps (`/app/{b64}`), named by their resource id in base64url.
 * Every other name is refused, so that no page of a stranger's whose name leads here gets an answer.
 */
export function createFront(parts: FrontParts) {
  const { view, hosts, answer, header, listing, banner } = parts;
  const known = new Set<string>();

  const isAzure = (name: string): boolean => {
    if (known.has(name)) return true;
    const standing = standingOf(name, 'https', view());
    if (!standing.known && standing.foreign) return false;
    if (known.size >= mostNames) known.clear();
    known.add(name);
    return true;
  };

  /** A request at the endpoint of a host, whose own secret stands for the common one. */
  const atHost = (host: Host, request: IncomingMessage, response: ServerResponse, path = request.url ?? '/'): void => {
    const inside = insideOf(host, path);
    request.url = inside.path;
    for (const name of ['x-identity-header', 'secret'])
      if (host.header && request.headers[name] === header) request.headers[name] = host.header;
    answer(request, response, inside.arrival);
  };

  const atHome = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const [, kind, b64 = '', rest = ''] = /^\/(imds|app)\/([A-Za-z0-9_=-]+)(.*)$/.exec(path) ?? [];
    if (kind) {
      const id = Buffer.from(b64, 'base64url').toString('utf8');
      const host = hosts.find(id);
      const wanted = kind === 'imds' ? 'machine' : 'app';
      if (host?.kind !== wanted)
        return say(response, 404, `No endpoint answers for ${kind === 'imds' ? 'a machine' : 'an app'} ${id}.\n`);
      return atHost(host, request, response, rest.startsWith('/') ? rest : `/${rest}`);
    }
    if (request.method !== 'GET') return say(response, 405, 'Our own address is only read.\n');
    if (path === '/hosts') return say(response, 200, await listing());
    if (path === '/') return say(response, 200, await banner());
    say(response, 404, 'Our own address has /, /hosts, /imds/{b64} and /app/{b64}.\n');
  };

  const front = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', () => response.destroy());
    const host = parseUrl(`http://${request.headers.host ?? ''}`)?.host ?? '';
    const name = host.replace(/:\d+$/, '').replace(/\.$/, '');
    if (!request.url?.startsWith('/'))
      return say(response, 400, 'This is no proxy: send the path, and the Azure name in Host.\n');
    if (own.has(name)) {
      atHome(request, response).catch(() => response.destroy());
      return;
    }
    if (name === '169.254.169.254')
      return say(
        response,
        421,
        '169.254.169.254 leads from each machine to its own metadata: call /imds/{b64} of this address, or the machine’s own port (see /hosts).\n',
      );
    if (!isAzure(name))
      return say(response, 421, `${name || 'No name'} is not part of this simulated tenant. It answers for:\n${names}`);
    answer(request, response, { protocol: 'https', host: name });
  };
  return { front, atHost };
}
