import { describe, expect, it } from 'vitest';
import type { ConsideredAssignment, Decision } from '#kernel/decision.ts';
import { newGuid, roleGuid } from '../../api/iam.ts';
import { isGuid } from '#kernel/ids.ts';
import { outcomeWords, verdictWords } from './decision-words.ts';
import { identityWords } from './identity-words.ts';
import { isInherited, scopeTitle, scopeWords } from './scopes.ts';

const sub = '/subscriptions/0000';
const group = `${sub}/resourceGroups/rg`;
const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv`;

describe('where an assignment stands', () => {
  it.each([
    [vault, vault.toUpperCase(), 'This resource'],
    [group, vault, 'Resource group (Inherited)'],
    [sub, vault, 'Subscription (Inherited)'],
    ['/', vault, 'Root (Inherited)'],
    ['/providers/Microsoft.Management/managementGroups/mg', group, 'Management group (Inherited)'],
    [group, group, 'This resource'],
  ])('%s from %s', (scope, from, words) => {
    expect(scopeWords(scope, from)).toBe(words);
    expect(isInherited(scope, from)).toBe(words.endsWith('(Inherited)'));
  });

  it('is named where one stands nowhere', () => {
    expect([scopeTitle(vault), scopeTitle('/')]).toEqual(['Resource kv', 'Root']);
  });
});

describe('a decision in words', () => {
  const decision = (allowed: boolean, more: Partial<Decision>): Decision => ({
    allowed,
    permission: { action: 'M/get', scope: vault, plane: 'data' },
    verdict: allowed ? 'allowed' : 'no-role',
    principalId: 'p',
    groups: [],
    scopesWalked: [],
    assignments: [],
    denies: [],
    ...more,
  });
  const considered: ConsideredAssignment = {
    id: 'a',
    roleDefinitionId: 'r',
    roleName: 'Reader',
    scope: vault,
    principalId: 'p',
    principalType: 'User',
    through: ['g'],
    effectiveAt: 0,
    outcome: 'grants',
    matched: '*/read',
  };

  it('says what grants it', () => {
    expect(verdictWords(decision(true, { assignments: [considered] }), 'app-web')).toBe(
      'Reader grants it, through a group.',
    );
    expect(outcomeWords(considered, String)).toBe('Grants it by */read');
  });

  it('says what is missing', () => {
    const text = (kind: NonNullable<Decision['missing']>['kind']) =>
      verdictWords(decision(false, { missing: { kind } }), 'app-web');
    expect(text('not-yet')).toContain('not in effect yet');
    expect(text('wrong-plane')).toContain('M/get is about the data in it');
    expect(text('no-assignment')).toContain('No role is assigned to app-web');
  });
});

describe('ids', () => {
  it('of assignments are new each time, and GUIDs', () => {
    const [one, two] = [newGuid(), newGuid()];
    expect(isGuid(one) && isGuid(two)).toBe(true);
    expect(one).not.toBe(two);
  });

  it('of roles are found behind any scope', () => {
    expect(roleGuid(`${sub}/providers/Microsoft.Authorization/roleDefinitions/ABC`)).toBe('abc');
  });
});

describe('a managed identity', () => {
  it.each([
    [
      { displayName: 'app-web', resourceId: `${group}/providers/Microsoft.Web/sites/app-web` },
      'System-assigned, App Service',
    ],
    [
      {
        displayName: 'id-shop',
        resourceId: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-shop`,
      },
      'User-assigned managed identity',
    ],
    [{ displayName: 'x' }, 'Managed identity'],
  ])('%j', (principal, words) => {
    expect(identityWords(principal)).toBe(words);
  });
});
