import { describe, expect, it } from 'vitest';
import { charts } from '#lab/charts.ts';
import { traceOf, vaultId } from '../samples.ts';
import { acquisitionSteps, identityChosen } from './acquisition.ts';
import { imdsAcquisition, imdsStates } from './imds.ts';
import { loginEnds, loginStates, loginTitles } from './login.ts';
import { acquisition } from './machines.ts';

const run = (end: string, facts?: Record<string, unknown>, machine = acquisition) => ({
  machine,
  path: ['asked', end],
  ...(facts && { facts }),
});
const chartOf = (wanted: string) => charts().find(({ id }) => id === wanted)!;
const refused = [acquisition, imdsAcquisition, ...Object.keys(loginTitles)].flatMap((machine) =>
  chartOf(machine)
    .states.filter(({ name, final }) => final && !['issued', 'servedFromCache'].includes(name))
    .map(({ name }) => [machine, name] as const),
);

describe('which identity was taken', () => {
  it('says so with the reason', () => {
    const facts = { identity: { kind: 'system', id: vaultId }, selector: {} };
    expect(identityChosen(run('issued', facts))?.sentence).toBe(
      'The identity is the system-assigned one of the host: the request names none, and that one is the default.',
    );
    const user = {
      kind: 'user',
      id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop',
    };
    expect(identityChosen(run('issued', { identity: user, selector: { client_id: 'c' } }))?.sentence).toBe(
      'The identity is user-assigned identity id-shop: the selector client_id names it.',
    );
  });

  it('says that the only one of a machine was taken', () => {
    const user = { kind: 'user', id: vaultId };
    expect(identityChosen(run('issued', { identity: user, selector: {} }, imdsAcquisition))?.sentence).toContain(
      'the request names none, and it is the only one.',
    );
  });

  it('is silent where none was found', () => {
    expect(identityChosen(run('noSystemIdentity', { selector: {} }))).toBeUndefined();
    expect(identityChosen(run('issued'))).toBeUndefined();
  });
});

describe('a token that was not given', () => {
  it.each(refused)('%s: %s is told in three steps and never by the command', (machine, end) => {
    const steps = acquisitionSteps(traceOf({ runs: [run(end, undefined, machine)] }))!;
    expect(Object.values(steps).every((text) => text.length > 20 && !/\baz \w|--\w/.test(text))).toBe(true);
  });

  it('has a word for every state of the metadata service', () => {
    expect(new Set(Object.keys(imdsStates))).toEqual(new Set(chartOf(imdsAcquisition).states.map(({ name }) => name)));
  });

  it('has a word for every state of the token endpoint, and none for any other', () => {
    const names = Object.keys(loginTitles).flatMap((id) => chartOf(id).states.map(({ name }) => name));
    expect(new Set(Object.keys(loginStates))).toEqual(new Set(names));
    expect(Object.keys(loginEnds).filter((end) => !names.includes(end))).toEqual([]);
  });

  it('has nothing to tell when one was given', () => {
    expect(acquisitionSteps(traceOf({ runs: [run('issued')] }))).toBeUndefined();
    expect(acquisitionSteps(traceOf())).toBeUndefined();
  });
});
