import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { fractionFrom, guidFrom, isGuid, sha256Hex } from './ids.ts';

describe('ids', () => {
  it('depend on seed, kind, key and incarnation, and on nothing else', () => {
    const id = guidFrom('seed', 'principal', '/Subscriptions/A');
    expect(isGuid(id)).toBe(true);
    expect(guidFrom('seed', 'principal', '/subscriptions/a')).toBe(id);
    const others = [
      guidFrom('seed2', 'principal', '/subscriptions/a'),
      guidFrom('seed', 'client', '/subscriptions/a'),
      guidFrom('seed', 'principal', '/subscriptions/a', 1),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
  });

  it('knows the published digest of a text', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('draws fractions below one', () => {
    const drawn = Array.from({ length: 200 }, (_, at) => fractionFrom('seed', at));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(new Set(drawn).size).toBe(200);
  });
});

describe('canonical text', () => {
  it('is the same for equal values', () => {
    expect(canonical({ b: [1, null, { d: 'x', c: true }], a: undefined })).toBe('{"b":[1,null,{"c":true,"d":"x"}]}');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1n], [() => 1]])('throws for what JSON cannot say', (value) => {
    expect(() => canonical({ value })).toThrow();
  });
});
