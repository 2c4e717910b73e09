import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonical } from '#kernel/canonical.ts';
import { readSubmission, type SubmissionHead } from '#lab/submission.ts';
import { genesis, hashEntry } from '#tenant/action-log/chain.ts';
import type { Entry, EntryInput } from '#tenant/action-log/entry.ts';
import { LogFile, readLog } from './log-file.ts';

const head: SubmissionHead = {
  ...{ format: 'tenantlab/submission', version: 1, lab: 'tenant', labHash: 'x', engine: 'y' },
  learner: '',
};

/** Entries that chain, as a tenant makes them; what they say does not matter to a file. */
function chained(count: number): Entry[] {
  const entries: Entry[] = [];
  for (let seq = 0; seq < count; seq += 1) {
    const input: EntryInput = {
      kind: 'request',
      request: { method: 'PUT', url: `https://management.azure.com/é${seq}`, body: 'b"\\\n\udc80'.repeat(seq) },
    };
    const bare = { seq, at: 1_000 + seq, wall: '', digest: genesis, input };
    entries.push({ ...bare, hash: hashEntry(entries[seq - 1]?.hash ?? genesis, bare) });
  }
  return entries;
}

const entries = chained(6);
const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'tenantlab-log-')), 'a', 'log.json');

/** A file to which these were added one by one, and its bytes after each. */
async function grown(): Promise<{ path: string; stages: Buffer[] }> {
  const path = fresh();
  const log = new LogFile(path, head, []);
  const stages = [readFileSync(path)];
  for (const entry of entries) {
    log.add(canonical(entry));
    await log.written();
    stages.push(readFileSync(path));
  }
  log.close();
  return { path, stages };
}

const { stages } = await grown();
const whole = stages.at(-1) ?? Buffer.alloc(0);
const seqs = (text: Buffer | string): number[] => {
  const read = readLog(text.toString('utf8'));
  if (read && 'fault' in read) throw new Error(read.fault.message);
  return read && 'entries' in read ? read.entries.map(({ seq }) => seq) : [];
};

describe('a log on the disk', () => {
  it('is at each moment a submission', () => {
    for (const [count, text] of stages.entries()) {
      if (count === 0) continue;
      expect(readSubmission(text.toString('utf8'))).toEqual({ head, entries: entries.slice(0, count) });
      expect(readLog(text.toString('utf8'))).toEqual({ head, entries: entries.slice(0, count) });
    }
  });

  it('torn at any byte, loses nothing but what was not whole, and says so', () => {
    const ends = stages.map((stage) => stage.length);
    for (let at = 0; at < whole.length; at += 1) {
      const torn = whole.subarray(0, at);
      const kept = seqs(torn);
      // Every entry whose last byte is there is kept.
      const count = entries.filter((entry) => torn.includes(Buffer.from(canonical(entry)))).length;
      expect(kept).toEqual(entries.slice(0, count).map(({ seq }) => seq));
      const read = readLog(torn.toString('utf8'));
      if (at > 0) expect(read).toHaveProperty('torn');
    }
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  });

  it('torn while an entry was being written over the end, loses that entry only', () => {
    for (const [count, stage] of stages.entries()) {
      const next = stages[count + 1];
      if (!next || count === 0) continue;
      for (let at = 0; at < next.length; at += 1) {
        const half = Buffer.from(stage.length > at ? stage : next.subarray(0, at));
        next.copy(half, 0, 0, at);
        expect(seqs(half).slice(0, count)).toEqual(entries.slice(0, count).map(({ seq }) => seq));
        expect(seqs(half).length).toBeLessThanOrEqual(count + 1);
      }
    }
  });

  it('is gone on with, byte for byte as if it had never stopped', () => {
    for (const cut of [whole.length - 10, whole.length - 200, whole.length]) {
      const path = fresh();
      new LogFile(path, head, []).close();
      writeFileSync(path, whole.subarray(0, cut));
      const read = readLog(readFileSync(path, 'utf8'));
      if (!read || 'fault' in read || !('head' in read)) throw new Error('nothing was read');
      const log = new LogFile(path, read.head, read.entries);
      for (const entry of entries.slice(read.entries.length)) log.add(canonical(entry));
      log.close();
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });

  it.each([
    ['another file', 'hello\n', 'is no log'],
    [
      'an entry that was changed',
      whole.toString('utf8').replace('https://management.azure.com/é2', 'https://x/é2'),
      'hash',
    ],
    ['an entry in the middle that is broken', whole.toString('utf8').replace('"seq":2', '"seq":'), 'entries follow'],
  ])('%s is refused, not gone on with', (_what, text, says) => {
    expect(readLog(text)).toMatchObject({ fault: { message: expect.stringContaining(says) as string } });
  });
});
