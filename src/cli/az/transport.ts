import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { ShellHost } from '../host.ts';
import { reasonPhrase } from './errors.ts';

/** Whether an Azure SDK tries again: azure-core's RetryPolicy. What nobody simulates (501) is not tried again. */
function isRetried(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/** How long apart the attempts are. */
const BACKOFF_MS = [0, 1600, 3200];

/** The header value of an answer, whatever the case of its name. */
export function header(response: HttpResponse, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(response.headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

function retryDelay(response: HttpResponse, attempt: number): number {
  const seconds = Number(header(response, 'retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : (BACKOFF_MS[attempt] ?? 0);
}

/** Sends what a command composes, adds az's own headers, and notes each exchange for `--debug`. */
export class Transport {
  readonly host: ShellHost;
  readonly trace: string[] = [];
  readonly #headers: Record<string, string>;

  constructor(host: ShellHost, commandWords: string, optionNames: readonly string[]) {
    this.host = host;
    this.#headers = {
      accept: 'application/json',
      commandname: commandWords,
      'user-agent': 'AZURECLI/2.74.0 (Tenantlab)',
    };
    if (optionNames.length > 0) this.#headers['parametersetname'] = optionNames.join(' ');
  }

  /** One request, with az's headers. Answers are returned whatever their status. */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const headers = { ...this.#headers, ...request.headers };
    if (request.body !== undefined) headers['content-type'] ??= 'application/json';
    const response = await this.host.send({ ...request, headers });
    this.#note(request, response);
    return response;
  }

  /** The same, tried again as azure-core does when a service is busy. */
  async sendRetrying(request: HttpRequest): Promise<HttpResponse> {
    let response = await this.send(request);
    for (let attempt = 0; attempt < BACKOFF_MS.length && isRetried(response.status); attempt++) {
      const delay = retryDelay(response, attempt);
      if (delay > 0) await this.host.wait(delay);
      response = await this.send(request);
    }
    return response;
  }

  #note(request: HttpRequest, response: HttpResponse): void {
    this.trace.push(`Request URL: '${request.url}'`, `Request method: '${request.method}'`);
    if (request.body) this.trace.push('Request body:', request.body);
    this.trace.push(`Response status: ${response.status} ${reasonPhrase(response.status)}`.trimEnd());
    if (response.body) this.trace.push('Response content:', response.body);
  }
}
