import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonical } from '#kernel/canonical.ts';
import type { SubmissionHead } from '#lab/submission.ts';
import { readChain, type LogFault } from '#tenant/action-log/chain.ts';
import type { Entry } from '#tenant/action-log/entry.ts';

/** What a file held, as far as it can be believed. */
export interface KeptLog {
  head: SubmissionHead;
  entries: Entry[];
  /** Says what was dropped: the end of the file was torn, as by a process that was killed while it wrote. */
  torn?: string;
}

const opening = '{"head":';
const beforeEntries = ',\n"entries":[\n';
const afterEntries = '\n],\n';
const fault = (message: string, seq = -1): { fault: LogFault } => ({ fault: { seq, message } });

/** Whether a line was written to its end: what a torn one and the rest of an older end make together lacks the last member. */
const isWhole = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'wall' in value;
  } catch {
    return false;
  }
};

/**
 * Reads a log that `LogFile` wrote, whole or torn at any byte. Only what comes after the last whole entry may be broken:
 * it is dropped, with a sentence. Anything else that is not as it was written is a fault. Undefined: nothing was ever kept.
 */
export function readLog(text: string): KeptLog | { fault: LogFault } | { torn: string } | undefined {
  if (text === '') return undefined;
  const at = text.indexOf(beforeEntries);
  if (at < 0) {
    const begun = text.startsWith(opening) || opening.startsWith(text);
    if (!begun) return fault('the file is no log of a tenant; name another, or one that is not there yet');
    return { torn: `The file was torn before its first entry: ${text.length} characters are dropped.` };
  }
  let head: SubmissionHead;
  try {
    head = JSON.parse(text.slice(opening.length, at)) as SubmissionHead;
  } catch {
    return fault('the head of the file is not JSON: it was changed');
  }
  const lines = text.slice(at + beforeEntries.length).split('\n');
  const kept: string[] = [];
  let rest = '';
  for (const [index, line] of lines.entries()) {
    const last = line === '' || line.startsWith(']');
    // The first byte of a next entry may have been written over the end, and no more.
    const bare = line.replace(/,(\],?)?$/, '');
    if (!last && isWhole(bare)) {
      kept.push(bare);
      continue;
    }
    rest = lines.slice(index).join('\n');
    break;
  }
  // Behind a torn line stands at most what is left of an older end: never an entry.
  if (
    rest
      .split('\n')
      .slice(1)
      .some((line) => line.startsWith('{"at":') && isWhole(line.replace(/,$/, '')))
  )
    return fault(`entry ${kept.length} is not whole, and entries follow it: the file was changed`, kept.length);
  const chain = readChain(kept);
  if ('fault' in chain) return chain;
  const whole = /^\],\n"seal":"[0-9a-f]{64}"\}\n$/.test(rest);
  const torn = `The end of the file was torn: ${rest.length} characters after entry ${kept.length - 1} are dropped.`;
  return { head, entries: chain.entries, ...(!whole && { torn }) };
}

/**
 * A log that grows on the disk, and is at each moment a submission that can be graded: JSON with an entry a line and a
 * seal at the end. To add an entry, it and a new end are written over the old end in one go; what stands before is never
 * touched. What is added in one turn of the loop is written together; whoever answers waits for `written`, so that a
 * process that is killed loses nothing that anybody has heard of.
 */
export class LogFile {
  readonly path: string;
  readonly #file: number;
  readonly #hash: Hash;
  #end: number;
  #empty: boolean;
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;

  constructor(path: string, head: SubmissionHead, entries: readonly Entry[]) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600);
    const start = `${opening}${canonical(head)}${beforeEntries.slice(0, -1)}`;
    const body = entries.map((entry) => `\n${canonical(entry)}`).join(',');
    this.#hash = createHash('sha256').update(start + body);
    this.#empty = entries.length === 0;
    this.#end = 0;
    this.#write(start + body);
    ftruncateSync(this.#file, this.#end + this.#tail.length);
  }

  /** Adds an entry, given as its canonical text. */
  add(line: string): void {
    this.#waiting.push(`${this.#empty ? '' : ','}\n${line}`);
    this.#empty = false;
    this.#writing ??= new Promise((done, failed) =>
      setImmediate(() => {
        try {
          this.#flush();
          done();
        } catch (error) {
          failed(error as Error);
        }
      }),
    );
    // Who waits for it hears of a failure; an entry that nobody waits for must not end everything.
    this.#writing.catch(() => undefined);
  }

  /** Resolves when all that was added is written. */
  written(): Promise<void> {
    return this.#writing ?? Promise.resolve();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    this.#writing = undefined;
    if (!this.#waiting.length) return;
    const text = this.#waiting.join('');
    this.#waiting = [];
    this.#hash.update(text);
    this.#write(text);
  }

  get #tail(): string {
    return `${afterEntries}"seal":"${this.#hash.copy().update(afterEntries).digest('hex')}"}\n`;
  }

  #write(text: string): void {
    const length = Buffer.byteLength(text);
    const bytes = Buffer.from(text + this.#tail);
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#end + done);
    this.#end += length;
  }
}

/** The text of a file, or undefined when it is not there. */
export const textOfFile = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8') : undefined;
