import { parseUrl, type HttpResponse } from '#kernel/http.ts';
import { sign } from '#kernel/signature.ts';
import { sharedKeyText } from '#services/storage/signed-text.ts';
import { quote } from '../../arm.ts';
import type { Az } from '../../context.ts';
import { CliError, connectionError } from '../../errors.ts';
import { scopeOf } from '../../token-cache.ts';
import { storageRefusal } from './refusal.ts';
import { resolveAccess, type Access, type AccessArgs, type DataService } from './access.ts';

/** The versions of the services that az 2.74 asks for. */
export const VERSIONS: Record<DataService, string> = { blob: '2022-11-02', queue: '2021-02-12' };

/** The SDK of Storage waits about this long between its attempts, give or take three seconds. */
const BACKOFF_MS = [15_000, 18_000, 24_000];

export interface DataRequest {
  method: string;
  /** What follows the service's address, with its slash, escaped. */
  path: string;
  query?: readonly string[];
  headers?: Record<string, string | undefined>;
  body?: string;
}

/** What Python says of a key that is no base64, and az instead of it where only the padding lacks. */
function invalidKey(key: string): CliError {
  const letters = key.replace(/[^A-Za-z0-9+/]/g, '').length;
  return new CliError(
    letters % 4 === 1
      ? `Invalid base64-encoded string: number of data characters (${letters}) cannot be 1 more than a multiple of 4`
      : 'incorrect usage: the given account key may be not valid.',
  );
}

/** Requests to one account's blobs or queues. */
export class DataClient {
  readonly access: Access;
  readonly #az: Az;
  readonly #service: DataService;

  constructor(az: Az, service: DataService, access: Access) {
    this.#az = az;
    this.#service = service;
    this.access = access;
  }

  /** The address of something in the account; a signed address is part of it. */
  url(path: string, query: readonly string[] = []): string {
    const { endpoint, credential } = this.access;
    const all = credential.kind === 'sas' ? [...query, credential.token] : query;
    return `${endpoint}${path}${all.length > 0 ? `?${all.join('&')}` : ''}`;
  }

  async #headers(
    method: string,
    url: string,
    own: Record<string, string>,
    body?: string,
  ): Promise<Record<string, string>> {
    const { account, credential } = this.access;
    const headers = {
      accept: 'application/xml',
      'x-ms-version': VERSIONS[this.#service],
      'x-ms-date': new Date(await this.#az.host.now()).toUTCString(),
      ...(body === undefined ? {} : { 'content-type': 'application/xml' }),
      ...own,
    };
    if (credential.kind === 'login') {
      const { token } = await this.#az.session.token(scopeOf('https://storage.azure.com'));
      return { ...headers, authorization: `Bearer ${token}` };
    }
    const parsed = parseUrl(url);
    if (credential.kind !== 'key' || !parsed) return headers;
    const request = { method, url, ...(body === undefined ? {} : { body }) };
    // Browsers take a key without its padding; Python does not.
    if (credential.key.replace(/[^A-Za-z0-9+/=]/g, '').length % 4 !== 0) throw invalidKey(credential.key);
    try {
      const signature = sign(credential.key, sharedKeyText(account, { request, url: parsed, headers }));
      return { ...headers, authorization: `SharedKey ${account}:${signature}` };
    } catch {
      throw invalidKey(credential.key);
    }
  }

  /** The answer as it came, also when it is a refusal. Throws when no server answered after four attempts. */
  async send({ method, path, query, headers = {}, body }: DataRequest): Promise<HttpResponse> {
    const url = this.url(path, query);
    const own = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ) as Record<string, string>;
    for (let attempt = 0; ; attempt++) {
      const request = { method, url, headers: await this.#headers(method, url, own, body) };
      const response = await this.#az.transport.sendRetrying(body === undefined ? request : { ...request, body });
      if (response.status !== 0) return response;
      const pause = BACKOFF_MS[attempt];
      if (pause === undefined) throw connectionError(url);
      await this.#az.host.wait(pause);
    }
  }

  /** The same; throws the service's refusal. */
  async call(request: DataRequest): Promise<HttpResponse> {
    const response = await this.send(request);
    if (response.status >= 400) throw storageRefusal(response, this.access.byRole);
    return response;
  }
}

/** The client that a data command's arguments ask for. */
export async function dataClient(az: Az, service: DataService, args: AccessArgs, byRole = true): Promise<DataClient> {
  return new DataClient(az, service, await resolveAccess(az, service, args, byRole));
}

/** `/container`, `/container/a/b.txt` or `/queue`, escaped as the SDK escapes them. */
export const dataPath = (container: string, blob?: string): string =>
  `/${quote(container)}${blob === undefined ? '' : `/${quote(blob).replaceAll('%2F', '/')}`}`;
