import { beforeEach, describe, expect, it } from 'vitest';
import { ids, roles, scopes, sentence, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

let one: TestTenant;
let ada: string;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization]);
  one.grant(ids.ada, roles.owner, scopes.sub);
  ada = one.token(ids.ada);
});

interface Listed {
  value: Record<string, unknown>[];
}
const values = (who: string, url: string) => (one.send(who, 'GET', url).body as Listed).value;
const filtered = (filter: string): string => `?$filter=${encodeURIComponent(filter)}`;

describe('subscriptions', () => {
  const seen = (who: string) => values(who, '/subscriptions').map(({ displayName }) => displayName);

  it('are seen by whoever holds any role in them, wherever it is', () => {
    one.grant(ids.app, roles.secretsUser, scopes.vault);
    one.grant(ids.inner, roles.reader, scopes.managementGroup);
    expect(seen(ada)).toEqual(['Shop']);
    expect(seen(one.token(ids.app))).toEqual(['Shop']);
    expect(seen(one.token(ids.bob, {}, [ids.inner]))).toEqual(['Shop']);
    expect(seen(one.token(ids.eve))).toEqual([]);
    expect(seen('setup')).toEqual(['Shop', 'Other']);
  });

  it('are shown one by one under the same rule', () => {
    one.grant(ids.app, roles.secretsUser, scopes.vault);
    expect(one.send(one.token(ids.app), 'GET', scopes.sub).body).toMatchObject({
      id: scopes.sub,
      subscriptionId: ids.sub,
      tenantId: ids.tenant,
      displayName: 'Shop',
      state: 'Enabled',
    });
    expect(sentence(one.send(one.token(ids.eve), 'GET', scopes.sub))).toContain(
      `403 AuthorizationFailed: The client 'eve@contoso.test' with object id '${ids.eve}' does not have authorization to perform action 'Microsoft.Resources/subscriptions/read' over scope '${scopes.sub}'`,
    );
    expect(sentence(one.send('setup', 'GET', `/subscriptions/${ids.ada}`))).toBe(
      `404 SubscriptionNotFound: The subscription '${ids.ada}' could not be found.`,
    );
  });

  it('have locations, and lie in a tenant', () => {
    expect(values(ada, `${scopes.sub}/locations`)).toContainEqual({
      id: `${scopes.sub}/locations/westeurope`,
      name: 'westeurope',
      type: 'Region',
      displayName: 'West Europe',
      regionalDisplayName: '(Europe) West Europe',
      metadata: {
        regionType: 'Physical',
        regionCategory: 'Recommended',
        geographyGroup: 'Europe',
        physicalLocation: 'Netherlands',
      },
    });
    expect(values(ada, '/tenants')).toMatchObject([
      { tenantId: ids.tenant, displayName: 'Contoso', defaultDomain: 'contoso.test' },
    ]);
  });
});

describe('resources', () => {
  const names = (url: string, who = ada) => values(who, url).map(({ name }) => name);
  const all = `${scopes.sub}/resources`;

  it.each([
    ['no filter', '', ['kv-other', 'kv-shop']],
    ['an empty filter, as az sends it', '?$filter=', ['kv-other', 'kv-shop']],
    ['a type', filtered("resourceType eq 'microsoft.keyvault/vaults'"), ['kv-other', 'kv-shop']],
    ['a type and a name', filtered("resourceType eq 'Microsoft.KeyVault/vaults' and name eq 'KV-shop'"), ['kv-shop']],
    ['another type', filtered("resourceType eq 'Microsoft.Web/sites'"), []],
    ['two types', filtered("resourceType eq 'Microsoft.Web/sites' or name eq 'kv-other'"), ['kv-other']],
    ['a group', filtered("resourceGroup eq 'rg-shop'"), ['kv-other', 'kv-shop']],
    ['another group', filtered("resourceGroup eq 'rg-other'"), []],
    ['part of a name', filtered("substringof('shop', name)"), ['kv-shop']],
    ['the start of a name', filtered("startswith(name, 'kv-o')"), ['kv-other']],
    ['a tag', filtered("tagName eq 'team'"), ['kv-other', 'kv-shop']],
    ['a tag and its value', filtered("tagName eq 'team' and tagValue eq 'none'"), []],
    ['a place', filtered("location ne 'westeurope'"), []],
  ])('are found by %s', (_, query, expected) => {
    expect(names(all + query)).toEqual(expected);
  });

  it.each(["colour eq 'red'", 'name eq', "name eq 'a' and", "tagValue eq 'x'", "name has 'x'"])(
    'are not found by %s',
    (filter) => {
      expect(sentence(one.send(ada, 'GET', all + filtered(filter)))).toMatch(
        /^400 InvalidFilterInQueryString: Invalid \$filter '/,
      );
    },
  );

  it('show times and state only when asked for, and no properties', () => {
    expect(values(ada, all)[1]).toEqual({
      id: scopes.vault,
      name: 'kv-shop',
      type: 'Microsoft.KeyVault/vaults',
      location: 'westeurope',
      tags: { team: 'shop' },
    });
    expect(values(ada, `${all}?$expand=createdTime%2CchangedTime%2CprovisioningState`)[1]).toMatchObject({
      createdTime: '2026-11-23T09:00:00.0000000Z',
      provisioningState: 'Succeeded',
    });
  });

  it('are those that the caller may read', () => {
    one.grant(ids.eve, roles.reader, scopes.vault);
    expect(names(all, one.token(ids.eve))).toEqual(['kv-shop']);
    expect(names(`${scopes.rg}/resources`, one.token(ids.eve))).toEqual(['kv-shop']);
    expect(one.send(one.token(ids.bob), 'GET', all).status).toBe(403);
    expect(one.send(one.token(ids.bob), 'GET', `${scopes.rg}/resources`).status).toBe(403);
  });

  it('lie in a group', () => {
    expect(names(`${scopes.otherRg}/resources`)).toEqual([]);
    expect(sentence(one.send(ada, 'GET', `${scopes.sub}/resourceGroups/nope/resources`))).toMatch(
      /^404 ResourceGroupNotFound/,
    );
  });
});

describe('providers', () => {
  it('name their types and versions, newest first', () => {
    expect(one.send(ada, 'GET', `${scopes.sub}/providers/microsoft.keyvault`).body).toMatchObject({
      id: `${scopes.sub}/providers/Microsoft.KeyVault`,
      namespace: 'Microsoft.KeyVault',
      registrationState: 'Registered',
      resourceTypes: expect.arrayContaining([
        expect.objectContaining({
          resourceType: 'vaults',
          apiVersions: expect.arrayContaining(['2024-11-01']) as string[],
        }),
      ]) as object[],
    });
    expect(values(ada, `${scopes.sub}/providers`).length).toBeGreaterThan(5);
    expect(one.send(ada, 'POST', `${scopes.sub}/providers/Microsoft.Web/register`).status).toBe(200);
    expect(sentence(one.send(ada, 'GET', `${scopes.sub}/providers/Microsoft.Nothing`))).toBe(
      "404 InvalidResourceNamespace: The resource namespace 'Microsoft.Nothing' is invalid.",
    );
    expect(sentence(one.send(one.token(ids.eve), 'POST', `${scopes.sub}/providers/microsoft.web/register`))).toContain(
      "'Microsoft.Web/register/action'",
    );
  });
});

describe('management groups', () => {
  const groups = '/providers/Microsoft.Management/managementGroups';
  const root = `${groups}/${ids.tenant}`;

  it('are listed and shown to those who may read them', () => {
    one.grant(ids.eve, roles.reader, scopes.managementGroup);
    const eve = one.token(ids.eve);
    expect(values(eve, groups)).toEqual([
      {
        id: scopes.managementGroup,
        type: 'Microsoft.Management/managementGroups',
        name: 'platform',
        properties: { tenantId: ids.tenant, displayName: 'Platform' },
      },
    ]);
    expect(one.send(eve, 'GET', `${scopes.managementGroup}?$expand=children`).body).toMatchObject({
      properties: {
        details: { parent: { id: root, displayName: 'Tenant Root Group' } },
        children: [{ type: '/subscriptions', id: scopes.sub, displayName: 'Shop' }],
      },
    });
    expect(one.send(eve, 'GET', root).status).toBe(403);
    expect(one.send('setup', 'GET', `${root}?$expand=children`).body).toMatchObject({
      properties: { children: [{ name: 'platform' }, { name: ids.otherSub }] },
    });
  });

  it('are made by anybody, who then owns them', () => {
    const eve = one.token(ids.eve);
    // A parent without an id is none: the Azure CLI sends one.
    const said = one.send(eve, 'PUT', `${groups}/team`, {
      properties: { displayName: 'Team', details: { parent: {} } },
    });
    expect(said).toMatchObject({
      status: 200,
      body: { id: `${groups}/team`, properties: { displayName: 'Team', details: { parent: { id: root } } } },
    });
    one.now += 600_000;
    expect(one.send(eve, 'PUT', `${groups}/team`, { properties: { displayName: 'Our team' } }).status).toBe(200);
    expect(one.send(one.token(ids.bob), 'PUT', `${groups}/team`, { properties: {} }).status).toBe(403);
    expect(
      one.send(eve, 'PUT', `${groups}/lower`, { properties: { details: { parent: { id: scopes.managementGroup } } } })
        .status,
    ).toBe(403);
    expect(
      one.send(eve, 'PUT', `${groups}/lower`, { properties: { details: { parent: { id: `${groups}/team` } } } }).status,
    ).toBe(200);
    expect(
      one.send('setup', 'PUT', `${groups}/team`, { properties: { details: { parent: { id: `${groups}/lower` } } } })
        .status,
    ).toBe(404);
    expect(sentence(one.send(eve, 'DELETE', `${groups}/team`))).toMatch(/^400 BadRequest: Cannot delete/);
    one.now += 600_000;
    expect(one.send(eve, 'DELETE', `${groups}/lower`).status).toBe(202);
    expect(one.send(eve, 'DELETE', `${groups}/team`).status).toBe(202);
    expect(one.tables.all<{ scope: string }>('roleAssignments').map(({ scope }) => scope)).toEqual([scopes.sub]);
  });

  it('take a subscription in, and what was granted at the group then counts in it', () => {
    one.grant(ids.bob, roles.reader, scopes.managementGroup);
    const bob = one.token(ids.bob);
    const move = `${scopes.managementGroup}/subscriptions/${ids.otherSub}`;
    const seen = () => values(bob, '/subscriptions').map(({ displayName }) => displayName);
    expect(seen()).toEqual(['Shop']);
    expect(one.send(ada, 'PUT', move).status).toBe(403);
    expect(one.send('setup', 'PUT', move)).toMatchObject({
      status: 200,
      body: { properties: { displayName: 'Other', parent: { id: scopes.managementGroup } } },
    });
    expect(seen()).toEqual(['Shop', 'Other']);
    expect(one.send('setup', 'DELETE', move).status).toBe(200);
    expect(seen()).toEqual(['Shop']);
    expect(one.send('setup', 'PUT', `${groups}/nope/subscriptions/${ids.sub}`).status).toBe(404);
    expect(one.send('setup', 'PUT', `${scopes.managementGroup}/subscriptions/${ids.ada}`).status).toBe(404);
  });
});
