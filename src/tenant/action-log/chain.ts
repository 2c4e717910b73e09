import { canonical } from '#kernel/canonical.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { storedEntry, type Entry } from './entry.ts';

/** What stands before the first entry. */
export const genesis = '0'.repeat(64);

/** The hash of an entry: over the previous hash and everything in the entry but its own hash. */
export function hashEntry(previous: string, entry: Omit<Entry, 'hash'>): string {
  const { seq, at, wall, digest, input } = entry;
  return sha256Hex(`${previous}\n${canonical({ seq, at, wall, digest, input })}`);
}

/** A place where a log cannot be believed, said for a person. */
export interface LogFault {
  /** Number of the entry; -1 for the log as a whole. */
  seq: number;
  message: string;
}

/** Entries that were read, by the hash before them: theirs was worked out from the very text. They are not changed again. */
const read = new WeakMap<Entry, string>();

/** Whether an entry was found to have its hash where this one stands before it, so that it need not be worked out again. */
export const isChained = (entry: Entry, previous: string): boolean => read.get(entry) === previous;

/**
 * Reads entries from untrusted text, one canonical JSON text a line, and checks form, order and chain. Every byte
 * counts: a line that is not the one text of its entry is refused, so that no change stays unseen.
 */
export function readChain(lines: readonly string[]): { entries: Entry[] } | { fault: LogFault } {
  const entries: Entry[] = [];
  let previous = genesis;
  for (const [seq, line] of lines.entries()) {
    const fault = (message: string) => ({ fault: { seq, message } });
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      return fault(`entry ${seq} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
    }
    const parsed = storedEntry.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return fault(
        `entry ${seq} has not the form of an entry: ${issue?.message ?? 'invalid'} at '${issue?.path.join('.') ?? ''}'`,
      );
    }
    const entry = parsed.data;
    if (canonical(entry) !== line)
      return fault(`entry ${seq} is not written as it was recorded: a byte of its text was changed`);
    if (entry.seq !== seq)
      return fault(`entry ${seq} says that it is entry ${entry.seq}: an entry was moved, added or left out`);
    // The line is the canonical text, so that without the hash in it, it is what the hash was made of.
    if (sha256Hex(`${previous}\n${line.replace(`"hash":"${entry.hash}",`, '')}`) !== entry.hash)
      return fault(`entry ${seq} does not match its hash: it, or the entry before it, was changed`);
    read.set(entry, previous);
    previous = entry.hash;
    entries.push(entry);
  }
  return { entries };
}
