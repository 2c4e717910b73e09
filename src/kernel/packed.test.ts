import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { packState, unpackState, type State } from './packed.ts';

const id = fc
  .array(fc.constantFrom('subscriptions', 'S1', 'resourceGroups', 'RG', 'providers', 'x', '', '__proto__'), {
    maxLength: 6,
  })
  .map((parts) => parts.join('/'));
const name = fc.constantFrom('id', 'name', 'scope', 'a', '1', '__proto__', 'r', 'l');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    id,
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('record'),
  ),
  record: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const row = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });
const rows = fc.oneof(
  fc.dictionary(id, row, { maxKeys: 5, noNullPrototype: true }),
  fc
    .array(fc.tuple(id, row), { maxLength: 5 })
    .map((list) => Object.fromEntries(list.map(([id, one]) => [id.toLowerCase(), { ...one, id }]))),
);
const state = fc.dictionary(fc.constantFrom('resources', 'tokens', 't'), rows, { noNullPrototype: true });

describe('a packed state', () => {
  it('is read as the same state, whatever it holds', () => {
    fc.assert(
      fc.property(state, (one) => {
        expect(canonical(unpackState(packState(one as State)))).toBe(canonical(one));
      }),
      { numRuns: 1000 },
    );
  });

  it('depends on the state alone, and rows that are alike are not the same row', () => {
    const one = { t: { a: { n: [1] }, b: { n: [1] } } };
    expect(packState(structuredClone(one))).toBe(packState(one));
    const read = unpackState(packState(one));
    expect(read['t']?.['a']).toEqual(read['t']?.['b']);
    expect(read['t']?.['a']).not.toBe(read['t']?.['b']);
  });

  it('leaves out keys that a member repeats in any case', () => {
    const text = packState({ t: { '/a/b': { id: '/A/b' }, '/a/c': { id: '/a/C' } } });
    expect(JSON.parse(text)).toMatchObject({ tables: { t: { key: 'id', lower: true } } });
    expect(text).not.toContain('"keys"');
  });
});
