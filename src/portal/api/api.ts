import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { SignedIn } from '#tenant/client.ts';
import type { PortalClient } from './client.ts';
import { problemOf, type Answer } from './problem.ts';
import { Tokens, type Audience } from './tokens.ts';
import { trailOf, type Trail } from './trail.ts';

const origins = { arm: 'https://management.azure.com', graph: 'https://graph.microsoft.com/v1.0' };

export interface Ask {
  method: string;
  /** Under the origin of ARM or Graph, with its query; a vault's whole address. */
  path: string;
  body?: unknown;
}

/** A change, with what the log says of it. */
export type Deed<T> = Answer<T> & { trail?: Trail };

const read = (text: string): unknown => {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
};

const answerTo = <T>(request: HttpRequest, response: HttpResponse): Answer<T> =>
  response.status >= 200 && response.status < 300
    ? { ok: true, status: response.status, value: read(response.body) as T }
    : { ok: false, problem: problemOf(request, response) };

/** Requests of the signed-in person: looks leave no entry, deeds do. */
export class Api {
  readonly client: PortalClient;
  readonly account: SignedIn;
  readonly #tokens: Tokens;

  constructor(client: PortalClient, account: SignedIn) {
    this.client = client;
    this.account = account;
    this.#tokens = new Tokens(client, account);
  }

  /** A read of ARM or Graph. Free: no entry, no time. */
  look<T>(audience: 'arm' | 'graph', path: string, method = 'GET', body?: unknown): Promise<Answer<T>> {
    return this.#ask<T>('peek', audience, { method, path, body });
  }

  /** A change, or anything asked of a vault's data plane: an entry of the action log. */
  async deed<T>(audience: Audience, ask: Ask): Promise<Deed<T>> {
    const answer = await this.#ask<T>('send', audience, ask);
    const trail = await trailOf(this.client, requestFor(audience, ask));
    if (!trail) return answer;
    if (answer.ok) return { ...answer, seq: trail.seq, trail };
    return { ok: false, problem: { ...answer.problem, seq: trail.seq }, trail };
  }

  /** Visits an address as anyone on the internet would. */
  async visit(url: string): Promise<{ response: HttpResponse; trail?: Trail }> {
    const request = { method: 'GET', url, headers: { accept: '*/*' } };
    const response = await this.client.send(request);
    const trail = await trailOf(this.client, request);
    return { response, ...(trail && { trail }) };
  }

  /** Asks again what a look was refused, as an entry, so that it can be opened in the token flow. */
  async onRecord(request: HttpRequest): Promise<number | undefined> {
    await this.client.send(request);
    return (await trailOf(this.client, request))?.seq;
  }

  async #ask<T>(how: 'peek' | 'send', audience: Audience, ask: Ask, again = true): Promise<Answer<T>> {
    const token = await this.#tokens.get(audience);
    if (!token.ok) return token;
    const request = requestFor(audience, ask, token.value);
    const response = await this.client[how](request);
    // An undo may have taken back the entry that issued the token: it is then unknown, and another is asked for.
    if (response.status === 401 && again) {
      this.#tokens.forget(audience);
      return this.#ask(how, audience, ask, false);
    }
    return answerTo<T>(request, response);
  }
}

function requestFor(audience: Audience, { method, path, body }: Ask, token?: string): HttpRequest {
  return {
    method,
    url: audience === 'vault' ? path : `${origins[audience]}${path}`,
    headers: {
      accept: 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}
