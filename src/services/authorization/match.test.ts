import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActionPatterns, compilePattern } from './match.ts';

const matches = (pattern: string, action: string): boolean => compilePattern(pattern)(action.toLowerCase());

describe('an action pattern', () => {
  it.each([
    ['*', 'Microsoft.Web/sites/write'],
    ['*/read', 'Microsoft.Web/sites/config/read'],
    ['Microsoft.Web/*', 'Microsoft.Web/sites/config/list/action'],
    ['Microsoft.Web/sites/Read', 'microsoft.web/SITES/read'],
    ['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/secrets/read'],
    ['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/read'],
    ['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/a/b/c/read'],
    ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/roleAssignments/delete'],
    ['Microsoft.ServiceBus/*/send/action', 'Microsoft.ServiceBus/namespaces/queues/send/action'],
    ['A/*/*/read', 'A/read'],
    ['A/b*/read', 'A/bcd/read'],
    ['Microsoft.Network/virtualNetworks/read ', 'Microsoft.Network/virtualNetworks/read'],
  ])('%s matches %s', (pattern, action) => {
    expect(matches(pattern, action)).toBe(true);
  });

  it.each([
    ['*/read', 'Microsoft.Web/sites/write'],
    ['*/read', 'Microsoft.Web/sites/thread'],
    ['Microsoft.Web/*', 'Microsoft.WebApps/sites/read'],
    ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/config/read'],
    ['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaultsread'],
    ['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/secrets/getSecret/action'],
    ['Microsoft.Web/sites', 'MicrosoftxWeb/sites'],
    ['A/(b)/read', 'A/b/read'],
  ])('%s does not match %s', (pattern, action) => {
    expect(matches(pattern, action)).toBe(false);
  });

  const segment = fc.stringMatching(/^[a-z.]{1,8}$/);
  const action = fc.array(segment, { minLength: 2, maxLength: 5 }).map((parts) => parts.join('/'));

  it('matches what it was made of, a star put in for any segment', () => {
    fc.assert(
      fc.property(action, fc.nat(), (text, at) => {
        const parts = text.split('/');
        const starred = parts.with(at % parts.length, '*').join('/');
        return (
          matches(text, text) && matches(starred, text) && matches(`${text}/*`, `${text}/more`) && matches('*', text)
        );
      }),
    );
  });

  it('without a star matches only itself', () => {
    fc.assert(fc.property(action, action, (a, b) => matches(a, b) === (a === b)));
  });

  it('is found as the role spells it', () => {
    const list = new ActionPatterns(['Microsoft.Web/sites/Write', 'Microsoft.Web/*/read']);
    expect(list.find('microsoft.web/sites/write')).toBe('Microsoft.Web/sites/Write');
    expect(list.find('microsoft.web/sites/read')).toBe('Microsoft.Web/*/read');
    expect(list.find('microsoft.web/sites/delete')).toBeUndefined();
  });
});
