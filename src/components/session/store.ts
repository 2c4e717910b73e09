import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SigningKey } from '#tenant/edge/token-keys.ts';

/** With what a log was begun: it resumes on the same engine and the same lab. */
export interface SavedHead {
  labId: string;
  /** File names in engine/ and labs/ of the site. */
  engine: string;
  labFile: string;
  labHash: string;
  /** The tenant's signing key, so that tokens still open in a terminal stay good. */
  key: SigningKey;
}

export interface SavedLab {
  head: SavedHead;
  /** The log, one canonical entry a line, in order. */
  lines: string[];
}

interface Schema extends DBSchema {
  heads: { key: string; value: SavedHead };
  entries: { key: [labId: string, seq: number]; value: string };
}

/** A write that the browser refused, said for the learner. */
export class StoreError extends Error {
  readonly full: boolean;

  constructor(cause: unknown) {
    const name = cause instanceof Error ? cause.name : '';
    const full = name === 'QuotaExceededError';
    super(
      full
        ? 'This browser has no room left for the site, so the latest actions are not stored.'
        : 'This browser did not store the latest actions.',
      { cause },
    );
    this.full = full;
  }
}

const range = (labId: string, from = 0) => IDBKeyRange.bound([labId, from], [labId, Number.MAX_SAFE_INTEGER]);

/** Logs of labs in work, in this browser. Writes reject with a StoreError; what was stored before stays. */
export class LabStore {
  readonly #db: IDBPDatabase<Schema>;

  constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  /** What was stored for a lab; undefined when it was never begun. A gap in the entries ends the log before the gap. */
  async load(labId: string): Promise<SavedLab | undefined> {
    const read = this.#db.transaction(['heads', 'entries']);
    const head = await read.objectStore('heads').get(labId);
    const keys = await read.objectStore('entries').getAllKeys(range(labId));
    const lines = await read.objectStore('entries').getAll(range(labId));
    if (!head) return undefined;
    const gap = keys.findIndex(([, seq], index) => seq !== index);
    return { head, lines: gap < 0 ? lines : lines.slice(0, gap) };
  }

  /** Begins a log in place of whatever was stored for the lab: all of it or nothing. */
  replace({ head, lines }: SavedLab): Promise<void> {
    return this.#write(async () => {
      const write = this.#db.transaction(['heads', 'entries'], 'readwrite');
      const entries = write.objectStore('entries');
      await Promise.all([
        write.objectStore('heads').put(head),
        entries.delete(range(head.labId)),
        ...lines.map((line, seq) => entries.put(line, [head.labId, seq])),
        write.done,
      ]);
    });
  }

  /** Adds lines behind the first `from` ones. */
  append(labId: string, from: number, lines: readonly string[]): Promise<void> {
    return this.#write(async () => {
      const write = this.#db.transaction('entries', 'readwrite');
      await Promise.all([...lines.map((line, index) => write.store.put(line, [labId, from + index])), write.done]);
    });
  }

  close(): void {
    this.#db.close();
  }

  async #write(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw new StoreError(error);
    }
  }
}

/** Opens the browser's store. Rejects where the browser has none (some private windows). `lost` hears that it went away. */
export const openStore = async (lost: () => void = () => undefined, name = 'tenantlab'): Promise<LabStore> => {
  const db = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('heads', { keyPath: 'labId' });
      fresh.createObjectStore('entries');
    },
    blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    terminated: lost,
  });
  return new LabStore(db);
};

export const deleteStore = (name = 'tenantlab'): Promise<void> => deleteDB(name);
