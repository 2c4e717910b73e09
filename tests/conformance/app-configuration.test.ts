import {
  AppConfigurationClient,
  featureFlagContentType,
  featureFlagPrefix,
  parseSecretReference,
  secretReferenceContentType,
} from '@azure/app-configuration';
import type { TokenCredential } from '@azure/core-auth';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  changeStore,
  configRoles,
  connectionStrings,
  createStore,
  grantAt,
  storeId,
  storeUrl,
} from './app-configuration-world.ts';
import { runOnHost } from './on-host.ts';
import { Outcomes } from './outcomes.ts';
import { all, credentialOf, fixedToken, httpClientOver, refusalOf, type Exchange } from './transport.ts';
import { idOf, openWorld, tenantId, vaultId, type World } from './world.ts';

let world: World;
let keys: Record<string, string>;
const seen: Exchange[] = [];
const options = () => ({ httpClient: httpClientOver(world.client.send, seen), retryOptions: { maxRetries: 0 } });
const byToken = (credential: TokenCredential = credentialOf(world, 'owner'), store = 'acsconf') =>
  new AppConfigurationClient(storeUrl(store), credential, options());
const byKey = (connection: string | undefined) => new AppConfigurationClient(connection ?? '', options());

beforeAll(async () => {
  world = await openWorld();
  for (const store of ['acsconf', 'acsother', 'acskeyless', 'acsclosed']) await createStore(world, store);
  for (const store of ['acsconf', 'acskeyless', 'acsclosed'])
    await grantAt(world, idOf('owner'), 'User', configRoles.owner, storeId(store));
  await grantAt(world, idOf('reader'), 'User', configRoles.reader, storeId('acsconf'));
  await world.client.wait(15 * 60_000);
  keys = await connectionStrings(world, 'acsconf');
});

// A signature names the moment at which it was made: the client's clock is the tenant's.
beforeEach(async () => void vi.useFakeTimers({ toFake: ['Date'], now: await world.client.now() }));
afterAll(() => vi.useRealTimers());

type Client = AppConfigurationClient;
const key = 'app:colour';

/** Every operation of the client, in an order in which each works. `read`: a read-only key may. */
const operations: [name: string, work: (client: Client) => Promise<unknown>, read?: true][] = [
  ['addConfigurationSetting', (c) => c.addConfigurationSetting({ key, value: 'red', label: 'prod', tags: { a: 'b' } })],
  ['setConfigurationSetting', (c) => c.setConfigurationSetting({ key, value: 'blue', label: 'prod' })],
  ['getConfigurationSetting', (c) => c.getConfigurationSetting({ key, label: 'prod' }), true],
  ['listConfigurationSettings', (c) => all(c.listConfigurationSettings({ keyFilter: 'app:*' })), true],
  ['checkConfigurationSettings', (c) => all(c.checkConfigurationSettings({ keyFilter: 'app:*' })), true],
  ['listRevisions', (c) => all(c.listRevisions({ keyFilter: key })), true],
  ['listLabels', (c) => all(c.listLabels()), true],
  ['setReadOnly, on', (c) => c.setReadOnly({ key, label: 'prod' }, true)],
  ['setReadOnly, off', (c) => c.setReadOnly({ key, label: 'prod' }, false)],
  ['deleteConfigurationSetting', (c) => c.deleteConfigurationSetting({ key, label: 'prod' })],
];

const columns = [
  'token',
  'access key',
  'read-only key',
  'reader role',
  'no role',
  'wrong audience',
  'keys off',
  'closed',
];

describe('AppConfigurationClient, unchanged: each operation by each proof', () => {
  const outcomes = new Outcomes('@azure/app-configuration AppConfigurationClient', columns);
  afterAll(() => console.log(outcomes.print()));
  let deadKey: string | undefined;
  let closedKey: string | undefined;

  beforeAll(async () => {
    deadKey = (await connectionStrings(world, 'acskeyless'))['Primary'];
    await changeStore(world, 'acskeyless', { disableLocalAuth: true });
    closedKey = (await connectionStrings(world, 'acsclosed'))['Primary'];
    await changeStore(world, 'acsclosed', { publicNetworkAccess: 'Disabled' });
  });

  it.each(operations)('%s', async (name, work, read) => {
    const no = async (column: string, client: Client, statusCode: number): Promise<void> => {
      const refused = await refusalOf(() => work(client));
      expect(refused).toMatchObject({ name: 'RestError', statusCode });
      const header = statusCode === 401 ? 'error="invalid_token"' : 'no body';
      outcomes.saw(name, column, `${statusCode} ${column === 'closed' ? 'ip-address-rejected' : header}`);
    };
    await no('no role', byToken(undefined, 'acsother'), 403);
    const elsewhere = fixedToken(await world.tokenOf('owner', 'https://vault.azure.net/.default'));
    await no('wrong audience', byToken(elsewhere), 401);
    await no('keys off', byKey(deadKey), 401);
    await no('closed', byKey(closedKey), 403);
    await no('closed', byToken(undefined, 'acsclosed'), 403);
    for (const [column, client] of [
      ['read-only key', byKey(keys['Primary Read Only'])],
      ['reader role', byToken(credentialOf(world, 'reader'))],
    ] as const) {
      if (!read) {
        await no(column, client, 403);
        continue;
      }
      await work(client);
      outcomes.saw(name, column, 'ok');
    }
    // The same by key on another name: what is added once cannot be added again.
    if (name === 'addConfigurationSetting') {
      await byKey(keys['Primary']).addConfigurationSetting({ key: 'by-key', value: 'x' });
    } else await work(byKey(keys['Secondary']));
    outcomes.saw(name, 'access key', 'ok');
    if (name === 'deleteConfigurationSetting')
      await byToken().setConfigurationSetting({ key, value: 'x', label: 'prod' });
    await work(byToken());
    outcomes.saw(name, 'token', 'ok');
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
});

describe('what the answers say', () => {
  it('a setting comes back as it was set, with its feature flag and its label', async () => {
    const client = byToken();
    const made = await client.setConfigurationSetting({
      key: `${featureFlagPrefix}beta`,
      contentType: featureFlagContentType,
      description: 'half of all',
      value: { id: 'beta', enabled: true, conditions: { clientFilters: [] } },
    });
    expect(made).toMatchObject({ isReadOnly: false, etag: expect.stringMatching(/^[0-9a-f]{32}$/) });
    const [found] = await all(client.listConfigurationSettings({ keyFilter: `${featureFlagPrefix}*` }));
    expect(found).toMatchObject({ contentType: featureFlagContentType, description: 'half of all' });
    expect(JSON.parse(found?.value ?? '{}')).toMatchObject({ id: 'beta', enabled: true });
    expect(found?.lastModified).toBeInstanceOf(Date);
  });

  it('conditions hold or are refused, and what is not modified is not sent', async () => {
    const client = byToken();
    const old = await client.setConfigurationSetting({ key: 'etag', value: '1' });
    expect(await client.getConfigurationSetting(old, { onlyIfChanged: true })).toMatchObject({ statusCode: 304 });
    await client.setConfigurationSetting({ key: 'etag', value: '2' });
    expect(await client.getConfigurationSetting(old, { onlyIfChanged: true })).toMatchObject({ value: '2' });
    for (const work of [
      () => client.setConfigurationSetting({ ...old, value: '3' }, { onlyIfUnchanged: true }),
      () => client.deleteConfigurationSetting(old, { onlyIfUnchanged: true }),
    ])
      expect(await refusalOf(work)).toMatchObject({ statusCode: 412 });
    expect(await refusalOf(() => client.addConfigurationSetting({ key: 'etag', value: '1' }))).toMatchObject({
      message: expect.stringContaining('Status 412'),
    });
    expect(await refusalOf(() => client.getConfigurationSetting({ key: 'none' }))).toMatchObject({ statusCode: 404 });
    expect(await client.deleteConfigurationSetting({ key: 'none' })).toMatchObject({ statusCode: 204 });
  });

  it('a locked setting answers 409 with the problem in words', async () => {
    const client = byToken();
    await client.setConfigurationSetting({ key: 'locked', value: '1' });
    await client.setReadOnly({ key: 'locked' }, true);
    expect(await refusalOf(() => client.setConfigurationSetting({ key: 'locked', value: '2' }))).toMatchObject({
      statusCode: 409,
    });
    expect(seen.at(-1)?.answer).toContain("Modifing key 'locked' is not allowed");
  });

  it('pages, chosen fields, past moments and revisions', async () => {
    const client = byToken();
    const before = new Date(await world.client.now());
    await world.client.wait(2000);
    for (let at = 0; at < 101; at += 1) await client.setConfigurationSetting({ key: `page:${at}`, value: 'x' });
    const pages = await all(client.listConfigurationSettings({ keyFilter: 'page:*' }).byPage());
    expect(pages.map(({ items }) => items.length)).toEqual([100, 1]);
    const etags = pages.map(({ etag }) => etag ?? '');
    const again = await all(client.listConfigurationSettings({ keyFilter: 'page:*', pageEtags: etags }).byPage());
    expect(again.map(({ items }) => items.length)).toEqual([0, 0]);
    const [one] = await all(client.listConfigurationSettings({ keyFilter: 'page:7', fields: ['key', 'value'] }));
    expect([one?.value, one?.lastModified]).toEqual(['x', undefined]);
    expect(await all(client.listConfigurationSettings({ keyFilter: 'page:*', acceptDateTime: before }))).toEqual([]);
    await client.setConfigurationSetting({ key: 'page:7', value: 'y' });
    expect((await all(client.listRevisions({ keyFilter: 'page:7' }))).map(({ value }) => value)).toEqual(['y', 'x']);
  });

  it('a refusal without a role has no body, and one without a proof says which proofs there are', async () => {
    await refusalOf(() => byToken(credentialOf(world, 'nobody')).getConfigurationSetting({ key }));
    expect(seen.at(-1)).toMatchObject({ status: 403, answer: '' });
    const bare = await world.client.send({ method: 'GET', url: `${storeUrl('acsconf')}/kv?api-version=1.0` });
    expect([bare.status, bare.headers['www-authenticate'], bare.body]).toEqual([401, 'HMAC-SHA256, Bearer', '']);
  });

  it('snapshots are not simulated, and the client hears it', async () => {
    expect(await refusalOf(() => byToken().getSnapshot('s'))).toMatchObject({ statusCode: 501 });
  });

  it('a client whose clock is off signs in vain', async () => {
    vi.setSystemTime((await world.client.now()) + 16 * 60_000);
    expect(await refusalOf(() => byKey(keys['Primary']).getConfigurationSetting({ key }))).toMatchObject({
      statusCode: 401,
    });
  });
});

describe('a Key Vault reference is resolved by the program that reads it, as itself', () => {
  const reference = (vault: string, name: string) => ({
    key: `ref:${vault}:${name}`,
    contentType: secretReferenceContentType,
    value: { secretId: `https://${vault}.vault.azure.net/secrets/${name}` },
  });
  const setting = (vault: string, name: string, resolve = true) => ({
    credential: null,
    setting: { endpoint: storeUrl('acsconf'), key: `ref:${vault}:${name}`, resolve },
  });

  beforeAll(async () => {
    vi.useRealTimers();
    const put = (vault: string): Promise<{ status: number }> =>
      world.as('owner', {
        method: 'PUT',
        url: `https://management.azure.com${vaultId.replace(/kv1$/, vault)}?api-version=2023-07-01`,
        body: JSON.stringify({
          location: 'westeurope',
          properties: {
            tenantId,
            sku: { family: 'A', name: 'standard' },
            accessPolicies: [],
            enableRbacAuthorization: true,
          },
        }),
      });
    expect((await put('kv-other')).status).toBe(200);
    for (const one of [reference('kv1', 'db'), reference('kv-other', 'db')])
      await byToken().setConfigurationSetting(one);
  });

  it('is a text with an address to everybody who may read the store', async () => {
    const found = await byToken(credentialOf(world, 'reader')).getConfigurationSetting({ key: 'ref:kv1:db' });
    expect(found.contentType).toBe('application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8');
    expect(parseSecretReference(found as never).value.secretId).toBe('https://kv1.vault.azure.net/secrets/db');
  });

  it('no role on the store: not even the reference', async () => {
    expect((await runOnHost(world, 'app-system', setting('kv1', 'db'))).error).toMatchObject({ statusCode: 403 });
  });

  it('a role on the store and on the vault: the secret; none on the vault: the reference, and 403 from the vault', async () => {
    const principalId = world.made['app-system']?.identity?.principalId ?? '';
    await grantAt(world, principalId, 'ServicePrincipal', configRoles.reader, storeId('acsconf'));
    await world.client.wait(15 * 60_000);
    expect((await runOnHost(world, 'app-system', setting('kv1', 'db'))).value).toEqual({ value: 'hunter2' });
    const read = await runOnHost(world, 'app-system', setting('kv-other', 'db', false));
    expect(read.value?.value).toBe('{"uri":"https://kv-other.vault.azure.net/secrets/db"}');
    const refused = await runOnHost(world, 'app-system', setting('kv-other', 'db'));
    expect(refused.error).toMatchObject({ statusCode: 403, code: 'Forbidden', inner: 'ForbiddenByRbac' });
  });
});
