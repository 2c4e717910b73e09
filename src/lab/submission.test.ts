import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#kernel/ids.ts';
import { genesis, hashEntry } from '#tenant/action-log/chain.ts';
import type { Entry, EntryInput } from '#tenant/action-log/entry.ts';
import { longestSubmission, readSubmission, writeSubmission } from './submission.ts';

const inputs: EntryInput[] = [
  { kind: 'start', schema: 1, engine: 'engine-a', lab: { id: 'l', hash: 'h' }, state: sha256Hex('state') },
  { kind: 'sign-in', user: 'ada@example.onmicrosoft.com' },
  {
    kind: 'request',
    request: { method: 'GET', url: 'https://management.azure.com/x?api-version=1', headers: { accept: '*/*' } },
  },
  { kind: 'clock', by: 60_000 },
  { kind: 'hint', check: 'c', step: 1 },
  { kind: 'undo', target: 2 },
];

function chainOf(list: EntryInput[]): Entry[] {
  let previous = genesis;
  return list.map((input, seq) => {
    const bare = { seq, at: 1000 * seq, wall: '2026-11-23T09:00:00Z', digest: sha256Hex(`answer ${seq}`), input };
    const entry = { ...bare, hash: hashEntry(previous, bare) };
    previous = entry.hash;
    return entry;
  });
}

const head = {
  format: 'tenantlab/submission',
  version: 1,
  lab: 'l',
  labHash: 'h',
  engine: 'engine-a',
  learner: 'Åsa',
} as const;
const text = writeSubmission({ head, entries: chainOf(inputs) });
const lines = text.split('\n');

/** The entry whose line holds the position, or -1 in the head and the tail. */
const entryAt = (position: number): number => {
  const line = text.slice(0, position).split('\n').length - 1;
  return line >= 2 && line < 2 + inputs.length ? line - 2 : -1;
};

describe('submissions', () => {
  it('are read as they were written', () => {
    expect(readSubmission(text)).toEqual({ head, entries: chainOf(inputs) });
    expect(JSON.parse(text)).toMatchObject({ head, entries: chainOf(inputs) });
  });

  it('are refused when one character is changed anywhere, naming the entry where it lies', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('0', 'a', ' ', '"', '}', '\n', '9', 'A', '\u00e9'),
        (at, other) => {
          if (text[at] === other) return;
          const result = readSubmission(text.slice(0, at) + other + text.slice(at + 1));
          if (!('fault' in result)) throw new Error(`a change at ${at} went unseen`);
          const entry = entryAt(at);
          // A change of line structure can be named only by the place where reading broke off.
          if (entry >= 0 && other !== '\n' && text[at] !== '\n' && !/[,"{}]/.test(other + text[at]))
            expect(result.fault.seq).toBe(entry);
          expect(result.fault.message.length).toBeGreaterThan(20);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are refused when an entry is left out, doubled or moved', () => {
    const [third = '', fourth = ''] = lines.slice(4, 6);
    const without = lines.filter((_, at) => at !== 4).join('\n');
    const doubled = [...lines.slice(0, 5), third, ...lines.slice(5)].join('\n');
    const moved = [...lines.slice(0, 4), fourth, third, ...lines.slice(6)].join('\n');
    for (const changed of [without, doubled, moved]) {
      const result = readSubmission(changed);
      if (!('fault' in result)) throw new Error('went unseen');
      expect(result.fault.message).toMatch(/moved, added or left out/);
    }
  });

  it.each([
    ['', 'empty'],
    ['   \n', 'empty'],
    ['hello', 'not even JSON'],
    ['[]', 'holds a list'],
    ['{"a":1}', 'has no "head"'],
    ['null', 'holds null'],
    [text.slice(0, text.length - 200), 'cut off'],
    [text.slice(0, 40), 'cut off'],
    [JSON.stringify(JSON.parse(text), null, 2), 'line breaks or blanks were changed'],
    ['x'.repeat(longestSubmission + 1), 'at most'],
  ])('say clearly what is wrong with %.30j', (given, words) => {
    const result = readSubmission(given);
    expect('fault' in result && result.fault.message).toContain(words);
  });

  it('are refused when an entry was written by somebody else than us, though its hash fits', () => {
    const other = chainOf([...inputs.slice(0, 1), { kind: 'sign-in', user: 'x', extra: 1 } as unknown as EntryInput]);
    const result = readSubmission(writeSubmission({ head, entries: other }));
    expect('fault' in result && result.fault).toMatchObject({
      seq: 1,
      message: expect.stringContaining('has not the form of an entry') as string,
    });
  });
});
