import { requestLatency } from '#kernel/clock.ts';
import type { Door, Sent } from '#kernel/door.ts';
import { unreachable } from '#kernel/door.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import { guidFrom } from '#kernel/ids.ts';
import { put } from '#kernel/result.ts';
import { Tables, type Change } from '#kernel/tables.ts';
import type { Trace } from '#kernel/trace.ts';
import { genesis, hashEntry, isChained, type LogFault } from './action-log/chain.ts';
import type { Entry, EntryInput } from './action-log/entry.ts';
import { digestOf } from './digest.ts';
import { History } from './history.ts';
import { advanceRun, isNextOf, isReportOf, nextStep, openRun, type NextStep, type Run } from './runs.ts';
import { seedChanges, userIdFor, type TenantSeed } from './seed.ts';
import { door as theDoor, indexes, upcoming } from './world.ts';

/** What one entry brought about. Traces and answers are derived; they are not stored. */
export interface Appended {
  entry: Entry;
  response?: HttpResponse;
  trace?: Trace;
  /** The host whose program this entry set going. */
  runs?: string;
  /** The host on which this entry opened a session: its number is what later requests from there name. */
  opened?: string;
  /** What a sign-in gave. */
  refreshToken?: string;
  refused?: string;
}

export interface TenantOptions {
  /** Code on a host may send what it likes, not only what a declared program says: for real programs under test. */
  freeRuns?: boolean;
}

/**
 * The tenant: a fold over entries. `append` is the only way in. Everything that a later fold of the same entries must
 * find again is in `tables`; the rest (traces, answers, history) is derived and may be dropped.
 */
export class Tenant {
  readonly seed: TenantSeed;
  readonly tables: Tables;
  readonly entries: Entry[] = [];
  readonly history = new History();
  readonly #options: TenantOptions;
  readonly #door: Door = theDoor;
  readonly #runs = new Map<number, Run>();
  #open = false;
  #setupSeq: number;

  constructor(seed: TenantSeed, options: TenantOptions = {}, begun?: Tenant) {
    this.seed = seed;
    this.#options = options;
    this.#setupSeq = begun ? begun.#setupSeq : 0;
    this.tables = begun?.tables.copy() ?? new Tables(indexes);
    if (!begun) this.tables.apply(seedChanges(seed));
  }

  /** Another tenant that stands where the start of this one has led: what a start makes is made once for many logs. */
  again(options: TenantOptions = {}): Tenant {
    if (this.#open) throw new Error('only a start can be begun from again');
    return new Tenant(this.seed, options, this);
  }

  get now(): number {
    return this.tables.get<{ now: number }>('clock', 'now')?.now ?? 0;
  }

  get #latency(): number {
    return this.seed.latency ?? requestLatency;
  }

  get hash(): string {
    return this.tables.hash();
  }

  /** A request of the lab's start, as `setup`. Closed once the learner's log has begun. */
  setup(request: HttpRequest): HttpResponse {
    if (this.#open) throw new Error('the start of a lab is over once its log has begun');
    this.#setupSeq += 1;
    const sent = this.#send(request, { seq: -this.#setupSeq, as: 'setup' });
    this.tables.apply([...sent.changes, this.#clock(this.#latency)]);
    return sent.response;
  }

  /** Moves the clock during the start. */
  setupWait(ms: number): void {
    if (this.#open) throw new Error('the start of a lab is over once its log has begun');
    this.tables.apply([this.#clock(ms)]);
  }

  /** Moments still to come that a learner may want to jump to, soonest first. */
  upcoming(): { at: number; what: string }[] {
    return upcoming(this.tables, this.now);
  }

  /** The next request of a program at work, or its answer to the visitor. */
  nextStep(entry: number): NextStep | undefined {
    const run = this.#runs.get(entry);
    return run && nextStep(run);
  }

  /** The environment variables that a session found on its host when it was opened. */
  environmentIn(entry: number): Record<string, string> {
    return { ...this.#runs.get(entry)?.env };
  }

  /** A look through the same door: no entry, no time. Refuses what would change anything. */
  peek(request: HttpRequest): { response: HttpResponse; trace: Trace } {
    const { response, trace, changes } = this.#send(request, { seq: this.entries.length });
    if (changes.length) throw new Error(`a look must change nothing: ${request.method} ${request.url}`);
    return { response, trace };
  }

  /** Appends an entry and folds it. */
  append(input: EntryInput, wall = ''): Appended {
    return this.#append(input, wall);
  }

  /** `recorded` is an entry with the same number, time, wall time and input. */
  #append(input: EntryInput, wall: string, recorded?: Entry): Appended {
    const seq = this.entries.length;
    const at = this.now;
    const { answer, ...rest } = this.#fold(seq, input);
    const digest = digestOf(answer);
    const bare = { seq, at, wall, digest, input };
    const previous = this.entries[seq - 1]?.hash ?? genesis;
    const known = recorded?.digest === digest && isChained(recorded, previous) ? recorded.hash : undefined;
    const entry: Entry = { ...bare, hash: known ?? hashEntry(previous, bare) };
    this.entries.push(entry);
    return { entry, ...rest };
  }

  /** Folds a recorded entry again; gives the fault when it does not come out as recorded. */
  replay(recorded: Entry): Appended | { fault: LogFault } {
    const fault = (message: string) => ({ fault: { seq: recorded.seq, message: `entry ${recorded.seq} ${message}` } });
    const { input } = recorded;
    if (recorded.seq !== this.entries.length) return fault(`comes where entry ${this.entries.length} is due`);
    if ((input.kind === 'start') !== (recorded.seq === 0))
      return fault('is a start in the wrong place, or the log has none');
    if (recorded.at !== this.now)
      return fault(`claims the virtual time ${recorded.at}; the fold stands at ${this.now}`);
    if (input.kind === 'undo' && !this.history.has(input.target))
      return fault(`goes back to entry ${input.target}, which is not there`);
    if (input.kind === 'request' && input.run !== undefined) {
      const run = this.#runs.get(input.run);
      if (!run) return fault(`speaks from a host on which no earlier entry opened a session`);
      if (!this.#options.freeRuns && !isNextOf(run, input.request))
        return fault('is not what the program on that host sends');
    }
    const appended = this.#append(input, recorded.wall, recorded);
    if (appended.entry.digest !== recorded.digest) return fault('was answered otherwise than recorded');
    if (appended.entry.hash !== recorded.hash) return fault('does not match its hash');
    return appended;
  }

  /** A copy to probe in: what happens there stays there. The tenant must not move while a fork is in use. */
  probe(): Probe {
    const overlay = this.tables.fork();
    let seq = this.entries.length + 1_000_000;
    return {
      tables: overlay,
      now: this.now,
      send: (request, options = {}) => {
        const { run, as } = options;
        const origin = run ? ({ type: 'run', entry: 0, host: run } as const) : ({ type: 'internet' } as const);
        const call = { request, origin, now: this.now, seed: this.seed.seed, seq: (seq += 1) };
        const sent = this.#door.send(overlay, as ? { ...call, as } : call);
        overlay.apply(sent.changes);
        return sent;
      },
      openRun: (host) => openRun(overlay, 0, { host }),
    };
  }

  #clock(by: number): Change {
    return put('clock', 'now', { now: this.now + by });
  }

  #send(request: HttpRequest, how: { seq: number; as?: 'setup'; run?: Run; report?: boolean }): Sent {
    const { seq, run, report = false } = how;
    const from = run ? ({ type: 'run', entry: run.entry, host: run.host } as const) : ({ type: 'internet' } as const);
    // The start of a lab may plant what has no public address, such as a fault of the platform.
    const planted = how.as === 'setup' && request.url.startsWith('https://platform.internal/');
    const as = report ? 'platform' : how.as;
    const origin = planted || report ? ({ type: 'inside' } as const) : from;
    const call = { request, origin, now: this.now, seed: this.seed.seed, seq };
    return this.#door.send(this.tables, as ? { ...call, as } : call);
  }

  #fold(seq: number, input: EntryInput): Omit<Appended, 'entry'> & { answer: unknown } {
    if (input.kind === 'undo') {
      this.history.goTo(input.target, this.tables);
      return { answer: null };
    }
    if (input.kind === 'start') {
      this.#open = true;
      return { answer: { state: this.hash } };
    }
    const commit = (changes: Change[]) => this.history.commit(seq, this.tables, changes);
    if (input.kind === 'clock') {
      commit([this.#clock(input.by)]);
      return { answer: { now: this.now } };
    }
    if (input.kind === 'sign-in') return this.#signIn(seq, input.user, commit);
    if (input.kind === 'hint' || input.kind === 'answer') {
      commit([]);
      return { answer: null };
    }
    const run = input.run === undefined ? undefined : this.#runs.get(input.run);
    if (input.run !== undefined && !run) {
      commit([]);
      const response = unreachable('no session is open on that host');
      return { response, answer: response };
    }
    const report = run !== undefined && isReportOf(run, input.request);
    const { response, changes, effects, trace } = this.#send(input.request, run ? { seq, run, report } : { seq });
    commit([...changes, this.#clock(this.#latency)]);
    if (run) advanceRun(run, response, report);
    const [effect] = effects;
    const opens = effect?.kind === 'open-session';
    if (effect) this.#runs.set(seq, openRun(this.tables, seq, effect));
    return {
      response,
      trace,
      ...(effect && (opens ? { opened: effect.host } : { runs: effect.host })),
      answer: response,
    };
  }

  #signIn(
    seq: number,
    user: string,
    commit: (changes: Change[]) => void,
  ): Omit<Appended, 'entry'> & { answer: unknown } {
    const listed = this.seed.users.find(
      (one) => one.signIn && one.userPrincipalName.toLowerCase() === user.toLowerCase(),
    );
    if (!listed) {
      commit([this.#clock(this.#latency)]);
      const refused = `This lab lets nobody sign in as '${user}'.`;
      return { refused, answer: { refused } };
    }
    const refreshToken = `rt.${guidFrom(this.seed.seed, 'session', String(seq))}`;
    const userId = userIdFor(this.seed, listed.userPrincipalName);
    commit([put('sessions', refreshToken, { ref: refreshToken, userId }), this.#clock(this.#latency)]);
    return { refreshToken, answer: { refreshToken } };
  }
}

/** A fork in which checks ask what would happen. */
export interface Probe {
  tables: Tables;
  now: number;
  send(request: HttpRequest, options?: { run?: string; as?: 'setup' | 'platform' }): Sent;
  openRun(host: string): Run;
}
