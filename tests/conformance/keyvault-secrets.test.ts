import { SecretClient } from '@azure/keyvault-secrets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Outcomes } from './outcomes.ts';
import { all, credentialOf, fixedToken, httpClientOver, lastWords, refusalOf, type Exchange } from './transport.ts';
import { openWorld, vaultId, type Person, type World } from './world.ts';

const vaultUrl = 'https://kv1.vault.azure.net';
const columns = ['works', 'no role', 'wrong audience', 'object'] as const;
const outcomes = new Outcomes('@azure/keyvault-secrets SecretClient', [...columns]);

let world: World;
const clientOf = (person: Person, seen: Exchange[] = [], url = vaultUrl): SecretClient =>
  new SecretClient(url, credentialOf(world, person), { httpClient: httpClientOver(world.client.send, seen) });

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => {
  console.log(outcomes.print());
});

const pagination = (status: number): string => `Pagination failed with unexpected statusCode ${status}`;

/** Each operation of the client: how it works, and on what it is refused although the caller may. */
const operations: {
  name: string;
  works(client: SecretClient): Promise<unknown>;
  object(client: SecretClient): Promise<unknown>;
  refusal: [number, string, string?];
}[] = [
  {
    name: 'setSecret',
    works: (c) => c.setSecret('made', 'v1', { contentType: 'text/plain', tags: { a: 'b' } }),
    object: (c) => c.setSecret('deleted', 'again'),
    refusal: [409, 'Conflict', 'ObjectIsDeletedButRecoverable'],
  },
  {
    name: 'getSecret',
    works: (c) => c.getSecret('db'),
    object: (c) => c.getSecret('none'),
    refusal: [404, 'SecretNotFound'],
  },
  {
    name: 'updateSecretProperties',
    works: async (c) =>
      c.updateSecretProperties('made', (await c.getSecret('made')).properties.version ?? '', { enabled: true }),
    object: (c) => c.updateSecretProperties('none', '', {}),
    refusal: [404, 'SecretNotFound'],
  },
  {
    name: 'listPropertiesOfSecrets',
    works: (c) => all(c.listPropertiesOfSecrets()),
    object: (c) => all(c.listPropertiesOfSecrets().byPage({ maxPageSize: 26 })),
    refusal: [400, 'BadParameter'],
  },
  {
    name: 'listPropertiesOfSecretVersions',
    works: (c) => all(c.listPropertiesOfSecretVersions('db')),
    object: (c) => all(c.listPropertiesOfSecretVersions('my_secret')),
    refusal: [400, 'BadParameter'],
  },
  {
    name: 'beginDeleteSecret',
    works: async (c) => (await c.beginDeleteSecret('to-delete')).pollUntilDone(),
    object: (c) => c.beginDeleteSecret('none'),
    refusal: [404, 'SecretNotFound'],
  },
  {
    name: 'getDeletedSecret',
    works: (c) => c.getDeletedSecret('deleted'),
    object: (c) => c.getDeletedSecret('db'),
    refusal: [404, 'SecretNotFound'],
  },
  {
    name: 'listDeletedSecrets',
    works: (c) => all(c.listDeletedSecrets()),
    object: (c) => all(c.listDeletedSecrets().byPage({ maxPageSize: 26 })),
    refusal: [400, 'BadParameter'],
  },
  {
    name: 'beginRecoverDeletedSecret',
    works: async (c) => (await c.beginRecoverDeletedSecret('to-recover')).pollUntilDone(),
    object: (c) => c.beginRecoverDeletedSecret('none'),
    refusal: [404, 'SecretNotFound'],
  },
  {
    name: 'purgeDeletedSecret',
    works: (c) => c.purgeDeletedSecret('to-purge'),
    object: (c) => c.purgeDeletedSecret('none'),
    refusal: [404, 'SecretNotFound'],
  },
  {
    name: 'backupSecret',
    works: async (c) =>
      expect(await refusalOf(() => c.backupSecret('db'))).toMatchObject({ statusCode: 501, code: 'NotSimulated' }),
    object: (c) => c.backupSecret('none'),
    refusal: [501, 'NotSimulated'],
  },
];

describe('SecretClient, unchanged', () => {
  beforeAll(async () => {
    const client = clientOf('owner');
    for (const name of ['made', 'to-delete', 'deleted', 'to-recover', 'to-purge']) await client.setSecret(name, 'v0');
    for (const name of ['deleted', 'to-recover', 'to-purge'])
      await (await client.beginDeleteSecret(name)).pollUntilDone();
  });

  it('asks without a token first, and learns the tenant and the resource from the challenge', async () => {
    const seen: Exchange[] = [];
    const client = clientOf('owner', seen);
    await client.setSecret('challenged', 'v');
    await client.getSecret('challenged');
    expect(
      seen.map(({ request, status }) => [
        request.method,
        'authorization' in (request.headers ?? {}),
        request.body ?? '',
        status,
      ]),
    ).toEqual([
      ['PUT', false, '', 401],
      ['PUT', true, expect.stringContaining('"value":"v"') as string, 200],
      ['GET', true, '', 200],
    ]);
  });

  describe.each(operations)('$name', ({ name, works, object, refusal: [statusCode, code, inner] }) => {
    // A page of a list that is refused: the client keeps status and code, and says its own sentence.
    const lists = name.startsWith('list');
    it('works', async () => {
      await expect(works(clientOf('owner'))).resolves.not.toThrow();
      outcomes.saw(name, 'works', name === 'backupSecret' ? '501 NotSimulated' : 'ok');
    });

    it('is refused to whom no role allows it', async () => {
      const seen: Exchange[] = [];
      const refused = await refusalOf(() => object(clientOf('nobody', seen)));
      const said = lastWords(seen);
      outcomes.saw(name, 'no role', { ...refused, ...said });
      if (name === 'backupSecret') return expect(refused).toMatchObject({ statusCode: 501 });
      expect(refused).toMatchObject({
        name: 'RestError',
        statusCode: 403,
        code: 'Forbidden',
        message: lists ? pagination(403) : said.message,
      });
      expect(refused.inner).toBe(lists ? undefined : 'ForbiddenByRbac');
      expect(said.inner).toBe('ForbiddenByRbac');
      expect(said.message).toMatch(/^Caller is not authorized to perform action on resource\.\r\nIf role assignments/);
      expect(said.message).toContain(`\r\nResource: '${vaultId.toLowerCase()}`);
    });

    it('is refused with a token for Resource Manager', async () => {
      const seen: Exchange[] = [];
      const token = await world.tokenOf('owner', 'https://management.azure.com//.default');
      const client = new SecretClient(vaultUrl, fixedToken(token), {
        httpClient: httpClientOver(world.client.send, seen),
      });
      const refused = await refusalOf(() => object(client));
      outcomes.saw(name, 'wrong audience', refused);
      if (name === 'backupSecret') return expect(refused).toMatchObject({ statusCode: 501 });
      const { message } = lastWords(seen);
      expect(message).toBe(
        'AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://management.azure.com/.',
      );
      expect(refused).toMatchObject({
        statusCode: 401,
        code: 'Unauthorized',
        message: lists ? pagination(401) : message,
      });
    });

    it('is refused by the object', async () => {
      const refused = await refusalOf(() => object(clientOf('owner')));
      expect(refused).toMatchObject({ statusCode, code, ...(inner && { inner }) });
      outcomes.saw(name, 'object', refused);
    });
  });

  it('gets what was set: value, version, attributes, tags', async () => {
    const client = clientOf('owner');
    const expiresOn = new Date('2027-01-01T00:00:00Z');
    const first = await client.setSecret('whole', 'v1', { contentType: 'text/plain', tags: { a: 'b' }, expiresOn });
    await client.setSecret('whole', 'v2');
    const got = await client.getSecret('whole', { version: first.properties.version ?? '' });
    expect(got).toMatchObject({
      name: 'whole',
      value: 'v1',
      properties: {
        vaultUrl,
        contentType: 'text/plain',
        tags: { a: 'b' },
        expiresOn,
        enabled: true,
        recoverableDays: 90,
        recoveryLevel: 'Recoverable+Purgeable',
      },
    });
    expect((await client.getSecret('whole')).value).toBe('v2');
    expect(await all(client.listPropertiesOfSecretVersions('whole'))).toHaveLength(2);
  });

  it('is refused a disabled secret, and none that has expired', async () => {
    const client = clientOf('owner');
    await client.setSecret('off', 'v', { enabled: false });
    expect(await refusalOf(() => client.getSecret('off'))).toEqual({
      name: 'RestError',
      statusCode: 403,
      code: 'Forbidden',
      inner: 'SecretDisabled',
      message: 'Operation get is not allowed on a disabled secret.',
    });
    await client.setSecret('old', 'v', { expiresOn: new Date('2020-01-01T00:00:00Z') });
    expect((await client.getSecret('old')).value).toBe('v');
  });

  it('pages through more secrets than one answer holds', async () => {
    const client = clientOf('owner');
    for (let n = 0; n < 27; n += 1) await client.setSecret(`page-${n}`, 'v');
    const names = (await all(client.listPropertiesOfSecrets())).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('page-'))).toHaveLength(27);
    const pages = await all(client.listPropertiesOfSecrets().byPage({ maxPageSize: 10 }));
    expect(pages.map((page) => page.length)).toEqual(
      [...Array<number>(Math.floor(names.length / 10)).fill(10), names.length % 10].filter(Boolean),
    );
  });

  it('finds no vault where none is', async () => {
    const client = new SecretClient('https://nosuch.vault.azure.net', credentialOf(world, 'owner'), {
      httpClient: httpClientOver(world.client.send),
      retryOptions: { maxRetries: 0 },
    });
    expect(await refusalOf(() => client.getSecret('db'))).toMatchObject({
      code: 'ENOTFOUND',
      message: 'Could not resolve host: nosuch.vault.azure.net',
    });
  });

  it('with an altered token is refused like one that nobody issued', async () => {
    const token = await world.tokenOf('owner', 'https://vault.azure.net/.default');
    const [head = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, oid: 'someone-else' })).toString('base64url');
    const client = new SecretClient(vaultUrl, fixedToken([head, forged, signature].join('.')), {
      httpClient: httpClientOver(world.client.send),
    });
    expect(await refusalOf(() => client.getSecret('db'))).toMatchObject({
      statusCode: 401,
      code: 'Unauthorized',
      message: expect.stringContaining('AKV10046') as string,
    });
  });

  it('leaves no cell of the table empty', () => {
    expect(outcomes.empty()).toEqual([]);
  });
});
