import { beforeEach, describe, expect, it } from 'vitest';
import { defineOperation, type Service } from '#kernel/define.ts';
import { ok, put } from '#kernel/result.ts';
import { ids, roles, scopes, sentence, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

const identity = `${scopes.otherRg}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id`;
const assign = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';

/** Writing a site that attaches an identity: a permission here and one on a second resource. */
const sites: Service = {
  namespace: 'Microsoft.Web',
  surfaces: [],
  operations: [
    defineOperation({
      action: 'Microsoft.Web/sites/write',
      title: 'Update web app',
      surface: 'arm',
      plane: 'control',
      method: 'PUT',
      path: '/subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.Web/sites/{n}',
      requires: ({ url }) => ({
        allOf: [
          { action: 'Microsoft.Web/sites/write', scope: url.path, plane: 'control' },
          { action: assign, scope: identity, plane: 'control', linked: true },
        ],
      }),
      handle: () => ok({ status: 200 }),
    }),
  ],
};

let one: TestTenant;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization, sites]);
});

describe('a request that touches a second resource', () => {
  const site = `${scopes.rg}/providers/Microsoft.Web/sites/app`;

  it('is refused in its own words when only the second permission is lacking', () => {
    one.grant(ids.ada, roles.contributor, scopes.rg);
    expect(sentence(one.send(one.token(ids.ada), 'PUT', site))).toBe(
      `403 LinkedAuthorizationFailed: The client 'ada@contoso.test' with object id '${ids.ada}' has permission to perform action 'Microsoft.Web/sites/write' on scope '${site}'; however, it does not have permission to perform action(s) '${assign}' on the linked scope(s) '${identity}' (respectively) or the linked scope(s) are invalid.`,
    );
  });

  it('is refused as usual when the first is lacking, and goes through with both', () => {
    one.grant(ids.ada, roles.contributor, scopes.otherRg);
    expect(sentence(one.send(one.token(ids.ada), 'PUT', site))).toMatch(
      /^403 AuthorizationFailed: .* 'Microsoft.Web\/sites\/write' over scope/,
    );
    one.grant(ids.ada, roles.contributor, scopes.rg);
    expect(one.send(one.token(ids.ada), 'PUT', site).status).toBe(200);
  });
});

describe('an application', () => {
  it('is named by its object id in a refusal', () => {
    expect(sentence(one.send(one.token(ids.app), 'GET', scopes.rg))).toContain(
      `The client '${ids.app}' with object id '${ids.app}'`,
    );
  });

  it('registered is no principal: its service principal is', () => {
    const registration = 'cccccccc-0000-4000-8000-0000000000aa';
    one.tables.apply([put('applications', registration, { id: registration })]);
    expect(() => one.grant(registration, roles.reader, scopes.rg)).toThrow(
      '400 PrincipalTypeNotSupported: Principals of type Application cannot validly be used in role assignments.',
    );
  });
});

describe('a scope in an address', () => {
  it('may be escaped', () => {
    const id = `${scopes.sub}/resourceGroups/rg(1)`;
    const escaped = id.replace('(', '%28').replace(')', '%29');
    one.send('setup', 'PUT', escaped, { location: 'westeurope' });
    const assignment = one.grant(ids.ada, roles.reader, escaped);
    const ada = one.token(ids.ada);
    expect(one.send(ada, 'GET', escaped).status).toBe(200);
    expect(one.send(ada, 'GET', assignment).body).toMatchObject({ properties: { scope: id } });
    expect(one.send('setup', 'DELETE', assignment).status).toBe(200);
  });

  it('with an escaped slash is no other scope', () => {
    one.grant(ids.ada, roles.reader, scopes.vault);
    const hidden = scopes.vault
      .replace('rg-shop/', 'rg-shop%2F')
      .replace('providers/', 'providers%2F')
      .replace('Vault/vaults/', 'Vault%2Fvaults%2F');
    expect(one.send(one.token(ids.ada), 'GET', hidden).status).toBe(403);
  });
});
