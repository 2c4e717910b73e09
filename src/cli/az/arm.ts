import type { HttpResponse } from '#kernel/http.ts';
import { CliError, connectionError, serviceError } from './errors.ts';
import { at, list, member, parseJson, text, type Json } from './json.ts';
import type { AzSession } from './session.ts';
import { ARM_RESOURCE } from './session.ts';
import { scopeOf } from './token-cache.ts';
import { header, type Transport } from './transport.ts';

export const ARM_ENDPOINT = 'https://management.azure.com';

/** azure-core polls a long-running operation every 30 seconds unless told otherwise. */
const POLL_MS = 30_000;
const FAILED = new Set(['failed', 'canceled', 'cancelled']);

/** Whether the status that an operation shows is final; throws when it failed. */
function ended(status: string, response: HttpResponse): boolean {
  const word = status.toLowerCase();
  if (FAILED.has(word)) throw serviceError(response);
  return word === 'succeeded';
}

/** Percent-encodes as Python's `quote(text, safe='')`, which leaves only letters, digits and `_.-~`. */
export function quote(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Requests to Resource Manager, each given as the path and query that the real az sends. */
export class ArmClient {
  readonly #transport: Transport;
  readonly #session: AzSession;

  constructor(transport: Transport, session: AzSession) {
    this.#transport = transport;
    this.#session = session;
  }

  /** The answer as it came, also when it is a refusal. Throws only when no server answered. */
  async send(method: string, path: string, body?: Json): Promise<HttpResponse> {
    return this.sendText(method, path, body === undefined ? undefined : JSON.stringify(body), 'application/json');
  }

  /** The same with a body of another type than JSON, such as a script. */
  async sendText(method: string, path: string, body: string | undefined, contentType: string): Promise<HttpResponse> {
    const { token } = await this.#session.token(scopeOf(ARM_RESOURCE));
    const url = path.startsWith('https://') ? path : `${ARM_ENDPOINT}${path}`;
    const authorization = `Bearer ${token}`;
    const headers = { authorization, ...(body !== undefined && { 'content-type': contentType }) };
    const response = await this.#transport.sendRetrying({
      method,
      url,
      headers,
      ...(body !== undefined && { body }),
    });
    if (response.status === 0) throw connectionError(url);
    return response;
  }

  /** Sends and reads the JSON answer; throws the service's refusal. */
  async call(method: string, path: string, body?: Json): Promise<Json | undefined> {
    const response = await this.send(method, path, body);
    if (response.status >= 400) throw serviceError(response);
    return parseJson(response.body);
  }

  get(path: string): Promise<Json | undefined> {
    return this.call('GET', path);
  }

  put(path: string, body: Json): Promise<Json | undefined> {
    return this.call('PUT', path, body);
  }

  /** The JSON answer, or undefined when the thing does not exist. */
  async find(path: string): Promise<Json | undefined> {
    const response = await this.send('GET', path);
    if (response.status === 404) return undefined;
    if (response.status >= 400) throw serviceError(response);
    return parseJson(response.body);
  }

  /** Every page of a list. */
  async list(path: string): Promise<Json[]> {
    const items: Json[] = [];
    for (let next: string | undefined = path; next;) {
      const page: Json | undefined = await this.get(next);
      items.push(...list(member(page, 'value')));
      next = text(page, 'nextLink') || undefined;
    }
    return items;
  }

  /**
   * A long-running operation: asks at once and then waits on the virtual clock until it ends, and returns the final
   * answer. `via: 'operation'` is for the POST whose result az does not fetch from `Location`.
   */
  async finish(method: string, path: string, body?: Json, via?: 'operation' | 'location'): Promise<Json | undefined> {
    const first = await this.send(method, path, body);
    if (first.status >= 400) throw serviceError(first);
    const operation = header(first, 'azure-asyncoperation') ?? header(first, 'operation-location');
    if (operation) {
      await this.#pollOperation(operation, first);
      if (method === 'PUT' || method === 'PATCH') return this.get(path);
      const location = header(first, 'location');
      const fetched = via === 'location' || (method === 'POST' && via === undefined);
      return location && fetched ? this.get(location) : undefined;
    }
    const location = header(first, 'location');
    if (first.status === 202 && location) return this.#pollLocation(location);
    return method === 'PUT' || method === 'PATCH' ? this.#pollBody(path, first) : parseJson(first.body);
  }

  async #pause(last: HttpResponse): Promise<void> {
    const seconds = Number(header(last, 'retry-after'));
    await this.#transport.host.wait(Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : POLL_MS);
  }

  async #ask(url: string): Promise<HttpResponse> {
    const answer = await this.send('GET', url);
    if (answer.status >= 400) throw serviceError(answer);
    return answer;
  }

  async #pollOperation(url: string, first: HttpResponse): Promise<void> {
    if (ended(text(parseJson(first.body), 'status'), first)) return;
    for (let last = await this.#ask(url); !ended(text(parseJson(last.body), 'status'), last);) {
      await this.#pause(last);
      last = await this.#ask(url);
    }
  }

  async #pollLocation(url: string): Promise<Json | undefined> {
    for (let last = await this.#ask(url), next = header(last, 'location') ?? url; ;) {
      if (last.status !== 202) return parseJson(last.body);
      await this.#pause(last);
      last = await this.#ask(next);
      next = header(last, 'location') ?? next;
    }
  }

  async #pollBody(path: string, first: HttpResponse): Promise<Json | undefined> {
    for (let last = first; ;) {
      const body = parseJson(last.body);
      const state = at(body, 'properties', 'provisioningState');
      const word = typeof state === 'string' ? state.toLowerCase() : last.status === 201 ? 'creating' : 'succeeded';
      if (FAILED.has(word)) throw new CliError(`The operation ended in the state '${word}'.`);
      if (word === 'succeeded') return body;
      if (last !== first) await this.#pause(last);
      last = await this.#ask(path);
    }
  }
}
