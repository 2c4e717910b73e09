import { ContainerRegistryManagementClient } from '@azure/arm-containerregistry';
import type { TokenCredential } from '@azure/core-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpResponse } from '#kernel/http.ts';
import { grantAt } from './app-configuration-world.ts';
import { tryArmOperations, type ArmOperation } from './arm-table.ts';
import { clientsWaitOn } from './client-clock.ts';
import { Outcomes } from './outcomes.ts';
import { all, credentialOf, httpClientOver } from './transport.ts';
import { group, idOf, openWorld, subscriptionId, tenantId, type Person, type World } from './world.ts';

type Client = ContainerRegistryManagementClient;

let world: World;
let realTime = (): void => undefined;
const client = (credential: TokenCredential): Client =>
  new ContainerRegistryManagementClient(credential, subscriptionId, { httpClient: httpClientOver(world.client.send) });
const registry = { location: 'westeurope', sku: { name: 'Standard' } };
const source = { registryUri: 'mcr.microsoft.com', sourceImage: 'azuredocs/aci-helloworld:latest' };
const registryId = (name: string): string => `${group}/providers/Microsoft.ContainerRegistry/registries/${name}`;
const acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d';
const acrPush = '8311e382-0749-4cb8-b61a-304f252e45ec';

beforeAll(async () => {
  world = await openWorld();
  realTime = clientsWaitOn(world);
  const { registries } = client(credentialOf(world, 'owner'));
  await registries.create('rg1', 'crheld', { ...registry, adminUserEnabled: true });
  await registries.create('rg1', 'crplain', registry);
  await registries.importImage('rg1', 'crheld', { source, targetTags: ['shop/api:v1'] });
});
afterAll(() => realTime());

const none: [number, string] = [404, 'ResourceNotFound'];
const type = 'Microsoft.ContainerRegistry/registries' as const;

const operations: ArmOperation<Client>[] = [
  {
    operation: 'registries.checkNameAvailability',
    works: async (c) =>
      expect(await c.registries.checkNameAvailability({ name: 'crnew', type })).toMatchObject({ nameAvailable: true }),
    object: async (c) =>
      expect(await c.registries.checkNameAvailability({ name: 'crheld', type })).toMatchObject({
        nameAvailable: false,
        reason: 'AlreadyExists',
      }),
    refusal: 'ok: a name that is taken',
  },
  {
    operation: 'registries.create',
    works: async (c) =>
      expect(await c.registries.create('rg1', 'crmade', registry)).toMatchObject({
        loginServer: 'crmade.azurecr.io',
        provisioningState: 'Succeeded',
        adminUserEnabled: false,
      }),
    object: (c) => c.registries.create('rg1', 'cr-made', registry),
    refusal: [400, 'InvalidResourceName'],
  },
  {
    operation: 'registries.get',
    works: (c) => c.registries.get('rg1', 'crheld'),
    object: (c) => c.registries.get('rg1', 'crnone'),
    refusal: none,
  },
  {
    operation: 'registries.update',
    works: async (c) =>
      expect(
        await c.registries.update('rg1', 'crmade', { tags: { a: 'b' }, identity: { type: 'SystemAssigned' } }),
      ).toMatchObject({ tags: { a: 'b' }, identity: { type: 'SystemAssigned', principalId: expect.any(String) } }),
    object: (c) => c.registries.update('rg1', 'crnone', {}),
    refusal: none,
  },
  {
    operation: 'registries.listByResourceGroup',
    works: async (c) =>
      expect((await all(c.registries.listByResourceGroup('rg1'))).map(({ name }) => name)).toEqual([
        'crheld',
        'crmade',
        'crplain',
      ]),
    object: (c) => all(c.registries.listByResourceGroup('none')),
    refusal: [404, 'ResourceGroupNotFound'],
  },
  {
    operation: 'registries.listCredentials',
    works: async (c) =>
      expect(await c.registries.listCredentials('rg1', 'crheld')).toMatchObject({
        username: 'crheld',
        passwords: [{ name: 'password' }, { name: 'password2' }],
      }),
    object: (c) => c.registries.listCredentials('rg1', 'crplain'),
    refusal: [400, 'UnAuthorizedForCredentialOperations'],
  },
  {
    operation: 'registries.regenerateCredential',
    works: (c) => c.registries.regenerateCredential('rg1', 'crheld', { name: 'password' }),
    object: (c) => c.registries.regenerateCredential('rg1', 'crplain', { name: 'password' }),
    refusal: [400, 'UnAuthorizedForCredentialOperations'],
  },
  {
    operation: 'registries.importImage',
    works: (c) => c.registries.importImage('rg1', 'crheld', { source, targetTags: ['shop/web:v1'] }),
    object: (c) => c.registries.importImage('rg1', 'crheld', { source, targetTags: ['shop/web:v1'] }),
    refusal: [409, 'Conflict'],
  },
  {
    operation: 'registries.delete',
    works: (c) => c.registries.delete('rg1', 'crmade'),
    object: (c) => c.registries.delete('rg1', 'crnone'),
    refusal: 'ok: nothing was there',
  },
];

describe('ContainerRegistryManagementClient, unchanged', () => {
  tryArmOperations({ title: '@azure/arm-containerregistry', world: () => world, client, operations });

  it('lists of a subscription what the caller may read', async () => {
    const names = async (person: Person) =>
      (await all(client(credentialOf(world, person)).registries.list())).map(({ name }) => name);
    expect([await names('reader'), await names('nobody')]).toEqual([['crheld', 'crplain'], []]);
  });
});

describe('docker pull and push, request by request', () => {
  const server = 'crheld.azurecr.io';
  const manifest = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json' };
  const outcomes = new Outcomes('registry, by AcrPull, AcrPush, Reader and nothing', [
    'AcrPull',
    'AcrPush',
    'no role',
    'vault token',
    'altered token',
    'bare reference',
  ]);
  afterAll(() => console.log(outcomes.print()));
  const form = (url: string, fields: Record<string, string>): Promise<HttpResponse> =>
    world.client.send({ method: 'POST', url, body: new URLSearchParams(fields).toString() });
  const exchange = (token: string) =>
    form(`https://${server}/oauth2/exchange`, {
      grant_type: 'access_token',
      service: server,
      tenant: tenantId,
      access_token: token,
    });

  /** All that docker does for one request: challenge, exchange, token, the request again. */
  async function docker(token: string, method: string, path: string): Promise<HttpResponse> {
    const body = method === 'PUT' ? { body: JSON.stringify(manifest) } : {};
    const challenged = await world.client.send({ method, url: `https://${server}${path}`, ...body });
    const [, realm = '', scope = ''] =
      /realm="([^"]+)".*scope="([^"]+)"/.exec(challenged.headers['www-authenticate'] ?? '') ?? [];
    const refresh = await exchange(token);
    if (refresh.status !== 200) return refresh;
    const { refresh_token: refreshToken } = JSON.parse(refresh.body) as { refresh_token: string };
    const fields = { grant_type: 'refresh_token', service: server, scope, refresh_token: refreshToken };
    const access = await form(realm, fields);
    if (access.status !== 200) return access;
    const { access_token: accessToken } = JSON.parse(access.body) as { access_token: string };
    expect(accessToken.split('.')).toHaveLength(3);
    return world.client.send({
      method,
      url: `https://${server}${path}`,
      ...body,
      headers: { authorization: `Bearer ${accessToken}` },
    });
  }

  beforeAll(async () => {
    await grantAt(world, idOf('reader'), 'User', acrPull, registryId('crheld'));
    await grantAt(world, idOf('owner'), 'User', acrPush, registryId('crheld'));
    await world.client.wait(15 * 60_000);
  });

  const codeOf = ({ status, body }: HttpResponse): string =>
    `${status} ${/"code":"(\w+)"/.exec(body)?.[1] ?? 'ok'}`.replace(/^20\d /, '');

  it.each<[string, string, string, string]>([
    ['pull', 'GET', '/v2/shop/api/manifests/v1', 'ok'],
    ['list repositories', 'GET', '/v2/_catalog', 'ok'],
    ['list tags', 'GET', '/v2/shop/api/tags/list', 'ok'],
    ['push', 'PUT', '/v2/shop/new/manifests/v1', '401 UNAUTHORIZED'],
  ])('%s', async (name, method, path, asReader) => {
    const arm = 'https://management.azure.com//.default';
    const by = async (column: string, token: string, expected: string): Promise<void> => {
      const seen = codeOf(await docker(token, method, path));
      outcomes.saw(name, column, seen);
      expect(seen).toBe(expected);
    };
    await by('AcrPush', await world.tokenOf('owner', arm), 'ok');
    await by('AcrPull', await world.tokenOf('reader', arm), asReader);
    await by('no role', await world.tokenOf('nobody', arm), '401 UNAUTHORIZED');
    await by('vault token', await world.tokenOf('owner', 'https://vault.azure.net/.default'), '401 UNAUTHORIZED');
    await by('altered token', `${await world.tokenOf('owner', arm)}x`, '401 UNAUTHORIZED');
    // The text by which the tenant knows a token of the owner: it must be worth nothing from outside.
    const ref = world.edge.tenant.tables
      .all<{ ref: string; claims: { oid: string; aud: string } }>('tokens')
      .find(({ claims }) => claims.oid === idOf('owner') && claims.aud.startsWith('https://management'))?.ref;
    await by('bare reference', ref ?? '', '401 UNAUTHORIZED');
    const encoded = await world.client.send({
      method: 'POST',
      url: `https://${server}/oauth2/exchange`,
      body: `grant_type=access_token&service=${server}&access%5Ftoken=%74k${ref?.slice(2) ?? ''}`,
    });
    expect(encoded.status).toBe(401);
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
});
