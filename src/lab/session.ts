import type { ArmResource } from '#kernel/rows.ts';
import { canonical } from '#kernel/canonical.ts';
import type { Decision, Permission } from '#kernel/decision.ts';
import type { HttpRequest, HttpResponse } from '#kernel/http.ts';
import type { UserRow } from '#kernel/rows.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import { explain } from '#services/authorization/index.ts';
import { readChain, type LogFault } from '#tenant/action-log/chain.ts';
import type { Entry } from '#tenant/action-log/entry.ts';
import type { Entered, HostEntrance, Onlooker, SignedIn, TenantClient } from '#tenant/client.ts';
import { Edge, type Happened } from '#tenant/edge/edge.ts';
import { createSigningKey, TokenKeys, type SigningKey } from '#tenant/edge/token-keys.ts';
import { clientOf } from '#tenant/headless.ts';
import { charts } from './charts.ts';
import type { Check, LabModule } from './define.ts';
import { flowRecord } from './flow-record.ts';
import { judge } from './judge.ts';
import { logItem } from './log-words.ts';
import { startEntry, startTenant } from './open.ts';
import type { CheckView, FlowRecord, LabSessionClient, LogItem, SessionState } from './session-client.ts';
import { writeSubmission } from './submission.ts';
import { Timeline } from './timeline.ts';

export interface OpenOptions {
  module: LabModule;
  labHash: string;
  /** File name of the engine that folds this log: saves and submissions name it. */
  engine: string;
  /** The log so far, one canonical entry a line; empty or absent for a fresh start. */
  lines?: readonly string[];
  key?: SigningKey;
  /** The claimed wall time of an entry, ISO 8601. */
  wall: () => string;
}

/** A lab in work. Opened by `openSession`; everything it tells is derived from the log. */
export class LabSession implements LabSessionClient {
  readonly edge: Edge;
  readonly key: SigningKey;
  readonly #options: OpenOptions;
  readonly #client: TenantClient & HostEntrance;
  readonly #happened: Happened[] = [];
  readonly #timeline: Timeline;
  readonly #listeners = new Set<(state: SessionState) => void>();
  readonly #everDone = new Set<string>();
  #account: SignedIn | undefined;
  #judged: { at: number; checks: CheckView[] } | undefined;
  #resuming = true;

  constructor(edge: Edge, key: SigningKey, options: OpenOptions) {
    this.edge = edge;
    this.key = key;
    this.#options = options;
    this.#client = clientOf(edge);
    this.#timeline = new Timeline(edge.tenant);
    edge.onEntry((happened) => this.#note(happened));
    edge.onConclusion((visit, answered) => this.#conclude(visit, answered));
  }

  send = (request: HttpRequest): Promise<HttpResponse> => this.#client.send(request);
  enter = (request: HttpRequest, from?: number): Promise<Entered> => this.#client.enter(request, from);
  lookAs = (who: Onlooker, request: HttpRequest): Promise<HttpResponse> => this.#client.lookAs(who, request);
  peek = (request: HttpRequest): Promise<HttpResponse> => this.#client.peek(request);
  now = (): Promise<number> => this.#client.now();
  wait = (ms: number): Promise<number> => this.#client.wait(ms);

  async signIn(user: string): Promise<SignedIn | { refused: string }> {
    const answer = await this.#client.signIn(user);
    return answer;
  }

  state(): Promise<SessionState> {
    return Promise.resolve(this.#state());
  }

  onChange(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears every new entry as its canonical line: what is to be stored. */
  onEntry(listener: (line: string) => void): () => void {
    return this.edge.onEntry(({ entry }) => {
      if (!this.#resuming) listener(canonical(entry));
    });
  }

  lines(): Promise<string[]> {
    return Promise.resolve(this.#tenant.entries.map((entry) => canonical(entry)));
  }

  log(limit = 200): Promise<LogItem[]> {
    return Promise.resolve(
      this.#happened
        .slice(-limit)
        .reverse()
        .map((one) => this.#item(one)),
    );
  }

  flow(seq: number): Promise<FlowRecord | undefined> {
    const happened = this.#happened[seq];
    return happened ? flowRecord(happened, this.#item(happened), this.edge) : Promise.resolve(undefined);
  }

  charts() {
    return Promise.resolve(charts());
  }

  explain(principalId: string, permission: Permission): Promise<Decision> {
    return Promise.resolve(explain(this.#tenant.tables, this.#tenant.now, principalId, permission));
  }

  async skipToNext(): Promise<number> {
    const [next] = this.#tenant.upcoming();
    if (next) await this.wait(next.at - this.#tenant.now);
    return this.#tenant.now;
  }

  undo = (): Promise<void> => this.#goTo(this.#timeline.back);
  redo = (): Promise<void> => this.#goTo(this.#timeline.ahead);
  reset = (): Promise<void> => this.#goTo(0);

  async hint(checkId: string): Promise<string | undefined> {
    const check = this.#options.module.checks.find(({ id }) => id === checkId);
    const step = this.#hintsGiven(checkId) + 1;
    const text = check?.hints[step - 1];
    if (text === undefined) return undefined;
    await this.edge.append({ kind: 'hint', check: checkId, step });
    return text;
  }

  submission(learner = ''): Promise<string> {
    const { module, labHash, engine } = this.#options;
    const head = { format: 'tenantlab/submission', version: 1, lab: module.lab.id, labHash, engine, learner } as const;
    return Promise.resolve(writeSubmission({ head, entries: this.#tenant.entries }));
  }

  /** Folds the recorded entries. Stops at the first that cannot be believed; what came before it stands. */
  async resume(entries: readonly Entry[]): Promise<LogFault | undefined> {
    const { module, labHash, engine } = this.#options;
    for (const entry of entries) {
      const fault = await this.edge.replay(entry);
      if (fault) return fault.fault;
    }
    if (!entries.length) {
      this.#resuming = false;
      await this.edge.append(startEntry(this.#tenant, { id: module.lab.id, hash: labHash }, engine));
    }
    this.#resuming = false;
    if (!this.#account) await this.signIn(module.lab.account);
    return undefined;
  }

  get #tenant() {
    return this.edge.tenant;
  }

  async #goTo(target: number | undefined): Promise<void> {
    if (target === undefined || this.#options.module.lab.undo === 'refused') return;
    await this.edge.append({ kind: 'undo', target });
  }

  #hintsGiven(checkId: string): number {
    return this.#tenant.entries.filter(({ input }) => input.kind === 'hint' && input.check === checkId).length;
  }

  #note(happened: Happened): void {
    const { entry, refreshToken } = happened;
    this.#happened[entry.seq] = happened;
    this.#timeline.note(entry);
    if (entry.input.kind === 'sign-in' && refreshToken) this.#account = this.#signedIn(entry.input.user, refreshToken);
    this.#tell();
  }

  /** The visitor's answer takes the place of what stood there while the program was at work. */
  #conclude(visit: number, answered: HttpResponse): void {
    const happened = this.#happened[visit];
    if (happened) this.#happened[visit] = { ...happened, answered };
    this.#tell();
  }

  #tell(): void {
    if (this.#resuming || !this.#listeners.size) return;
    const state = this.#state();
    for (const listener of this.#listeners) listener(state);
  }

  #signedIn(user: string, refreshToken: string): SignedIn | undefined {
    const { tables } = this.#tenant;
    const [tenant] = tables.all<{ tenantId: string }>('tenants');
    const row = tables.all<UserRow>('users').find((one) => one.userPrincipalName.toLowerCase() === user.toLowerCase());
    if (!row || !tenant) return undefined;
    const { userPrincipalName, displayName, id: objectId } = row;
    return { tenantId: tenant.tenantId, userPrincipalName, displayName, objectId, refreshToken };
  }

  #item(happened: Happened): LogItem {
    const { tables, history, entries } = this.#tenant;
    /** Where what an entry set going is at work: a program, or a session that somebody opened. */
    const hostOf = (entry: number) => this.#happened[entry]?.runs ?? this.#happened[entry]?.opened;
    return logItem(happened, {
      nameOfUser: (id) => tables.get<UserRow>('users', id)?.displayName,
      nameOfHost: (entry) => nameOf(hostOf(entry) ?? 'app'),
      hostOf: (entry) => {
        const id = hostOf(entry);
        const kind = id && tables.get<ArmResource>('resources', idKey(id))?.kind;
        return id === undefined ? undefined : { id, ...(kind && { kind }) };
      },
      inEffect: (seq) => seq === 0 || entries[seq]?.input.kind === 'undo' || history.inEffect(seq),
    });
  }

  #checks(): CheckView[] {
    const at = this.#tenant.entries.length;
    if (this.#judged?.at === at) return this.#judged.checks;
    const { checks } = this.#options.module;
    const checked = judge(this.#tenant, checks).map(({ passed, lacks, ...finding }, index): CheckView => {
      const check = checks[index];
      const given = check?.hints.slice(0, this.#hintsGiven(finding.id)) ?? [];
      const status = passed ? 'done' : this.#everDone.has(finding.id) ? 'undone' : 'open';
      if (passed) this.#everDone.add(finding.id);
      const see = passed ? undefined : this.#refusalFor(check);
      const shown = { ...(lacks !== undefined && { lacks }), ...(see !== undefined && { see }) };
      return { ...finding, status, ...shown, hints: { given, total: 3 } };
    });
    this.#judged = { at, checks: checked };
    return checked;
  }

  /** The latest request of a host's own code that was refused and shows what the check found lacking. */
  #refusalFor(check: Check | undefined): number | undefined {
    const found = this.#happened.findLast(
      (one) => one.cause !== undefined && (one.answered?.status ?? 0) >= 400 && one.sent && check?.shownBy?.(one.sent),
    );
    return found?.entry.seq;
  }

  #state(): SessionState {
    const { module, engine } = this.#options;
    const checks = this.#checks();
    const people = module.lab.seed.users.filter(({ signIn }) => signIn);
    return {
      labId: module.lab.id,
      title: module.lab.title,
      now: this.#tenant.now,
      account: this.#account,
      accounts: people.map(({ userPrincipalName, displayName, says = '' }) => ({
        userPrincipalName,
        displayName,
        says,
      })),
      checks,
      passed: checks.every(({ status }) => status === 'done'),
      upcoming: this.#tenant.upcoming(),
      length: this.#tenant.entries.length,
      canUndo: this.#timeline.back !== undefined,
      canRedo: this.#timeline.ahead !== undefined,
      undoAllowed: module.lab.undo === 'allowed',
      engine,
    };
  }
}

/** Opens a lab: from its start, or from a recorded log. A log that cannot be believed gives the fault, and opens nothing. */
export async function openSession(options: OpenOptions): Promise<LabSession | { fault: LogFault }> {
  const chain = readChain(options.lines ?? []);
  if ('fault' in chain) return chain;
  const key = options.key ?? (await createSigningKey());
  const edge = new Edge(startTenant(options.module), await TokenKeys.from(key), options.wall);
  const session = new LabSession(edge, key, options);
  const fault = await session.resume(chain.entries);
  return fault ? { fault } : session;
}
