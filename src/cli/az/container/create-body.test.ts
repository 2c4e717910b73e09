import { expect, it } from 'vitest';
import { registryCredentials, splitCommand } from './create-body.ts';

it.each([
  ['tail -f /dev/null', ['tail', '-f', '/dev/null']],
  [`sh -c "echo 'a b' \\"c\\""`, ['sh', '-c', `echo 'a b' "c"`]],
  [`a'b c'd e\\ f ''`, ['ab cd', 'e f', '']],
])('splits %s as a shell does', (line, words) => {
  expect(splitCommand(line)).toEqual(words);
});

const none = {
  registryLoginServer: undefined,
  registryUsername: undefined,
  registryPassword: undefined,
  acrIdentity: undefined,
};

it.each([
  ['a public image', { image: 'nginx' }, undefined],
  [
    'an identity asks the registry of the image',
    { image: 'acr1.azurecr.io/a:1', acrIdentity: '/id' },
    [{ server: 'acr1.azurecr.io', identity: '/id' }],
  ],
  [
    'a name and a password',
    { image: 'me.example.com/a', registryUsername: 'u', registryPassword: 'p' },
    [{ server: 'me.example.com', username: 'u', password: 'p' }],
  ],
])('pulls an image: %s', (_what, given, credentials) => {
  expect(registryCredentials({ ...none, ...given })).toEqual(credentials);
});

it.each([
  [{ image: 'acr1.azurecr.io/a:1' }, 'Please specify --registry-username'],
  [{ image: 'nginx', acrIdentity: '/id' }, 'Failed to parse login server'],
])('does not pull %o', (given, refusal) => {
  expect(() => registryCredentials({ ...none, ...given })).toThrow(refusal);
});
