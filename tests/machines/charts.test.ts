import { expect, it } from 'vitest';
import { chartOf, charts } from '#lab/charts.ts';
import { machinesOnDisk } from './on-disk.ts';

const files = await machinesOnDisk();
const machines = files.flatMap(({ machines }) => machines);

it('every file of a machine exports one', () => {
  expect(files.filter((one) => one.machines.length === 0).map(({ file }) => file)).toEqual([]);
  expect(files.length).toBeGreaterThan(5);
});

it('every machine on the disk is drawn, from its own definition, under an id of its own', () => {
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  expect(charts().sort(byId)).toEqual(machines.map(chartOf).sort(byId));
  expect(new Set(machines.map(({ id }) => id)).size).toBe(machines.length);
});
