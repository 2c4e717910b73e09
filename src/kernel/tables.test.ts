import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { sha256Hex } from './ids.ts';
import { put, remove } from './result.ts';
import { Tables, type Change } from './tables.ts';

const indexes = { things: { byOwner: (row: never) => [(row as { owner: string }).owner] } };
const fresh = () => new Tables(indexes);
const thing = (key: string, owner: string) => put('things', key, { owner });

const change = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y')).map(([key, owner]) => thing(key, owner)),
  fc.constantFrom('a', 'b', 'c', 'd').map((key) => remove('things', key)),
);

describe('tables', () => {
  it('lists rows in the order of their keys, whatever the order of arrival', () => {
    const tables = fresh();
    tables.apply([thing('b', 'x'), thing('a', 'x'), thing('c', 'y')]);
    expect(tables.all('things')).toEqual([{ owner: 'x' }, { owner: 'x' }, { owner: 'y' }]);
    expect(tables.by('things', 'byOwner', 'y')).toEqual([{ owner: 'y' }]);
  });

  it('throws for an index that nobody declared', () => {
    expect(() => fresh().by('things', 'byColour', 'red')).toThrow('declares no index byColour');
  });

  it('keeps a fork apart from its base until its changes are applied', () => {
    const base = fresh();
    base.apply([thing('a', 'x'), thing('b', 'x')]);
    const before = base.hash();
    const fork = base.fork();
    fork.apply([remove('things', 'a'), thing('b', 'y'), thing('c', 'y')]);
    expect(base.hash()).toBe(before);
    expect(fork.get('things', 'a')).toBeUndefined();
    expect(fork.by('things', 'byOwner', 'y')).toHaveLength(2);
    expect(fork.by('things', 'byOwner', 'x')).toHaveLength(0);
    base.apply(fork.changes());
    expect(base.snapshot()).toEqual({ things: { b: { owner: 'y' }, c: { owner: 'y' } } });
  });

  it('goes its own way as a copy, which stands for the same until either is written', () => {
    const first = fresh();
    first.apply([thing('a', 'x'), thing('b', 'y')]);
    const second = first.copy();
    expect(second.hash()).toBe(first.hash());
    const stands = (tables: Tables) => [
      tables.stamp(),
      tables.stamp('things'),
      tables.stamp('things', 'byOwner', 'x'),
      tables.stamp('others'),
    ];
    expect(stands(second).every((stamp, at) => stamp === stands(first)[at])).toBe(true);
    const before = stands(first);
    second.apply([thing('a', 'y'), put('others', 'o', {})]);
    expect(stands(first).every((stamp, at) => stamp === before[at])).toBe(true);
    expect(stands(second).some((stamp, at) => stamp === before[at])).toBe(false);
    expect([first.by('things', 'byOwner', 'x').length, first.by('things', 'byOwner', 'y').length]).toEqual([1, 1]);
    expect([second.by('things', 'byOwner', 'x').length, second.by('things', 'byOwner', 'y').length]).toEqual([0, 2]);
    expect(() => first.fork().copy()).toThrow('base');
  });

  it('has the hash of its snapshot, whatever its keys look like', () => {
    const tables = fresh();
    const odd = ['10', '9', '"', '\u2028', '__proto__', 'é', 'a b'];
    tables.apply(odd.map((key) => put('things', key, { owner: key, at: { b: 1, a: [key] } })));
    tables.apply([put('7', 'x', { 2: 'b', 1: 'a', absent: undefined }), put('gone', 'x', {}), remove('gone', 'x')]);
    const fork = tables.fork();
    fork.apply([remove('things', '9'), put('things', '10', { owner: 'other' })]);
    for (const one of [tables, fork]) expect(one.hash()).toBe(sha256Hex(canonical(one.snapshot())));
  });

  it('is undone by the inverse of what was applied', () => {
    fc.assert(
      fc.property(fc.array(change), fc.array(change), (first, second) => {
        const tables = fresh();
        tables.apply(first);
        const before = tables.hash();
        tables.apply(tables.apply(second));
        expect(tables.hash()).toBe(before);
      }),
    );
  });

  it('finds the same through an overlay as in one table, by key and by index', () => {
    fc.assert(
      fc.property(fc.array(change), fc.array(change), (below: Change[], above: Change[]) => {
        const base = fresh();
        base.apply(below);
        const fork = base.fork();
        fork.apply(above);
        const plain = fresh();
        plain.apply([...below, ...above]);
        expect(fork.snapshot()).toEqual(plain.snapshot());
        for (const owner of ['x', 'y'])
          expect(fork.by('things', 'byOwner', owner)).toEqual(plain.by('things', 'byOwner', owner));
      }),
    );
  });

  it('stands for what is found under a value by an object that changes with it, and with nothing else', () => {
    const base = fresh();
    base.apply([thing('a', 'x'), thing('b', 'y')]);
    const stamps = (of: Tables) => ['x', 'y', 'z'].map((owner) => of.stamp('things', 'byOwner', owner));
    const [x, y, z] = stamps(base);
    base.apply([thing('c', 'x')]);
    expect(stamps(base)).not.toContain(x);
    expect(stamps(base).slice(1)).toEqual([y, z]);
    const fork = base.fork();
    stamps(fork).forEach((stamp, at) => expect(stamp).toBe(stamps(base)[at]));
    // A row that goes over from one to the other changes both, in the fork alone.
    const before = stamps(base);
    fork.apply([thing('a', 'y')]);
    expect(stamps(fork)[0]).not.toBe(before[0]);
    expect(stamps(fork)[1]).not.toBe(before[1]);
    expect(stamps(fork)[2]).toBe(before[2]);
    stamps(base).forEach((stamp, at) => expect(stamp).toBe(before[at]));
  });

  it('never stands for two different things by the same object', () => {
    fc.assert(
      fc.property(fc.array(change), fc.array(change), fc.array(change), (first, second, third) => {
        const seen = new Map<object, string>();
        const look = (tables: Tables): void => {
          for (const owner of ['x', 'y']) {
            const stamp = tables.stamp('things', 'byOwner', owner);
            const found = JSON.stringify(tables.by('things', 'byOwner', owner));
            expect(seen.get(stamp) ?? found).toBe(found);
            seen.set(stamp, found);
          }
        };
        const base = fresh();
        for (const one of first) {
          base.apply([one]);
          look(base);
        }
        const fork = base.fork();
        for (const one of second) {
          fork.apply([one]);
          look(fork);
          look(base);
        }
        const undo = base.apply(fork.changes());
        look(base);
        base.apply(undo);
        look(base);
        for (const one of third) {
          base.apply([one]);
          look(base);
        }
      }),
    );
  });
});
