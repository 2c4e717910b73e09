import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashWith, sha256Begin, sha256End, sha256Hex } from './sha256.ts';

const known = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('SHA-256', () => {
  it('gives the digests of the standard', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('a'.repeat(1_000_000))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
  });

  it('is that of another implementation for texts of every length around a block', () => {
    for (let length = 0; length < 1100; length += 1) {
      const text = 'x'.repeat(length);
      expect(sha256Hex(text), `${length}`).toBe(known(text));
    }
  });

  it('is so for any text: Latin, Greek, Chinese, emoji and broken surrogates', () => {
    const letters = fc.constantFrom('a', '/', 'é', 'ß', 'Ω', '߿', 'ࠀ', '中', '￿', '😀', '𐀀', '\ud800', '\udc00', '\0');
    fc.assert(fc.property(fc.string({ unit: letters, maxLength: 300 }), (text) => sha256Hex(text) === known(text)));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha256Hex(text) === known(text)));
  });
});

it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 900, 3000])(
  'A text of %i letters is begun once and ended in many ways',
  (length) => {
    for (const first of ['x'.repeat(length), `é${'中'.repeat(length)}`]) {
      const begun = sha256Begin(first);
      for (const rest of [
        '',
        'a',
        'b'.repeat(63),
        'c'.repeat(64),
        'd'.repeat(935),
        'e'.repeat(936),
        'f'.repeat(5000),
        'ü',
      ])
        expect(sha256End(begun, rest), `${rest.length}`).toBe(known(first + rest));
    }
  },
);

describe('the hash of the runtime', () => {
  it('is taken where it is the same', () => {
    const asked: string[] = [];
    hashWith((text) => {
      asked.push(text);
      return known(text);
    });
    expect(sha256Hex('told')).toBe(known('told'));
    expect(asked).toContain('told');
  });

  it('is refused where it is another', () => {
    expect(() => hashWith((text) => known(text.normalize('NFD')))).toThrow('not SHA-256');
    expect(sha256Hex('é')).toBe(known('é'));
  });
});
