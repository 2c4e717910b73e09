import { beforeEach, describe, expect, it } from 'vitest';
import { ids, roles, scopes, sentence, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { locks } from './locks/index.ts';
import { resourceManager } from './resource-manager/index.ts';

const userAccessAdministrator = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9';
const lockOf = (scope: string): string => `${scope}/providers/Microsoft.Authorization/locks/keep`;
const level = (name: string) => ({ properties: { level: name } });

let one: TestTenant;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization, locks]);
});

/** Eve with one role on the group, and what she is answered. */
function eveAs(role: string): (method: string, path: string, body?: unknown) => string {
  one.grant(ids.eve, role, scopes.rg);
  const token = one.token(ids.eve);
  return (method, path, body) => sentence(one.send(token, method, path, body));
}

describe('who may lock', () => {
  it.each([
    ['Owner', roles.owner, true],
    ['User Access Administrator', userAccessAdministrator, true],
    ['Contributor', roles.contributor, false],
    ['Role Based Access Control Administrator', roles.rbacAdministrator, false],
    ['Reader', roles.reader, false],
  ])('%s: %s', (_, role, may) => {
    const eve = eveAs(role);
    if (may) {
      expect(eve('PUT', lockOf(scopes.rg), level('ReadOnly'))).toMatch(/^201/);
      expect(eve('PUT', lockOf(scopes.rg), level('CanNotDelete'))).toMatch(/^200/);
      expect(eve('DELETE', lockOf(scopes.rg))).toMatch(/^200/);
    } else {
      expect(eve('PUT', lockOf(scopes.rg), level('ReadOnly'))).toContain("'Microsoft.Authorization/locks/write'");
      one.send('setup', 'PUT', lockOf(scopes.rg), level('ReadOnly'));
      expect(eve('GET', lockOf(scopes.rg))).toMatch(/^200/);
      expect(eve('DELETE', lockOf(scopes.rg))).toContain("'Microsoft.Authorization/locks/delete'");
    }
  });
});

describe('a lock taken for a permission problem', () => {
  it('answers the owner with 409, and somebody without the role still with 403', () => {
    one.send('setup', 'PUT', lockOf(scopes.rg), level('CanNotDelete'));
    expect(eveAs(roles.owner)('DELETE', scopes.rg)).toMatch(/^409 ScopeLocked/);
    expect(sentence(one.send(one.token(ids.bob), 'DELETE', scopes.rg))).toMatch(/^403 AuthorizationFailed/);
  });

  it('keeps a role assignment from being taken away, here and below', () => {
    const assignment = one.grant(ids.bob, roles.reader, scopes.vault);
    one.send('setup', 'PUT', lockOf(scopes.rg), level('CanNotDelete'));
    const eve = eveAs(roles.owner);
    expect(eve('DELETE', assignment)).toMatch(/^409 ScopeLocked: .*cannot perform delete operation/);
    expect(eve('DELETE', lockOf(scopes.rg))).toMatch(/^200/);
    expect(eve('DELETE', assignment)).toMatch(/^200/);
  });
});
