import { engineUrl, labUrl, type Addresses } from './addresses.ts';
import { keeper, type Keeper } from './keeper.ts';
import type { Phase, Snapshot, Trouble } from './phase.ts';
import { readOnly, watched } from './read-only.ts';
import type { LabStore, SavedHead, SavedLab } from './store.ts';
import type { TabLock } from './tab-lock.ts';
import { openTenant, type MakeWorker, type Opening, type TenantWorker } from './tenant-worker.ts';

/** What the desk works with; tests hand in their own. */
export interface DeskOptions {
  labId: string;
  makeWorker: MakeWorker;
  addresses: () => Promise<Addresses>;
  /** Undefined where the browser has no store. */
  store: LabStore | undefined;
  lock: TabLock;
}

/** Does the work for the latest value, one after the other: a shell in a loop changes the lab faster than it can be shown. */
const latest = <T>(work: (value: Promise<T>) => Promise<void>, failed: (error: unknown) => void) => {
  let [busy, waiting]: [boolean, { value: T } | undefined] = [false, undefined];
  const go = (value: T): void => {
    busy = true;
    work(Promise.resolve(value))
      .catch(failed)
      .finally(() => {
        busy = false;
        const next = waiting;
        waiting = undefined;
        if (next) go(next.value);
      });
  };
  return (value: T): void => {
    if (busy) waiting = { value };
    else go(value);
  };
};

/** A log before it is opened: a new one has no key yet. */
type Wanted = { head: Omit<SavedHead, 'key'> & { key?: SavedHead['key'] }; lines: readonly string[] };

const troubleOf = (opening: Exclude<Opening, { worker: TenantWorker }>): Pick<Trouble, 'kind' | 'details'> =>
  'fault' in opening
    ? { kind: 'log-refused', details: opening.fault.message }
    : { kind: 'not-loaded', details: opening.failed };

/**
 * A lab on the learner's desk: opens the tenant in its worker, stores every action as it happens, resumes to the last
 * action after a crash, and lets one tab write. A store for React: `subscribe` and `snapshot`.
 */
export class Desk {
  readonly #options: DeskOptions;
  readonly #listeners = new Set<() => void>();
  #keeper: Keeper;
  #worker: TenantWorker | undefined;
  #head: SavedHead | undefined;
  #generation = 0;
  #snapshot: Snapshot;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#snapshot = {
      phase: { name: 'opening' },
      writer: options.lock.held ? 'this' : 'other',
      storeless: options.store === undefined,
    };
    this.#keeper = this.#newKeeper();
    if (!options.lock.held) this.#watchWriter();
  }

  snapshot = (): Snapshot => this.#snapshot;
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What a file of this lab holds: the log as this tab knows it, stored or not. Undefined before the first opening. */
  get saved(): SavedLab | undefined {
    return this.#head && { head: this.#head, lines: [...this.#keeper.lines] };
  }

  /** Opens the lab where it was left, or at its start. Never rejects: trouble is a phase. */
  async open(): Promise<void> {
    const { labId, store, addresses } = this.#options;
    this.#tell({ phase: { name: 'opening' } });
    try {
      const stored = await store?.load(labId);
      if (stored?.lines.length) return await this.#start(stored, stored.lines.length);
      return await this.#start({ head: { labId, ...(await addresses()) }, lines: [] }, 0);
    } catch (error) {
      this.#trouble({ kind: 'not-loaded', details: String(error) });
    }
  }

  /** A new worker with the log as this tab has it: the way on after a failure of ours. */
  async resume(): Promise<void> {
    const { saved } = this;
    if (!saved) return this.open();
    this.#tell({ phase: { name: 'opening' } });
    const stored = await this.#options.store?.load(saved.head.labId).catch(() => undefined);
    await this.#start(saved, stored?.lines.length ?? 0).catch((error) => this.#bug(String(error)));
  }

  /** Puts another log in place of this one, once it has opened well. The sentence says why it did not; nothing is lost then. */
  async restore(wanted: Wanted): Promise<string | undefined> {
    const opening = await this.#opening(wanted);
    if (!('worker' in opening)) return troubleOf(opening).details;
    const head = { ...wanted.head, key: opening.worker.key };
    try {
      // Stored before it is used: a store that is full keeps the old log, and so do we.
      if (wanted.lines.length) await this.#options.store?.replace({ head, lines: [...wanted.lines] });
    } catch (error) {
      opening.worker.close();
      return (error as Error).message;
    }
    await this.#use(opening.worker, head, wanted.lines.length);
    return undefined;
  }

  /** Drops the log and begins at the lab's start, with the current engine. */
  async startAfresh(): Promise<void> {
    const { labId, addresses } = this.#options;
    const failed = await this.restore({ head: { labId, ...(await addresses()) }, lines: [] }).catch(String);
    if (failed !== undefined) this.#trouble({ kind: 'not-loaded', details: failed });
  }

  /** Makes this tab the one that writes, from where the other one left off. False while that one is still open. */
  async takeOver(): Promise<boolean> {
    if (!(await this.#options.lock.take())) {
      this.#tell({ writer: 'other' });
      this.#watchWriter();
      return false;
    }
    this.#tell({ writer: 'this' });
    await this.open();
    return true;
  }

  close(): void {
    this.#worker?.close();
    this.#options.lock.release();
    this.#options.store?.close();
  }

  #newKeeper(): Keeper {
    const mayWrite = this.#snapshot.writer === 'this';
    return keeper(mayWrite ? this.#options.store : undefined, (error) => {
      if (error?.message !== this.#snapshot.unsaved) this.#tell({ unsaved: error?.message });
    });
  }

  #watchWriter(): void {
    void this.#options.lock.free().then(() => this.#snapshot.writer === 'other' && this.#tell({ writer: 'nobody' }));
  }

  #opening({ head, lines }: Wanted): Promise<Opening> {
    const { engine, labFile, labHash, key } = head;
    const urls = { engineUrl: engineUrl(engine), engine, labUrl: labUrl(labFile), labHash };
    const message = { ...urls, lines: [...lines], ...(key && { key }) };
    return openTenant(this.#options.makeWorker, message, (details) => this.#bug(details));
  }

  async #start(wanted: Wanted, stored: number): Promise<void> {
    this.#worker?.close();
    const opening = await this.#opening(wanted);
    if (!('worker' in opening)) {
      // The file that is offered holds what was found, although it could not be opened.
      const { head, lines } = wanted;
      this.#head = head.key && { ...head, key: head.key };
      if (this.#head) void this.#keeper.begin(this.#head, lines, lines.length);
      return this.#trouble(troubleOf(opening));
    }
    await this.#use(opening.worker, { ...wanted.head, key: opening.worker.key }, stored);
  }

  async #use(worker: TenantWorker, head: SavedHead, stored: number): Promise<void> {
    this.#worker?.close();
    this.#worker = worker;
    this.#head = head;
    this.#generation += 1;
    const generation = this.#generation;
    const current = () => generation === this.#generation;
    const { client } = worker;
    this.#keeper = this.#newKeeper();
    let whole = false;
    client.onEntry((line) => whole && current() && void this.#keeper.add(line));
    // What opening itself has added to the log came before anybody listened.
    const lines = await client.lines();
    whole = true;
    void this.#keeper.begin(head, lines, stored);
    const mine = this.#snapshot.writer === 'this';
    const safe = watched(client, (error) => current() && this.#bug(String(error)));
    // One client for the whole generation: the parts of the page begin again when they are handed another.
    const handed = mine ? safe : readOnly(safe);
    const ready = async (state = client.state()) => {
      const phase: Phase = {
        name: 'ready',
        client: handed,
        state: await state,
        log: await client.log(200),
        generation,
        ...(mine && { port: worker.port }),
      };
      if (current() && this.#snapshot.phase.name !== 'trouble') this.#tell({ phase });
    };
    this.#tell({ phase: { name: 'opening' } });
    client.onChange(latest(ready, (error) => this.#bug(String(error))));
    await ready();
  }

  #bug(details: string): void {
    if (this.#snapshot.phase.name !== 'trouble') this.#trouble({ kind: 'our-bug', details });
  }

  #trouble({ kind, details }: Pick<Trouble, 'kind' | 'details'>): void {
    this.#worker?.close();
    this.#worker = undefined;
    this.#tell({ phase: { name: 'trouble', kind, details } });
  }

  #tell(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
