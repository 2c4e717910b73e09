import { expect, it } from 'vitest';
import { forbidden, itemOf, secretRequest, useRun, visit } from '../samples.ts';
import { partnersOf } from './partner.ts';

const later = secretRequest(12, useRun('forbidden'), { cause: 10, url: `${forbidden.item.url}&x=1` }).item;
const run = { root: 5, items: [visit.item, forbidden.item] };
const again = { root: 10, items: [itemOf(10), later] };
const other = { root: 3, items: [itemOf(3, { method: 'PUT', url: 'https://management.azure.com/x' })] };

it('offers the same request of another run first, then the other runs', () => {
  expect(partnersOf(run, 7, [again, run, other]).map(({ seq }) => seq)).toEqual([12, 10, 3]);
  expect(partnersOf(run, 5, [again, run, other]).map(({ seq }) => seq)).toEqual([10, 3]);
});

it('offers nothing where there is nothing else', () => {
  expect(partnersOf(run, 7, [run])).toEqual([]);
  expect(partnersOf(run, 99, [again, run])).toEqual([]);
});

it('puts the same asker with another outcome in front', () => {
  const mine = { ...later, seq: 8, status: 200 };
  const theirs = { ...later, seq: 20, from: 'Ada' };
  const runs = [{ root: 20, items: [theirs] }, again, { root: 8, items: [mine] }, run];
  expect(partnersOf(run, 7, runs).map(({ seq }) => seq)).toEqual([8, 12, 20, 10]);
});
