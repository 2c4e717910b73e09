import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';

/** The definition, word for word. */
function slow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => slow(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${slow(member)}`).join(',')}}`;
}

describe('the canonical text', () => {
  it.each([
    [{ b: 1, a: [{ d: null, c: 'x' }] }, '{"a":[{"c":"x","d":null}],"b":1}'],
    [{ a: undefined, b: [undefined, 1] }, '{"b":[null,1]}'],
    [{ 9: 'a', 10: 'b', x: { 1: 2, 0: 3 } }, '{"10":"b","9":"a","x":{"0":3,"1":2}}'],
    [{ Z: 1, a: 2, ä: 3, '': 4 }, '{"":4,"Z":1,"a":2,"ä":3}'],
    [JSON.parse('{"__proto__":{"b":1,"a":2},"a":1}'), '{"__proto__":{"a":2,"b":1},"a":1}'],
    [{ b: { toJSON: 'text' }, a: -0 }, '{"a":0,"b":{"toJSON":"text"}}'],
    ['\ud800', '"\\ud800"'],
  ])('of %j is %s', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it.each([[NaN], [{ a: Infinity }], [[() => 1]], [{ a: 1n }], [{ 1: { b: Symbol('x') } }], [undefined]])(
    'is refused for what JSON cannot say (%#)',
    (value) => {
      expect(() => canonical(value)).toThrow();
    },
  );

  it('is that of the definition for any value, and leaves the value as it was', () => {
    const key = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('1', '10', '9', 'a', 'b', '__proto__', 'toJSON'));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('record'),
      ),
      list: fc.array(fc.option(tie('value'), { nil: undefined }), { maxLength: 4 }),
      record: fc.dictionary(key, fc.option(tie('value'), { nil: undefined }), { maxKeys: 5, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(value, (one) => {
        const before = JSON.stringify(one);
        expect(canonical(one)).toBe(slow(one));
        expect(JSON.stringify(one)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});
