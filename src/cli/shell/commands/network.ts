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

  /** Handed to just-bash as its fetch. Throws when nobody answered; `takeFailure` then says why. */
  readonly fetch = async (url: string, options: FetchOptions = {}): Promise<FetchResult> => {
    let method = options.method ?? 'GET';
    let body = options.body;
    const headers = { 'user-agent': 'curl/8.11.1', accept: '*/*', ...headersOf(options.headers) };
    for (let address = url, hops = 0; ; hops += 1) {
      const request = { method, url: address, headers, ...(body !== undefined && { body }) };
      const response = await this.#host.send(request);
      if (response.status === 0) {
        this.#failure = networkFailure(address, response.body);
        throw new Error(this.#failure.message);
      }
      const { location } = response.headers;
      if (!this.follow || location === undefined || !redirected(response.status)) {
        const bytes = new TextEncoder().encode(response.body);
        return { status: response.status, statusText: '', headers: response.headers, body: bytes, url: address };
      }
      if (hops === 50) {
        this.#failure = { exitCode: 47, message: 'Maximum (50) redirects followed' };
        throw new Error(this.#failure.message);
      }
      address = new URL(location, address).href;
      if (response.status === 303 || (response.status < 303 && method === 'POST')) {
        method = 'GET';
        body = undefined;
      }
    }
  };
}
