import { beforeEach, describe, expect, it } from 'vitest';
import { defineOperation, type Service } from '#kernel/define.ts';
import { ok, refuse, remove } from '#kernel/result.ts';
import { ids, roles, scopes, sentence, TestTenant } from './authorization/fixture.ts';
import { authorization } from './authorization/index.ts';
import { resourceManager } from './resource-manager/index.ts';

const vaultPath = '/subscriptions/{subscriptionId}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}';

/** Vaults that can be deleted; `kv-other` only when `kv-shop` is gone, and one named `stuck` never. */
const vaults: Service = {
  namespace: 'Microsoft.KeyVault',
  surfaces: [],
  operations: [
    defineOperation({
      action: 'Microsoft.KeyVault/vaults/delete',
      title: 'Delete vault',
      surface: 'arm',
      plane: 'control',
      method: 'DELETE',
      path: vaultPath,
      handle({ view }, { params, url }) {
        const held =
          params.name === 'stuck' || (params.name === 'kv-other' && view.get('resources', scopes.vault.toLowerCase()));
        if (held) return refuse({ status: 409, code: 'Conflict', message: 'held' });
        return ok({ status: 200, changes: [remove('resources', url.path.toLowerCase())] });
      },
    }),
  ],
};

let one: TestTenant;
let ada: string;
beforeEach(() => {
  one = new TestTenant([resourceManager, authorization, vaults]);
  one.grant(ids.ada, roles.owner, scopes.sub);
  ada = one.token(ids.ada);
});

const groupsOf = (who: string, filter = '') =>
  (
    one.send(who, 'GET', `${scopes.sub}/resourcegroups${filter}`).body as {
      value: { name: string; properties: unknown }[];
    }
  ).value;
const fresh = `${scopes.sub}/resourcegroups/rg-new`;

describe('a resource group', () => {
  it('is created, shown, changed and found by tag', () => {
    expect(one.send(ada, 'PUT', fresh, { location: 'West Europe', tags: { env: 'lab' } })).toMatchObject({
      status: 201,
      body: {
        id: `${scopes.sub}/resourceGroups/rg-new`,
        name: 'rg-new',
        type: 'Microsoft.Resources/resourceGroups',
        location: 'westeurope',
        tags: { env: 'lab' },
        properties: { provisioningState: 'Succeeded' },
      },
    });
    expect(one.send(ada, 'HEAD', fresh).status).toBe(204);
    expect(
      one.send(ada, 'PUT', fresh.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), { location: 'westeurope' })
        .status,
    ).toBe(200);
    expect(one.send(ada, 'GET', fresh).body).not.toHaveProperty('tags');
    expect(one.send(ada, 'PATCH', fresh, { tags: { env: 'test' } }).body).toMatchObject({ tags: { env: 'test' } });
    expect(groupsOf(ada).map(({ name }) => name)).toEqual(['rg-new', 'rg-other', 'rg-shop']);
    const tagged = `?$filter=${encodeURIComponent("tagName eq 'env' and tagValue eq 'test'")}`;
    expect(groupsOf(ada, tagged).map(({ name }) => name)).toEqual(['rg-new']);
  });

  it.each([
    [
      'with wrong characters',
      `${scopes.sub}/resourcegroups/a%20b%2Fc`,
      { location: 'westeurope' },
      "400 InvalidResourceGroup: The provided resource group name 'a b/c' has these invalid characters: ' /'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.",
    ],
    [
      'with too long a name',
      `${scopes.sub}/resourcegroups/${'a'.repeat(91)}`,
      { location: 'westeurope' },
      /^400 InvalidResourceGroup: .* invalid length/,
    ],
    [
      'that ends in a full stop',
      `${scopes.sub}/resourcegroups/a.`,
      { location: 'westeurope' },
      /^400 InvalidResourceGroup: .* cannot end with/,
    ],
    ['without a location', fresh, {}, '400 LocationRequired: The location property is required for this definition.'],
    [
      'in no region',
      fresh,
      { location: 'atlantis' },
      /^400 LocationNotAvailableForResourceGroup: The provided location 'atlantis' is not available for resource group. List of available regions is 'eastus,/,
    ],
    [
      'in another region than before',
      scopes.rg,
      { location: 'eastus' },
      "409 InvalidResourceGroupLocation: Invalid resource group location 'eastus'. The Resource group already exists in location 'westeurope'.",
    ],
  ])('is refused %s', (_, url, body, words) => {
    expect(sentence(one.send(ada, 'PUT', url, body))).toMatch(words);
  });

  it('that is not there is not found', () => {
    expect(sentence(one.send(ada, 'GET', fresh))).toBe(
      "404 ResourceGroupNotFound: Resource group 'rg-new' could not be found.",
    );
    expect(one.send(ada, 'HEAD', fresh)).toMatchObject({ status: 404, body: undefined });
    expect(one.send(ada, 'PATCH', fresh, {}).status).toBe(404);
    expect(one.send(ada, 'DELETE', fresh).status).toBe(404);
  });

  it('is shown only to those who may read it, and the list to those who hold a role in the subscription', () => {
    one.grant(ids.eve, roles.reader, scopes.otherRg);
    expect(groupsOf(one.token(ids.eve)).map(({ name }) => name)).toEqual(['rg-other']);
    expect(sentence(one.send(one.token(ids.bob), 'GET', `${scopes.sub}/resourcegroups`))).toContain(
      `403 AuthorizationFailed: The client 'bob@contoso.test' with object id '${ids.bob}' does not have authorization to perform action 'Microsoft.Resources/subscriptions/resourceGroups/read' over scope '${scopes.sub}'`,
    );
  });
});

describe('deleting a resource group', () => {
  const status = (url: string): number => one.send(ada, 'GET', url).status;

  it('deletes what is in it and what was granted at it, and takes its time', () => {
    one.grant(ids.eve, roles.reader, scopes.vault);
    one.grant(ids.eve, roles.reader, scopes.otherRg);
    const said = one.send(ada, 'DELETE', scopes.rg);
    expect(said.status).toBe(202);
    const location = said.headers.location!;
    expect(location).toMatch(
      new RegExp(`^https://management.azure.com${scopes.sub}/operationresults/[0-9a-f-]{36}\\?api-version=2022-04-01$`),
    );
    expect(one.tables.all('resources')).toEqual([]);
    expect(one.tables.all<{ scope: string }>('roleAssignments').map(({ scope }) => scope)).toEqual([
      scopes.sub,
      scopes.otherRg,
    ]);

    expect(one.send(ada, 'GET', location)).toMatchObject({ status: 202, headers: { 'retry-after': '15', location } });
    expect(one.send(ada, 'GET', scopes.rg).body).toMatchObject({ properties: { provisioningState: 'Deleting' } });
    expect(groupsOf(ada).map(({ properties }) => properties)).toEqual([
      { provisioningState: 'Succeeded' },
      { provisioningState: 'Deleting' },
    ]);
    expect(sentence(one.send(ada, 'PUT', scopes.rg, { location: 'westeurope' }))).toBe(
      "409 ResourceGroupBeingDeleted: The resource group 'rg-shop' is in deprovisioning state and cannot perform this operation.",
    );
    expect(one.send(ada, 'DELETE', scopes.rg).headers.location).toBe(location);
    expect(resourceManager.upcoming?.(one.tables, one.now)).toEqual([
      { at: one.now + 20_000, what: 'The deletion of resource group rg-shop ends' },
    ]);

    one.now += 20_000;
    expect(one.send(ada, 'GET', location)).toMatchObject({ status: 200, body: undefined });
    expect(status(scopes.rg)).toBe(404);
    expect(one.send(ada, 'PUT', scopes.rg, { location: 'eastus' }).status).toBe(201);
  });

  it('fails when something in it cannot be deleted, and the group stays', () => {
    const stuck = scopes.vault.replace('kv-shop', 'stuck');
    one.tables.apply([
      {
        table: 'resources',
        key: stuck.toLowerCase(),
        value: { ...one.tables.get('resources', scopes.vault.toLowerCase()), id: stuck },
      },
    ]);
    const { headers } = one.send(ada, 'DELETE', scopes.rg);
    one.now += 60_000;
    expect(sentence(one.send(ada, 'GET', headers.location!))).toContain(
      `409 ResourceGroupDeletionBlocked: Deletion of resource group 'rg-shop' failed as resources with identifiers '${stuck}' could not be deleted.`,
    );
    expect(status(scopes.rg)).toBe(200);
  });

  it('is known only in its own subscription', () => {
    const { headers } = one.send(ada, 'DELETE', scopes.rg);
    expect(one.send(ada, 'GET', headers.location!.replace(ids.sub, ids.otherSub)).status).toBe(404);
    expect(one.send(ada, 'GET', `${scopes.sub}/operationresults/none`).status).toBe(404);
  });
});
