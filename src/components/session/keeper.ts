import type { LabStore, SavedHead } from './store.ts';

/** Keeps a log in the store as it grows. Lines that could not be written are tried again with the next one. */
export interface Keeper {
  /** Takes over a log as it stands, of which the first `stored` lines are in the store already. */
  begin(head: SavedHead, lines: readonly string[], stored: number): Promise<void>;
  add(line: string): Promise<void>;
  /** Every line of the log, stored or not. */
  readonly lines: readonly string[];
}

/**
 * `told` hears the error of a failed write, and undefined when everything is stored again. Without a store (a read-only
 * tab, or a browser that has none) the lines are only remembered.
 */
export const keeper = (
  store: Pick<LabStore, 'append' | 'replace'> | undefined,
  told: (error: Error | undefined) => void,
): Keeper => {
  const lines: string[] = [];
  let head: SavedHead | undefined;
  let stored = 0;
  let writing = Promise.resolve();

  // One write at a time, each of everything that is not stored yet: order and completeness come by themselves.
  const flush = () => {
    writing = writing.then(async () => {
      if (!store || !head || stored === lines.length) return;
      const all = [...lines];
      try {
        if (stored === 0) await store.replace({ head, lines: all });
        else await store.append(head.labId, stored, all.slice(stored));
        stored = all.length;
        told(undefined);
      } catch (error) {
        told(error as Error);
      }
    });
    return writing;
  };
  return {
    lines,
    begin(of, all, already) {
      head = of;
      lines.splice(0, lines.length, ...all);
      stored = Math.min(already, lines.length);
      return flush();
    },
    add(line) {
      lines.push(line);
      return flush();
    },
  };
};
