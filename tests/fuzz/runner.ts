import type { Sent } from '#kernel/door.ts';
import type { Origin } from '#kernel/define.ts';
import type { HttpRequest } from '#kernel/http.ts';
import type { Tables } from '#kernel/tables.ts';
import type { Base } from './base.ts';
import { complaint, logTables } from './judge.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import type { Sample } from './samples.ts';

export interface Attempt {
  request: HttpRequest;
  /** What is wrong with the answer, if anything. */
  wrong: string | undefined;
  reached: boolean;
  ms: number;
  sent?: Sent;
}

const trace = (error: unknown): string =>
  `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

/** Sends mutations of valid samples. Everything follows from the name of a case, so that each can be had again. */
export class Runner {
  readonly base: Base;
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  readonly #tokens: string[];

  constructor(base: Base, samples: ReadonlyMap<string, readonly Sample[]>) {
    this.base = base;
    this.samples = samples;
    this.#tokens = Object.values(base.tokens);
  }

  send(request: HttpRequest, origin: Origin, seq: number, tables?: Tables): Attempt {
    const began = performance.now();
    try {
      const sent = this.base.send(request, origin, seq, tables);
      const ms = performance.now() - began;
      return { request, wrong: complaint(request, sent), reached: this.base.reached() !== undefined, ms, sent };
    } catch (error) {
      return { request, wrong: trace(error), reached: true, ms: 0 };
    }
  }

  /** Case `number` of an operation: one mutation of one of its samples, at the state of the base. */
  attempt(key: string, number: number): Attempt {
    const random = new Random(`${key}#${number}`);
    const { request, origin } = random.pick(this.samples.get(key) ?? []);
    return this.send(mutate(request, random, this.#tokens), origin, number);
  }

  /**
   * Walk `number`: mutations of any operation one after another, each committed, then valid requests on what they left.
   * Finds what was accepted and should not have been.
   */
  walk(number: number, steps: number): Attempt[] {
    const random = new Random(`walk#${number}`);
    const tables = this.base.tenant.tables.fork();
    const keys = [...this.samples.keys()];
    const done: Attempt[] = [];
    for (let step = 0; step < steps; step += 1) {
      const { request, origin } = random.pick(this.samples.get(random.pick(keys)) ?? []);
      const now = step < steps / 2 ? mutate(request, random, this.#tokens) : request;
      const attempt = this.send(now, origin, number * 1_000 + step, tables);
      done.push(attempt);
      if (attempt.wrong) break;
      tables.apply(attempt.sent?.changes.filter(({ table }) => !logTables.has(table)) ?? []);
    }
    return done;
  }
}

/** A case as it is printed: enough to have it again, and what was wrong. */
export const told = (name: string, { request, wrong }: Attempt): string =>
  [
    `FUZZ_CASE="${name}"`,
    `${request.method} ${request.url.slice(0, 500)}`,
    JSON.stringify(request.headers).slice(0, 300),
    request.body?.slice(0, 500) ?? '',
    `=> ${(wrong ?? 'fine').slice(0, 1_200)}`,
  ].join('\n');

/** Failures, one of each kind: the rest would hide the others. */
export class Failures {
  readonly #told = new Map<string, string>();

  add(name: string, attempt: Attempt): void {
    const kind = attempt.wrong?.slice(0, 200).replaceAll(/[0-9a-f-]{8,}|\d+/g, '…');
    if (kind && !this.#told.has(kind)) this.#told.set(kind, told(name, attempt));
  }

  get tooMany(): boolean {
    return this.#told.size >= 20;
  }

  toString(): string {
    return [...this.#told.values()].join('\n\n');
  }
}
