import { describe, expect, it } from 'vitest';
import { canonical } from '#kernel/canonical.ts';
import { genesis, hashEntry } from '#tenant/action-log/chain.ts';
import type { EntryInput } from '#tenant/action-log/entry.ts';
import { fileName } from './download.ts';
import { readLabFile, writeLabFile } from './lab-file.ts';
import type { SavedLab } from './store.ts';

const zeros = '0'.repeat(64);
const inputs: EntryInput[] = [
  { kind: 'start', schema: 1, engine: 'engine-1.js', lab: { id: 'first-identity', hash: 'h1' }, state: zeros },
  { kind: 'sign-in', user: 'ada@example.onmicrosoft.com' },
  { kind: 'clock', by: 60_000 },
];

const lines = (): string[] => {
  let previous = genesis;
  return inputs.map((input, seq) => {
    const entry = { seq, at: 1000 * seq, wall: '2026-11-23T09:00:00Z', digest: zeros, input };
    previous = hashEntry(previous, entry);
    return canonical({ ...entry, hash: previous });
  });
};

const saved = (): SavedLab => ({
  head: {
    labId: 'first-identity',
    engine: 'engine-1.js',
    labFile: 'first-identity-1.js',
    labHash: 'h1',
    key: { private: { kty: 'RSA' }, public: { kty: 'RSA' } },
  },
  lines: lines(),
});
const current = { engine: 'engine-1.js', labFile: 'first-identity-1.js', labHash: 'h1' };
const read = (text: string, labId = 'first-identity', addresses = current) =>
  readLabFile(text, labId, () => Promise.resolve(addresses));

describe('a lab file', () => {
  it('holds the log line by line, and no key', async () => {
    const text = writeLabFile(saved());
    expect(text).not.toContain('private');
    expect(await read(text)).toEqual({ head: { labId: 'first-identity', ...current }, lines: lines() });
  });

  it.each([
    ['an empty file', '', /empty/],
    ['a file that is cut off', writeLabFile(saved()).slice(0, -200), /cut off/],
    ['another JSON file', '{"name":"package"}', /not a submission/],
    ['a picture', '\u0089PNG\r\n', /not even JSON/],
    ['a changed byte', writeLabFile(saved()).replace('"by":60000', '"by":60001'), /entry 2/],
  ])('refuses %s in a sentence', async (_name, text, sentence) => {
    expect(await read(text)).toEqual({ refused: expect.stringMatching(sentence) });
  });

  it('refuses the file of another lab, of another version of the lab and of another engine', async () => {
    const text = writeLabFile(saved());
    expect(await read(text, 'token-flow')).toEqual({ refused: expect.stringContaining('of the lab “first-identity”') });
    expect(await read(text, 'first-identity', { ...current, labHash: 'h2' })).toEqual({
      refused: expect.stringContaining('another version of this lab'),
    });
    expect(await read(text, 'first-identity', { ...current, engine: 'engine-2.js' })).toEqual({
      refused: expect.stringContaining('engine-2.js'),
    });
  });

  it('is named after its lab and the day', () => {
    expect(fileName('first-identity', '', new Date('2026-11-23T10:00:00Z'))).toBe('first-identity-2026-11-23.json');
    expect(fileName('first-identity', 'submission', new Date('2026-11-23T10:00:00Z'))).toBe(
      'first-identity-submission-2026-11-23.json',
    );
  });
});
