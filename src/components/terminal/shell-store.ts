import { openDB, type DBSchema } from 'idb';
import type { ShellSnapshot } from '#cli/shell/session.ts';
import { inSize, mostKeptBytes } from '#cli/shell/file-size.ts';

interface Schema extends DBSchema {
  shells: { key: string; value: ShellSnapshot };
}

const open = () =>
  openDB<Schema>('tenantlab-shell', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('shells'),
    blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
  });

/** Roughly what a snapshot takes, bytes: its files, and everything else as text. */
export function sizeOf({ files, inside = [], ...rest }: ShellSnapshot): number {
  const places = [{ files, rest }, ...inside.map(({ files: there, ...state }) => ({ files: there, rest: state }))];
  return places.reduce(
    (sum, { files: all, rest: state }) =>
      sum +
      JSON.stringify(state).length +
      all.reduce((total, file) => total + (file.kind === 'file' ? file.content.length : 0) + file.path.length, 0),
    0,
  );
}

export const tooLarge = (size: number): string =>
  `The shell's files and variables take ${inSize(size)}; up to ${inSize(mostKeptBytes)} are kept for your next visit. Remove some files, or they are gone when you leave.\n`;

/** What the browser keeps of the shells of labs. Where it keeps nothing, shells begin anew; nothing else depends on it. */
export const shellStore = {
  async load(labId: string): Promise<ShellSnapshot | undefined> {
    try {
      const db = await open();
      const found = await db.get('shells', labId);
      db.close();
      return found;
    } catch {
      return undefined;
    }
  },
  /** Keeps a snapshot in place of the one before; undefined where it could, and did, else a sentence. */
  async keep(labId: string, snapshot: ShellSnapshot): Promise<string | undefined> {
    const size = sizeOf(snapshot);
    try {
      const db = await open();
      if (size > mostKeptBytes) await db.delete('shells', labId);
      else await db.put('shells', snapshot, labId);
      db.close();
    } catch {
      return undefined;
    }
    return size > mostKeptBytes ? tooLarge(size) : undefined;
  },
};
