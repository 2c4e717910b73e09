import type { BashOptions } from 'just-bash/browser';
import type { ShellHost } from '../../host.ts';

type Fetch = NonNullable<BashOptions['fetch']>;
type FetchOptions = NonNullable<Parameters<Fetch>[1]>;
type FetchResult = Awaited<ReturnType<Fetch>>;

/** Why a request found nobody: curl's exit code and its sentence. */
export interface NetworkFailure {
  exitCode: number;
  message: string;
}

/**
 * curl's exit code for a network that failed, from the reason that the front door gives with status 0:
 * 6 for a name that does not resolve, 7 for anything else.
 * Source: man curl, "EXIT CODES", https://curl.se/docs/manpage.html
 */
export function networkFailure(url: string, why: string): NetworkFailure {
  const { hostname, port, protocol } = new URL(url);
  if (/resolve host/i.test(why)) return { exitCode: 6, message: `Could not resolve host: ${hostname}` };
  const at = port || (protocol === 'http:' ? '80' : '443');
  return {
    exitCode: 7,
    message: `Failed to connect to ${hostname} port ${at} after 0 ms: Could not connect to server`,
  };
}

/** What is wrong with an address, in curl's words. just-bash has put `https://` in front of one without a known scheme. */
function addressMistake(url: string): NetworkFailure | undefined {
  const scheme = /^https:\/\/([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1];
  if (scheme !== undefined) return { exitCode: 1, message: `Protocol "${scheme}" not supported` };
  if (/^https?:\/\/?$/.test(url)) return { exitCode: 3, message: 'URL rejected: No host part in the URL' };
  const wrong = /\s/.test(url) || !URL.canParse(url);
  return wrong ? { exitCode: 3, message: 'URL rejected: Malformed input to a URL function' } : undefined;
}

/** The words that servers send with the commonest statuses. */
const statusTexts: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [201, 'Created'],
  [202, 'Accepted'],
  [204, 'No Content'],
  [301, 'Moved Permanently'],
  [302, 'Found'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [409, 'Conflict'],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [503, 'Service Unavailable'],
]);

const headersOf = (given: FetchOptions['headers']): Record<string, string> =>
  Object.fromEntries([...new Headers(given)].map(([name, value]) => [name.toLowerCase(), value]));

const redirected = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** The network as the shell sees it: every request goes through the tenant's front door. */
export class Network {
  #failure: NetworkFailure | undefined;
  /** Whether curl was told to follow redirects; the real one does not unless it is. */
  follow = false;
  readonly #host: ShellHost;

  constructor(host: ShellHost) {
    this.#host = host;
  }

  /** Why the latest request failed, once. */
  takeFailure(): NetworkFailure | undefined {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  #fail(failure: NetworkFailure): never {
    this.#failure = failure;
    throw new Error(failure.message);
  }

  /** Handed to just-bash as its fetch. Throws when nobody answered; `takeFailure` then says why. */
  readonly fetch = async (url: string, options: FetchOptions = {}): Promise<FetchResult> => {
    const mistake = addressMistake(url);
    if (mistake) return this.#fail(mistake);
    let method = options.method ?? 'GET';
    let body = options.body;
    const headers = { 'user-agent': 'curl/8.11.1', accept: '*/*', ...headersOf(options.headers) };
    for (let address = url, hops = 0; ; hops += 1) {
      const request = { method, url: address, headers, ...(body !== undefined && { body }) };
      const response = await this.#host.send(request);
      if (response.status === 0) return this.#fail(networkFailure(address, response.body));
      const { location } = response.headers;
      if (!this.follow || location === undefined || !redirected(response.status)) {
        const bytes = new TextEncoder().encode(response.body);
        return {
          status: response.status,
          statusText: statusTexts.get(response.status) ?? '',
          headers: response.headers,
          body: bytes,
          url: address,
        };
      }
      if (hops === 50) return this.#fail({ exitCode: 47, message: 'Maximum (50) redirects followed' });
      address = new URL(location, address).href;
      if (response.status === 303 || (response.status < 303 && method === 'POST')) {
        method = 'GET';
        body = undefined;
      }
    }
  };
}
