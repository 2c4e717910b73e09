import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Outcomes } from './outcomes.ts';
import { all, credentialOf, fixedToken, httpClientOver, refusalOf } from './transport.ts';
import { identityId, idOf, openWorld, siteId, subscriptionId, tenantId, type Person, type World } from './world.ts';

const outcomes = new Outcomes('@azure/arm-msi ManagedServiceIdentityClient', [
  'works',
  'not allowed',
  'wrong audience',
  'object',
]);
type Client = ManagedServiceIdentityClient;

let world: World;
const over = () => ({ httpClient: httpClientOver(world.client.send) });
const clientOf = (person: Person): Client =>
  new ManagedServiceIdentityClient(credentialOf(world, person), subscriptionId, over());

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => {
  console.log(outcomes.print());
});

const federated = {
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:a/b:ref:refs/heads/main',
  audiences: ['api://AzureADTokenExchange'],
};
const operations: {
  operation: string;
  works(client: Client): Promise<unknown>;
  object(client: Client): Promise<unknown>;
  refusal: [number, string] | string;
}[] = [
  {
    operation: 'userAssignedIdentities.createOrUpdate',
    works: (c) => c.userAssignedIdentities.createOrUpdate('rg1', 'made', { location: 'westeurope', tags: { a: 'b' } }),
    object: (c) => c.userAssignedIdentities.createOrUpdate('rg9', 'made', { location: 'westeurope' }),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'userAssignedIdentities.get',
    works: (c) => c.userAssignedIdentities.get('rg1', 'id1'),
    object: (c) => c.userAssignedIdentities.get('rg1', 'none'),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'userAssignedIdentities.update',
    works: (c) => c.userAssignedIdentities.update('rg1', 'id1', { tags: { c: 'd' } }),
    object: (c) => c.userAssignedIdentities.update('rg1', 'none', {}),
    refusal: [404, 'ResourceNotFound'],
  },
  {
    operation: 'userAssignedIdentities.listByResourceGroup',
    works: (c) => all(c.userAssignedIdentities.listByResourceGroup('rg1')),
    object: (c) => all(c.userAssignedIdentities.listByResourceGroup('rg9')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'userAssignedIdentities.delete',
    works: (c) => c.userAssignedIdentities.delete('rg1', 'made'),
    object: (c) => c.userAssignedIdentities.delete('rg1', 'none'),
    refusal: 'ok: nothing was there',
  },
  {
    operation: 'federatedIdentityCredentials.createOrUpdate',
    works: (c) => c.federatedIdentityCredentials.createOrUpdate('rg1', 'id2', 'fic', federated),
    object: (c) => c.federatedIdentityCredentials.createOrUpdate('rg1', 'none', 'fic', federated),
    refusal: [404, 'ParentResourceNotFound'],
  },
  {
    operation: 'federatedIdentityCredentials.get',
    works: (c) => c.federatedIdentityCredentials.get('rg1', 'id2', 'fic'),
    object: (c) => c.federatedIdentityCredentials.get('rg1', 'id2', 'none'),
    refusal: [404, 'NotFound'],
  },
  {
    operation: 'federatedIdentityCredentials.list',
    works: (c) => all(c.federatedIdentityCredentials.list('rg1', 'id2')),
    object: (c) => all(c.federatedIdentityCredentials.list('rg1', 'none')),
    refusal: [404, 'ParentResourceNotFound'],
  },
  {
    operation: 'federatedIdentityCredentials.delete',
    works: (c) => c.federatedIdentityCredentials.delete('rg1', 'id2', 'fic'),
    object: (c) => c.federatedIdentityCredentials.delete('rg1', 'id2', 'none'),
    refusal: 'ok: nothing was there',
  },
  {
    operation: 'systemAssignedIdentities.getByScope',
    works: (c) => c.systemAssignedIdentities.getByScope(siteId('app-system').slice(1)),
    object: (c) => c.systemAssignedIdentities.getByScope(siteId('app-none').slice(1)),
    refusal: [404, ''],
  },
];

describe('ManagedServiceIdentityClient, unchanged', () => {
  describe.each(operations)('$operation', ({ operation, works, object, refusal }) => {
    it('works', async () => {
      await expect(works(clientOf('owner'))).resolves.not.toThrow();
      outcomes.saw(operation, 'works', 'ok');
    });

    it('is refused to whom no role allows it', async () => {
      const refused = await refusalOf(() => works(clientOf('nobody')));
      outcomes.saw(operation, 'not allowed', refused);
      expect(refused).toMatchObject({ name: 'RestError', statusCode: 403, code: 'AuthorizationFailed' });
      expect(refused.message).toContain(
        `The client 'nobody@contoso.onmicrosoft.com' with object id '${idOf('nobody')}' does not have authorization to perform action 'Microsoft.ManagedIdentity/`,
      );
    });

    it('is refused with a token for a vault', async () => {
      const client = new ManagedServiceIdentityClient(
        fixedToken(await world.tokenOf('owner', 'https://vault.azure.net/.default')),
        subscriptionId,
        over(),
      );
      const refused = await refusalOf(() => works(client));
      outcomes.saw(operation, 'wrong audience', refused);
      expect(refused).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationTokenAudience' });
    });

    it('is refused by the object, or finds that there is nothing to do', async () => {
      if (typeof refusal === 'string') {
        await object(clientOf('owner'));
        return outcomes.saw(operation, 'object', refusal);
      }
      const refused = await refusalOf(() => object(clientOf('owner')));
      outcomes.saw(operation, 'object', refused);
      const [statusCode, code] = refusal;
      expect(refused).toMatchObject({ statusCode, ...(code && { code }) });
    });
  });

  it('shows an identity as Azure does, `resourcegroups` in lower case', async () => {
    const made = await clientOf('owner').userAssignedIdentities.createOrUpdate('rg1', 'id9', {
      location: 'westeurope',
    });
    expect(made).toMatchObject({
      name: 'id9',
      location: 'westeurope',
      tenantId,
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    });
    expect(made.id).toBe(identityId('id9').replace('resourceGroups', 'resourcegroups'));
    const again = await clientOf('owner').userAssignedIdentities.createOrUpdate('rg1', 'id9', {
      location: 'westeurope',
      tags: { x: 'y' },
    });
    expect(again).toMatchObject({ principalId: made.principalId, clientId: made.clientId, tags: { x: 'y' } });
  });

  it('gives a recreated identity of the same name other ids', async () => {
    const { userAssignedIdentities } = clientOf('owner');
    const first = await userAssignedIdentities.createOrUpdate('rg1', 'again', { location: 'westeurope' });
    await userAssignedIdentities.delete('rg1', 'again');
    const second = await userAssignedIdentities.createOrUpdate('rg1', 'again', { location: 'westeurope' });
    expect(second.principalId).not.toBe(first.principalId);
    expect(second.clientId).not.toBe(first.clientId);
  });

  it('lists a subscription', async () => {
    expect((await all(clientOf('owner').userAssignedIdentities.listBySubscription())).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['id1', 'id2']),
    );
  });

  it('says of a web app what its system-assigned identity is', async () => {
    const found = await clientOf('owner').systemAssignedIdentities.getByScope(siteId('app-system').slice(1));
    expect(found).toMatchObject({ principalId: world.made['app-system']?.identity?.principalId, tenantId });
    expect(found.clientId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('makes a federated credential', async () => {
    const { federatedIdentityCredentials } = clientOf('owner');
    const made = await federatedIdentityCredentials.createOrUpdate('rg1', 'id1', 'main', federated);
    expect(made).toMatchObject({
      name: 'main',
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
      ...federated,
    });
    expect(await all(federatedIdentityCredentials.list('rg1', 'id1'))).toEqual([made]);
  });

  /** Source: "Important considerations and restrictions for federated identities" (Microsoft Entra Workload ID). */
  it.each<[what: string, identity: string, name: string, body: object, statusCode: number, message: string]>([
    [
      'a pair that is taken',
      'id2',
      'other',
      federated,
      400,
      'Issuer and subject combination already exists for this Managed Identity.',
    ],
    ['a name that is none', 'id2', 'x', federated, 400, "Federated Identity Credential name 'x' is invalid."],
    [
      'two audiences',
      'id2',
      'other',
      { ...federated, audiences: ['a', 'b'] },
      400,
      'Federated identity credentials must have exactly one audience.',
    ],
    [
      'no audience',
      'id2',
      'other',
      { ...federated, audiences: [] },
      400,
      'Federated identity credentials must have exactly one audience.',
    ],
    [
      'nothing at all',
      'id2',
      'other',
      { issuer: '', subject: '', audiences: [] },
      400,
      'Federated Identity Credential from HTTP body has empty properties',
    ],
    ['an identity that is gone', 'none', 'other', federated, 404, "The parent user-assigned identity doesn't exist."],
  ])('refuses a federated credential with %s', async (_what, identity, name, body, statusCode, message) => {
    const { federatedIdentityCredentials } = clientOf('owner');
    await federatedIdentityCredentials.createOrUpdate('rg1', 'id2', 'first', federated);
    const refused = await refusalOf(() =>
      federatedIdentityCredentials.createOrUpdate('rg1', identity, name, body as typeof federated),
    );
    expect(refused).toMatchObject({ name: 'RestError', statusCode, message });
  });

  it('takes twenty federated credentials for an identity, and no more', async () => {
    const { federatedIdentityCredentials, userAssignedIdentities } = clientOf('owner');
    await userAssignedIdentities.createOrUpdate('rg1', 'full', { location: 'westeurope' });
    const add = (at: number) =>
      federatedIdentityCredentials.createOrUpdate('rg1', 'full', `fic${at}`, { ...federated, subject: `s${at}` });
    for (let at = 1; at <= 20; at += 1) await add(at);
    expect(await all(federatedIdentityCredentials.list('rg1', 'full'))).toHaveLength(20);
    expect(await refusalOf(() => add(21))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('20') as string,
    });
    await add(20);
  });

  it('lists what uses an identity, to whom may ask: the client of today has no method for it', async () => {
    const url = `https://management.azure.com${identityId('id1')}/listAssociatedResources?api-version=2022-01-31-preview`;
    const { status, body } = await world.as('owner', { method: 'POST', url });
    expect([status, JSON.parse(body)]).toMatchObject([
      200,
      {
        totalCount: 1,
        value: [{ name: 'app-user', type: 'Microsoft.Web/sites', resourceGroup: 'rg1', subscriptionId }],
      },
    ]);
    expect((await world.as('nobody', { method: 'POST', url })).status).toBe(403);
    expect((await world.as('owner', { method: 'POST', url: url.replace('id1', 'none') })).status).toBe(404);
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
});
