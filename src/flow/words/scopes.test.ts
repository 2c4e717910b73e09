import { expect, it } from 'vitest';
import { actionEnd, scopeWords } from './scopes.ts';

const sub = '/subscriptions/0a1b2c3d-0000-4000-8000-000000000001';

it.each([
  ['/', 'the root of the tenant'],
  ['/providers/Microsoft.Management/managementGroups/mg-shop', 'management group mg-shop'],
  [
    '/providers/Microsoft.Management/managementGroups/0a1b2c3d-0000-4000-8000-000000000001',
    'the root management group',
  ],
  [sub, 'subscription 0a1b2c3d…'],
  [`${sub}/resourceGroups/rg-shop/`, 'resource group rg-shop'],
  [`${sub}/resourceGroups/rg-shop/providers/Microsoft.KeyVault/vaults/kv-shop`, 'key vault kv-shop'],
  [`${sub}/resourcegroups/rg-shop/providers/microsoft.keyvault/vaults/kv-shop/secrets/db`, 'secret db'],
  [`${sub}/resourceGroups/rg-shop/providers/Microsoft.Cache/redis/fast`, 'redis fast'],
  ['not an id', 'not an id'],
])('%s is %s', (scope, words) => {
  expect(scopeWords(scope)).toBe(words);
});

it('keeps the telling end of an action', () => {
  expect(actionEnd('Microsoft.KeyVault/vaults/secrets/getSecret/action')).toBe('secrets/getSecret/action');
  expect(actionEnd('*')).toBe('*');
});
