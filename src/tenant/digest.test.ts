import { expect, it } from 'vitest';
import { canonical } from '#kernel/canonical.ts';
import { sha256Hex } from '#kernel/ids.ts';
import { digestOf } from './digest.ts';

const body = (seq: number, length: number): string => `é"\\ ${seq} ${'x'.repeat(length)}`;

it('The digest of an answer is the hash of its canonical text, whatever was hashed before', () => {
  const bodies = [0, 1, 580, 599, 600, 4096, 20_000, 1_600_000, 4_100_000].flatMap((length) =>
    [1, 2, 3, 4].map((seq) => body(seq, length)),
  );
  for (let round = 0; round < 3; round += 1)
    for (const [at, text] of bodies.entries()) {
      const answer = { status: 200 + round, headers: { b: String(at), a: '1' }, body: text };
      expect(digestOf(answer)).toBe(sha256Hex(canonical(answer)));
    }
});

it.each([
  [null],
  [{ refused: 'no' }],
  [{ body: body(1, 5000) }],
  [{ body: body(1, 5000), a: 1 }],
  [{ body: body(1, 5000), headers: undefined }],
  [{ body: body(1, 5000), headers: undefined, status: 1 }],
])('so it is for an answer of another kind (%#)', (answer) => {
  expect(digestOf(answer)).toBe(sha256Hex(canonical(answer)));
});
