import { expect, it } from 'vitest';
import { pickMachine, proxyUser } from './machine-name.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const id = (group: string, name: string): string =>
  `/subscriptions/s/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`;

it.each([
  [undefined, undefined],
  ['Bearer x', undefined],
  [basic(':'), undefined],
  [basic('vm1:'), 'vm1'],
  [basic('VM1:secret'), 'VM1'],
  [basic('vm1'), 'vm1'],
])('%s names the user %s', (header, user) => {
  expect(proxyUser(header)).toBe(user);
});

const machines = [id('rg1', 'vm1'), id('rg1', 'vm2'), id('rg2', 'vm2')];

it.each([
  ['vm1', id('rg1', 'vm1')],
  ['VM1', id('rg1', 'vm1')],
  [id('RG2', 'vm2'), id('rg2', 'vm2')],
  [id('rg2', 'vm2').slice(1), id('rg2', 'vm2')],
  [Buffer.from(id('rg1', 'vm2')).toString('base64url'), id('rg1', 'vm2')],
])('the user %s is %s', (user, machine) => {
  expect(pickMachine(user, machines)).toEqual({ machine });
});

it.each([
  [undefined, /no machine is named/],
  ['vm2', /More than one machine is called vm2: give the resource id\./],
  ['vm9', /There is no machine vm9\./],
])('the user %s is nobody, and is told who there is', (user, why) => {
  const picked = pickMachine(user, machines);
  const told = 'refused' in picked ? picked.refused : '';
  expect(told).toMatch(why);
  for (const machine of machines) expect(told).toContain(machine);
});

it('says so when there is no machine yet', () => {
  expect(pickMachine('vm1', [])).toMatchObject({ refused: expect.stringContaining('(none yet)') as string });
});
