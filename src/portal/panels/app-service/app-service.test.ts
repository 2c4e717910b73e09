import { describe, expect, it } from 'vitest';
import type { IdentityBlock } from '#kernel/rows.ts';
import { nameFault } from './edit-setting.tsx';
import { withoutUser, withSystem, withUsers } from './identity-block.ts';
import { readable } from './readable.ts';
import { appliedTo, isChanged, rowsOf } from './settings-draft.ts';

const one = '/s/one';
const two = '/s/two';
const both: IdentityBlock = {
  type: 'SystemAssigned, UserAssigned',
  principalId: 'p',
  userAssignedIdentities: { [one]: {} },
};
const users: IdentityBlock = { type: 'UserAssigned', userAssignedIdentities: { [one]: {}, [two]: {} } };

describe('the identity that is asked for, by what changes', () => {
  it.each([
    ['on, nothing before', withSystem(undefined, true), { type: 'SystemAssigned' }],
    ['on, with users', withSystem(users, true), { type: 'SystemAssigned, UserAssigned' }],
    ['off, with a user', withSystem(both, false), { type: 'UserAssigned' }],
    ['off, alone', withSystem({ type: 'SystemAssigned' }, false), { type: 'None' }],
    ['a user more', withUsers(both, [two]), { type: both.type, userAssignedIdentities: { [two]: {} } }],
    ['a user that is there', withUsers(both, ['/S/ONE']), { type: both.type }],
    ['a user less', withoutUser(users, '/S/Two'), { type: 'UserAssigned', userAssignedIdentities: { '/S/Two': null } }],
    ['the last less', withoutUser(both, one), { type: 'SystemAssigned', userAssignedIdentities: { [one]: null } }],
  ])('%s', (_, wanted, expected) => {
    expect(wanted).toEqual(expected);
  });
});

describe('changes to app settings', () => {
  const settings = { A: '1', DB_PASSWORD: 'x' };

  it('are shown beside what stays', () => {
    const rows = rowsOf(settings, { A: '2', DB_PASSWORD: null, NEW: 'n' });
    expect(rows.map(({ name, value, state }) => `${name}=${value} ${state}`)).toEqual([
      'A=2 changed',
      'DB_PASSWORD=x deleted',
      'NEW=n new',
    ]);
  });

  it('become the whole set that is sent', () => {
    expect(appliedTo(settings, { DB_PASSWORD: null, NEW: 'n' })).toEqual({ A: '1', NEW: 'n' });
  });

  it('are none when they come to the same', () => {
    expect(isChanged(settings, {})).toBe(false);
    expect(isChanged(settings, { A: '1' })).toBe(false);
    expect(isChanged(settings, { GONE: null })).toBe(false);
    expect(isChanged(settings, { A: '' })).toBe(true);
  });

  it.each([
    ['', undefined],
    ['Key__Vault:Uri', undefined],
    ['has space', 'Letters'],
    ['a', 'exists already'],
  ])('the name "%s"', (name, fault) => {
    const found = nameFault(name, ['A']);
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(fault);
  });
});

describe('the answer of an app', () => {
  it.each([
    [
      'text/html',
      '<head><title>x</title></head><h1>403 &amp; closed</h1><p>The app is <b>stopped</b>.</p>',
      '403 & closed\nThe app is stopped.',
    ],
    ['application/json', '{"a":1}', '{\n  "a": 1\n}'],
    ['text/plain', 'The shop is open.', 'The shop is open.'],
    ['text/plain', '', '(empty)'],
  ])('of type %s', (type, body, text) => {
    expect(readable({ status: 200, headers: { 'content-type': type }, body })).toBe(text);
  });
});
