import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { put } from '#kernel/result.ts';
import { Tables } from '#kernel/tables.ts';
import { History } from './history.ts';

const set = (key: string, value: number) => put('things', key, { value });

describe('the timeline', () => {
  it('goes back, on, and to another branch, with the state that each entry left', () => {
    const tables = new Tables({});
    const history = new History();
    const states = [tables.hash()];
    history.commit(1, tables, [set('a', 1)]);
    states[1] = tables.hash();
    history.commit(2, tables, [set('a', 2), set('b', 1)]);
    states[2] = tables.hash();
    history.goTo(1, tables);
    history.commit(4, tables, [set('c', 1)]);
    states[4] = tables.hash();
    for (const target of [2, 4, 1, 0, 4, 0, 2]) {
      history.goTo(target, tables);
      expect(tables.hash(), `after going to ${target}`).toBe(states[target]);
      expect(history.position).toBe(target);
    }
    expect([1, 2, 4].map((seq) => history.inEffect(seq))).toEqual([true, true, false]);
  });

  it('leaves alone who speaks: issued tokens and sessions survive', () => {
    const tables = new Tables({});
    const history = new History();
    history.commit(1, tables, [put('tokens', 'tk.1', { ref: 'tk.1' }), set('a', 1)]);
    history.goTo(0, tables);
    expect(tables.get('tokens', 'tk.1')).toEqual({ ref: 'tk.1' });
    expect(tables.get('things', 'a')).toBeUndefined();
  });

  it('comes to the same state by any way', () => {
    const step = fc.tuple(fc.constantFrom('a', 'b'), fc.nat(3), fc.nat(5));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.array(fc.nat(12)), (steps, jumps) => {
        const tables = new Tables({});
        const history = new History();
        const states = [tables.hash()];
        steps.forEach(([key, value, back], at) => {
          history.goTo(Math.max(0, Math.min(at, at - back)), tables);
          history.commit(at + 1, tables, [set(key, value)]);
          states.push(tables.hash());
        });
        for (const jump of jumps.map((target) => target % states.length)) {
          history.goTo(jump, tables);
          expect(tables.hash()).toBe(states[jump]);
        }
      }),
    );
  });
});
