import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteLength, bytesOf, textOf } from './bytes.ts';

describe('bytes as text', () => {
  it('loses no byte, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = textOf(bytes);
        expect([...bytesOf(text)]).toEqual([...bytes]);
        expect(JSON.parse(JSON.stringify(text))).toBe(text);
        expect(byteLength(text)).toBe(bytes.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['', 'plain', 'é中😀', '\uFEFFwith a mark'])('reads UTF-8 as what it says: %j', (text) => {
    expect(textOf(new TextEncoder().encode(text))).toBe(text);
  });

  it.each([
    [[0xc0, 0x80], 'too long a form'],
    [[0xed, 0xa0, 0x80], 'a surrogate'],
    [[0xf4, 0x90, 0x80, 0x80], 'beyond the last letter'],
    [[0x61, 0xe2, 0x82], 'cut off'],
    [[0xff, 0xfe, 0x00, 0x62], 'no UTF-8 at all'],
  ])('keeps %j, which is %s', (given) => {
    expect([...bytesOf(textOf(Uint8Array.from(given)))]).toEqual(given);
  });

  it('writes a surrogate that stands for no byte as what browsers write', () => {
    expect([...bytesOf('\ud800')]).toEqual([0xef, 0xbf, 0xbd]);
  });
});
