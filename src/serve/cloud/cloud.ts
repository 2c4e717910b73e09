import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { SecureContext } from 'node:tls';
import type { Handler } from '../arrival.ts';
import { createHandler, type Desk } from '../handler.ts';
import type { ServerNames } from '../proxy/server-names.ts';
import type { Standing } from '../proxy/names.ts';
import { cloudConfig, endpoints, openIdConfiguration, type CloudAddresses } from './metadata.ts';
import { answerOutward, azureHost, domain, namingAt, requestInward, type Naming } from './naming.ts';

export interface CloudParts {
  desk: Desk;
  names: ServerNames;
  tenantId: string;
  standing(host: string, protocol: 'http' | 'https'): Standing;
  /** Known when somebody asks: the port is found on listening. */
  port(): number;
}

/** One way to call this cloud: by names, or by paths of one host. */
interface Way {
  at: CloudAddresses;
  answer: Handler;
}

const oneHost = ['localhost', '127.0.0.1', '::1'];
const paths: Record<string, string> = {
  arm: 'management.azure.com',
  login: 'login.microsoftonline.com',
  graph: 'graph.microsoft.com',
};

function say(response: ServerResponse, status: number, body: object | string): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}

function wayOf(naming: Naming, desk: Desk, at: Omit<CloudAddresses, 'naming'>): Way {
  const answer = createHandler({
    ...desk,
    take: async (request, machine) => {
      const inward = requestInward(naming, request);
      return answerOutward(naming, inward.url, await desk.take(inward, machine));
    },
  });
  return { at: { ...at, naming }, answer };
}

/** The documents about the cloud itself; true when the path was one of theirs. */
function describe(at: CloudAddresses, request: IncomingMessage, response: ServerResponse): boolean {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const wanted = path.toLowerCase().replace(/^\/\/+/, '/');
  if (request.method !== 'GET') return false;
  if (wanted === '/metadata/endpoints') {
    const version = /(?:^|&)api(?:-|%2D)version=([^&]*)/i.exec(query)?.[1] ?? '';
    const found = endpoints(at, version);
    const code = version ? 'InvalidApiVersionParameter' : 'MissingApiVersionParameter';
    const message = version
      ? `The api-version '${version}' is invalid.`
      : 'The api-version query parameter (?api-version=) is required for all requests.';
    say(response, found ? 200 : 400, found ?? { error: { code, message } });
  } else if (wanted === '/metadata/cloud-config.json') say(response, 200, cloudConfig(at));
  else if (wanted === '/adfs/.well-known/openid-configuration') say(response, 200, openIdConfiguration(at));
  else return false;
  return true;
}

/**
 * The tenant as a cloud of its own, over HTTPS: `*.sim.localhost:<port>` for all services, and `/arm`, `/login`, `/graph` of
 * `localhost:<port>` for those that need no name. Requests and answers are translated here and nowhere else.
 */
export function createCloud({ desk, names, tenantId, standing, port }: CloudParts): Server {
  let ways: { byName: Way; byPath: Way } | undefined;
  const open = (): { byName: Way; byPath: Way } => {
    if (ways) return ways;
    const naming = namingAt(port());
    const byName = wayOf(naming, desk, {
      tenantId,
      management: `https://${naming.own('management')}`,
      authority: `https://${naming.own('login')}/adfs`,
      graph: `https://${naming.own('graph')}`,
    });
    const host = `localhost:${port()}`;
    const others = Object.fromEntries(Object.entries(paths).map(([path, azure]) => [azure, `${host}/${path}`]));
    const byPath = wayOf(namingAt(port(), others), desk, {
      tenantId,
      management: `https://${host}/arm`,
      authority: `https://${host}/adfs`,
      graph: `https://${host}/graph`,
    });
    return (ways = { byName, byPath });
  };

  /** The `/adfs` authority is our tenant, under the paths that such servers have. */
  const authority = (way: Way, request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '').replace(/^\/adfs/i, '');
    const inTenant = path.replace(/^\/oauth2\/(token|authorize|devicecode)/i, '/oauth2/v2.0/$1');
    request.url = `/${tenantId}${inTenant.replace(/^\/discovery\/keys/i, '/discovery/v2.0/keys')}`;
    way.answer(request, response, { protocol: 'https', host: 'login.microsoftonline.com' });
  };

  const server = createServer(
    {
      ALPNProtocols: ['http/1.1'],
      minVersion: 'TLSv1.2',
      SNICallback: (name, done) => void contextOf(name).then((context) => done(null, context), done),
    },
    (request, response) => {
      const name = (request.headers.host ?? '')
        .toLowerCase()
        .replace(/:\d+$/, '')
        .replace(/^\[(.*)\]$/, '$1');
      const { byName, byPath } = open();
      if (!request.url?.startsWith('/')) return say(response, 400, 'Send the path, and the name in Host.\n');
      if (oneHost.includes(name)) {
        const [, first = '', rest = ''] = /^\/([^/?]+)(.*)$/.exec(request.url) ?? [];
        if (first === 'adfs' || first === 'metadata') {
          if (!describe(byPath.at, request, response)) authority(byPath, request, response);
          return;
        }
        const host = paths[first];
        if (host === undefined)
          return say(
            response,
            404,
            `This host has /arm, /login, /graph, /adfs and /metadata; all services are at *.${domain}.\n`,
          );
        request.url = rest.startsWith('/') ? rest : `/${rest}`;
        if (first === 'arm' && describe(byPath.at, request, response)) return;
        return byPath.answer(request, response, { protocol: 'https', host });
      }
      const host = azureHost(name);
      const known = host !== undefined && standing(host, 'https');
      if (!host || !known || (!known.known && known.foreign))
        return say(response, 421, `${name || 'No name'} is no name of this cloud, whose names end in .${domain}.\n`);
      const ours = host === 'management.azure.com' || host === 'login.microsoftonline.com';
      if (ours && describe(byName.at, request, response)) return;
      if (host === 'login.microsoftonline.com' && /^\/adfs\//i.test(request.url))
        return authority(byName, request, response);
      byName.answer(request, response, { protocol: 'https', host });
    },
  );

  /** A certificate for names of this cloud only. */
  const contextOf = (name: string): Promise<SecureContext> => {
    const lower = name.toLowerCase();
    return lower.endsWith(`.${domain}`) || oneHost.includes(lower)
      ? names.contextOf(lower)
      : Promise.reject(new Error(`${name} is no name of this cloud`));
  };
  // Whoever calls by the number of the address names nothing in the greeting.
  void names.pemOf('127.0.0.1').then((pem) => server.setSecureContext(pem));
  return server;
}
