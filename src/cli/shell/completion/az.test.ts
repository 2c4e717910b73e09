import { expect, it } from 'vitest';
import { completeAz } from './az.ts';

it.each([
  ['', 'stor', ['storage ']],
  ['sql', 'vm', ['vm ']],
  ['sql server', 'ad-', ['ad-admin ', 'ad-only-auth ']],
  ['lock create -t', '', ['CanNotDelete ', 'ReadOnly ']],
  ['lock create', '--lock', ['--lock-type ']],
  ['LOCK Create', '--notes', ['--notes ']],
  ['webapp update --https-only', '', ['false ', 'true ']],
  ['webapp create', '--docker', []],
  ['aks', '', []],
  ['constructor', '', []],
])('az %s, then Tab after %j', async (before, word, candidates) => {
  expect(await completeAz(before.split(' ').filter(Boolean), word)).toEqual(candidates);
});
