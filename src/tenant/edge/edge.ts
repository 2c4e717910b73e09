import { sha256Hex } from '#kernel/ids.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { View } from '#kernel/tables.ts';
import type { Entered, Onlooker } from '../client.ts';
import type { Entry, EntryInput } from '../action-log/entry.ts';
import type { Appended, Tenant } from '../tenant.ts';
import { lookAs } from './look.ts';
import type { TokenKeys } from './token-keys.ts';

/** What the edge tells of each entry, with real JWTs, to whoever keeps or shows the log. */
export interface Happened extends Appended {
  /** The request as it was sent and the answer as it was given, JWTs and all. */
  sent?: HttpRequest;
  answered?: HttpResponse;
  cause?: number;
}

interface Committed {
  answer: HttpResponse;
  appended: Appended;
}

/** Bounds a program that never ends. */
const longestRun = 100;

/** Where signing keys are published: Entra ID, clusters, GitHub Actions. */
const keyDocument = /\/discovery\/(v2\.0\/)?keys(\?|$)|\/openid\/v1\/jwks$|\/\.well-known\/jwks$/;

/** Whether a value of a form is the text by which the core knows a token, however it is escaped. */
function isReference(value: string): boolean {
  try {
    return /^tk\.[0-9a-f-]+$/i.test(decodeURIComponent(value));
  } catch {
    return false;
  }
}

/**
 * The edge of a tenant: everything that cannot be pure. It signs and verifies tokens, claims wall time, carries out
 * effects and makes the requests of a running program entries of the log. Requests are taken one after another.
 */
export class Edge {
  readonly tenant: Tenant;
  readonly keys: TokenKeys;
  readonly #wall: () => string;
  readonly #listeners = new Set<(happened: Happened) => void>();
  readonly #concluders = new Set<(visit: number, answer: HttpResponse) => void>();
  #queue: Promise<unknown> = Promise.resolve();
  /** Until then, entries are still to be told of: their tokens are being signed. */
  #told: Promise<unknown> = Promise.resolve();

  constructor(tenant: Tenant, keys: TokenKeys, wall: () => string) {
    this.tenant = tenant;
    this.keys = keys;
    this.#wall = wall;
  }

  onEntry(listener: (happened: Happened) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears what a program answered its visitor in the end. It is no entry: it follows from those that the program made. */
  onConclusion(listener: (visit: number, answer: HttpResponse) => void): () => void {
    this.#concluders.add(listener);
    return () => this.#concluders.delete(listener);
  }

  /** Appends an entry that is no request. */
  append(input: EntryInput): Promise<Appended> {
    return this.#inTurn(async () => {
      await this.#told;
      return this.#tell(this.tenant.append(input, this.#wall()));
    });
  }

  /** A request from the open network, or from code on a host that an earlier entry opened. */
  send(request: HttpRequest, run?: number): Promise<HttpResponse> {
    return this.#inTurn(() => this.#begin(request, run)).then(({ answer }) => answer);
  }

  /** The same, and the session on a host that the request has opened, for whoever goes on from there. */
  enter(request: HttpRequest, run?: number): Promise<Entered> {
    return this.#inTurn(async () => {
      const { answer, appended } = await this.#request(request, run);
      if (appended.opened === undefined) return { response: answer };
      const { seq } = appended.entry;
      const session = { entry: seq, host: appended.opened, env: this.tenant.environmentIn(seq) };
      return { response: answer, session };
    });
  }

  peek(request: HttpRequest): Promise<HttpResponse> {
    return this.#inTurn(async () => {
      const { response } = this.tenant.peek(await this.#inward(request));
      return this.#outward(request, response);
    });
  }

  /** A look through the eyes of somebody who is signed in: in a fork, with a token that goes with it. */
  lookAs(who: Onlooker, request: HttpRequest): Promise<HttpResponse> {
    return this.#inTurn(() => Promise.resolve(lookAs(this.tenant, who, request)));
  }

  /** Folds a recorded entry, for resuming; listeners hear of it as of any other. */
  async replay(entry: Entry): Promise<{ fault: { seq: number; message: string } } | undefined> {
    const result = this.tenant.replay(entry);
    if ('fault' in result) return result;
    const { input } = entry;
    if (input.kind !== 'request') {
      this.#tell(result);
      return undefined;
    }
    const sent = await this.#outwardRequest(input.request);
    const answered = result.response && (await this.#outward(sent, result.response));
    const cause = input.run;
    this.#tell({ ...result, sent, ...(answered && { answered }), ...(cause !== undefined && { cause }) });
    const visit = result.runs === undefined ? cause : entry.seq;
    const step = visit === undefined ? undefined : this.tenant.nextStep(visit);
    if (visit !== undefined && step && 'done' in step) await this.#conclude(visit, step.done);
    return undefined;
  }

  async #conclude(visit: number, done: HttpResponse): Promise<HttpResponse> {
    const answer = await this.#outward({ method: 'GET', url: '' }, done);
    for (const listener of this.#concluders) listener(visit, answer);
    return answer;
  }

  #tell(happened: Happened): Happened {
    for (const listener of this.#listeners) listener(happened);
    return happened;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Takes a request in turn; where no program follows from it, its answer's tokens are signed while the next is taken
   * already. Whoever listens hears of all in their order.
   */
  async #begin(request: HttpRequest, run?: number): Promise<{ answer: Promise<HttpResponse> }> {
    const committed = this.#fold(await this.#inward(request), run);
    const told = this.#settle(request, committed, run);
    this.#told = told.catch(() => undefined);
    if (committed.runs === undefined) return { answer: told };
    const answer = await this.#carryOut(committed.entry.seq, await told);
    return { answer: Promise.resolve(answer) };
  }

  #fold(request: HttpRequest, run: number | undefined): Appended {
    return this.tenant.append({ kind: 'request', request, ...(run !== undefined && { run }) }, this.#wall());
  }

  /** Signs what the answer carries and tells of the entry, once all before it were told of. */
  async #settle(sent: HttpRequest, appended: Appended, cause: number | undefined): Promise<HttpResponse> {
    const before = this.#told;
    const answered = await this.#outward(sent, appended.response ?? { status: 0, headers: {}, body: '' });
    await before;
    this.#tell({ ...appended, sent, answered, ...(cause !== undefined && { cause }) });
    return answered;
  }

  async #request(request: HttpRequest, run?: number): Promise<Committed> {
    const inward = await this.#inward(request);
    return this.#commit(request, inward, run);
  }

  async #commit(sent: HttpRequest, inward: HttpRequest, run?: number): Promise<Committed> {
    const appended = this.#fold(inward, run);
    const answered = await this.#settle(sent, appended, run);
    const answer = appended.runs === undefined ? answered : await this.#carryOut(appended.entry.seq, answered);
    return { answer, appended };
  }

  /** Runs the program that a visit set going; its requests become entries that name the visit. */
  async #carryOut(visit: number, placeholder: HttpResponse): Promise<HttpResponse> {
    for (let steps = 0; steps < longestRun; steps += 1) {
      const step = this.tenant.nextStep(visit);
      if (!step) return placeholder;
      if ('done' in step) return this.#conclude(visit, step.done);
      await this.#commit(await this.#outwardRequest(step.request), step.request, visit);
    }
    throw new Error(`the program of entry ${visit} has not ended after ${longestRun} requests`);
  }

  get #view(): View {
    return this.tenant.tables;
  }

  async #inward(request: HttpRequest): Promise<HttpRequest> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers ?? {})) {
      const swapped = await this.keys.inward(value, this.#view);
      // Only a JWT that this tenant issued is a token. Whatever else comes as one stands for nothing: an altered JWT, and
      // the reference by which the core knows a token, too. An opaque text, such as the token of a kubeconfig, is neither.
      const bearer = swapped === value ? /^bearer\s+(\S+)\s*$/i.exec(value)?.[1] : undefined;
      headers[name.toLowerCase()] =
        bearer && !/^\w+$/.test(bearer) ? `Bearer invalid.${sha256Hex(bearer).slice(0, 16)}` : swapped;
    }
    const { method, url, body } = request;
    // So it is with a token or an assertion in a form: what comes as a bare reference stands for nothing.
    const plain = body?.replaceAll(/(?<=^|&)([^=&]*)=([^&]*)/g, (pair, name: string, value: string) =>
      isReference(value) ? `${name}=invalid` : pair,
    );
    return { method, url, headers, ...(plain !== undefined && { body: await this.keys.inward(plain, this.#view) }) };
  }

  async #outwardRequest(request: HttpRequest): Promise<HttpRequest> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers ?? {}))
      headers[name] = await this.keys.outward(value, this.#view);
    return { ...request, headers };
  }

  async #outward(request: HttpRequest, response: HttpResponse): Promise<HttpResponse> {
    if (keyDocument.test(request.url) && response.status === 200)
      return { ...response, body: JSON.stringify(this.keys.jwks) };
    return { ...response, body: await this.keys.outward(response.body, this.#view) };
  }
}
