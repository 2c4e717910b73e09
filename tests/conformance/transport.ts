import { Readable } from 'node:stream';
import type { AccessToken, TokenCredential } from '@azure/core-auth';
import {
  createHttpHeaders,
  RestError,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { Person, World } from './world.ts';

/** One request of a client and what came back, for tests that look at the wire. */
export interface Exchange {
  request: HttpRequest;
  status: number;
  answer: string;
}

/** The only thing about the clients that is exchanged: how bytes travel. */
export function httpClientOver(
  send: (request: HttpRequest) => Promise<HttpResponse>,
  seen: Exchange[] = [],
): HttpClient {
  return {
    async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
      const { method, url, body } = request;
      const headers = request.headers.toJSON();
      const text =
        typeof body === 'string' ? body : ArrayBuffer.isView(body) ? new TextDecoder().decode(body) : undefined;
      const sent: HttpRequest = { method, url, headers, ...(text !== undefined && { body: text }) };
      const answer = await send(sent);
      seen.push({ request: sent, status: answer.status, answer: answer.body });
      if (answer.status === 0) throw new RestError(answer.body, { code: 'ENOTFOUND', request });
      const { status } = answer;
      const common = { request, status, headers: createHttpHeaders(answer.headers) };
      // Clients of Storage ask for the body of a download as a stream.
      const streams = request.streamResponseStatusCodes?.has(status) ?? false;
      return streams
        ? { ...common, readableStreamBody: Readable.from([Buffer.from(answer.body)]) }
        : { ...common, bodyAsText: answer.body };
    },
  };
}

/** A person's credential, as the CLI's: each scope is a redemption of the refresh token. */
export const credentialOf = (world: World, person: Person): TokenCredential => ({
  async getToken(scopes): Promise<AccessToken> {
    const scope = Array.isArray(scopes) ? scopes.join(' ') : scopes;
    return { token: await world.tokenOf(person, scope), expiresOnTimestamp: Date.now() + 3_600_000 };
  },
});

/** A credential that hands out one text, whatever is asked. */
export const fixedToken = (token: string): TokenCredential => ({
  getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
});

export interface Refused {
  name: string;
  statusCode?: number;
  code?: string;
  inner?: string;
  message: string;
}

/** What a client throws, reduced to what programs branch on. */
export async function refusalOf(work: () => Promise<unknown>): Promise<Refused> {
  try {
    await work();
  } catch (error) {
    return describeError(error);
  }
  throw new Error('nothing was refused');
}

export function describeError(error: unknown): Refused {
  const { name, message, statusCode, code, details } = error as Error & {
    statusCode?: number;
    code?: string;
    details?: { error?: { innerError?: { code?: string } } };
  };
  const inner = details?.error?.innerError?.code;
  return {
    name,
    message,
    ...(statusCode !== undefined && { statusCode }),
    ...(code !== undefined && { code }),
    ...(inner && { inner }),
  };
}

/** The service's own words in the last answer: a client may put others in their place. */
export function lastWords(seen: Exchange[]): { inner?: string; message: string } {
  const { error } = JSON.parse(seen.at(-1)?.answer ?? '{}') as {
    error?: { message?: string; innererror?: { code?: string } };
  };
  return { message: error?.message ?? '', ...(error?.innererror?.code && { inner: error.innererror.code }) };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
