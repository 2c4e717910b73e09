import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AnonymousCredential,
  BlobSASPermissions,
  BlobServiceClient,
  ContainerSASPermissions,
  generateAccountSASQueryParameters,
  generateBlobSASQueryParameters,
  type StorageSharedKeyCredential,
} from '@azure/storage-blob';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accountId,
  blobUrl,
  changeAccount,
  createAccount,
  grantStorage,
  keyOf,
  storageTransport,
} from './storage-world.ts';
import { all, credentialOf, fixedToken, refusalOf, type Refused } from './transport.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let key: StorageSharedKeyCredential;

/** The client itself; one try, because a refusal is what is looked for. */
const clientOf = (
  credential: TokenCredential | StorageSharedKeyCredential | AnonymousCredential = credentialOf(world, 'owner'),
  url = blobUrl('stconf'),
): BlobServiceClient =>
  new BlobServiceClient(url, credential, {
    httpClient: storageTransport(world),
    retryOptions: { maxTries: 1 },
  });
const signedBy = (sas: string): BlobServiceClient => clientOf(new AnonymousCredential(), `${blobUrl('stconf')}?${sas}`);

/** By one GET: `downloadToBuffer` asks by HEAD first, whose refusals have no body and so no code for the client. */
async function text(client: BlobServiceClient, name = 'a.txt', container = 'docs'): Promise<string> {
  const answer = await client.getContainerClient(container).getBlobClient(name).download();
  const chunks = (await all((answer.readableStreamBody ?? []) as AsyncIterable<Buffer>)) as Buffer[];
  return Buffer.concat(chunks).toString('utf8');
}

const minutes = async (count: number): Promise<Date> => new Date((await world.client.now()) + count * 60_000);

beforeAll(async () => {
  world = await openWorld();
  await createAccount(world, 'stconf');
  await createAccount(world, 'stother');
  await grantStorage(world, 'owner', 'blobOwner', accountId('stconf'));
  await world.client.wait(15 * 60_000);
  key = await keyOf(world, 'stconf');
  const container = clientOf().getContainerClient('docs');
  await container.create();
  await container.getBlockBlobClient('a.txt').upload('hello world', 11);
});

describe('BlobServiceClient, unchanged, with each credential', () => {
  const proofs: [string, () => Promise<BlobServiceClient>][] = [
    ['a token', () => Promise.resolve(clientOf())],
    ['an account key', () => Promise.resolve(clientOf(key))],
    [
      'an account SAS',
      async () =>
        signedBy(
          generateAccountSASQueryParameters(
            {
              permissions: AccountSASPermissions.parse('rwdlac'),
              services: 'b',
              resourceTypes: AccountSASResourceTypes.parse('sco').toString(),
              expiresOn: await minutes(60),
            },
            key,
          ).toString(),
        ),
    ],
  ];

  it.each(proofs)('%s makes, lists, reads, describes and deletes', async (name, open) => {
    const service = await open();
    const own = service.getContainerClient(`made-by-${name.replaceAll(' ', '-').toLowerCase()}`);
    await own.create({ metadata: { a: 'b' } });
    expect((await own.getProperties()).metadata).toEqual({ a: 'b' });
    const blob = own.getBlockBlobClient('folder/one two.txt');
    await blob.upload('grüße <&>', Buffer.byteLength('grüße <&>'), {
      blobHTTPHeaders: { blobContentType: 'text/plain; charset=utf-8' },
      metadata: { kind: 'text' },
    });
    expect((await blob.downloadToBuffer()).toString('utf8')).toBe('grüße <&>');
    expect((await blob.downloadToBuffer(0, 4)).toString('utf8')).toBe('grü');
    expect(await blob.getProperties()).toMatchObject({
      contentLength: 11,
      contentType: 'text/plain; charset=utf-8',
      metadata: { kind: 'text' },
      blobType: 'BlockBlob',
    });
    await own.getBlockBlobClient('top.txt').upload('x', 1);
    expect((await all(own.listBlobsFlat())).map((one) => one.name)).toEqual(['folder/one two.txt', 'top.txt']);
    expect((await all(own.listBlobsByHierarchy('/'))).map(({ kind, name: at }) => [kind, at])).toEqual([
      ['prefix', 'folder/'],
      ['blob', 'top.txt'],
    ]);
    const pages = await all(own.listBlobsFlat().byPage({ maxPageSize: 1 }));
    expect(pages.map((page) => page.segment.blobItems.length)).toEqual([1, 1]);
    await blob.setMetadata({ kind: 'changed' });
    await blob.setHTTPHeaders({ blobContentType: 'text/html' });
    expect(await blob.getProperties()).toMatchObject({ metadata: { kind: 'changed' }, contentType: 'text/html' });
    expect((await blob.deleteIfExists()).succeeded).toBe(true);
    expect(await blob.exists()).toBe(false);
    expect((await all(service.listContainers())).map((one) => one.name)).toContain(own.containerName);
    await own.delete();
    expect(await own.exists()).toBe(false);
  });

  it('a service SAS reads the blob that it is for', async () => {
    const values = { containerName: 'docs', blobName: 'a.txt', permissions: BlobSASPermissions.parse('r') };
    const sas = generateBlobSASQueryParameters({ ...values, expiresOn: await minutes(60) }, key).toString();
    expect(await text(signedBy(sas))).toBe('hello world');
    expect(await refusalOf(() => text(signedBy(sas), 'other.txt'))).toMatchObject({
      statusCode: 403,
      code: 'AuthenticationFailed',
    });
  });

  it('a user delegation SAS lives on when keys are off, and shows no more than its giver may see', async () => {
    await createAccount(world, 'studk');
    await grantStorage(world, 'owner', 'blobOwner', accountId('studk'));
    await world.client.wait(15 * 60_000);
    const service = clientOf(credentialOf(world, 'owner'), blobUrl('studk'));
    await service.getContainerClient('docs').create();
    await service.getContainerClient('docs').getBlockBlobClient('a.txt').upload('delegated', 9);
    const [from, until] = [await minutes(0), await minutes(60)];
    const delegation = await service.getUserDelegationKey(from, until);
    const values = { containerName: 'docs', permissions: ContainerSASPermissions.parse('rl'), expiresOn: until };
    const own = generateBlobSASQueryParameters(values, delegation, 'studk').toString();
    const byKey = generateBlobSASQueryParameters(values, await keyOf(world, 'studk')).toString();
    const open = (sas: string) => clientOf(new AnonymousCredential(), `${blobUrl('studk')}?${sas}`);
    expect([await text(open(own)), await text(open(byKey))]).toEqual(['delegated', 'delegated']);
    await changeAccount(world, 'studk', { allowSharedKeyAccess: false });
    expect(await text(open(own))).toBe('delegated');
    for (const dead of [open(byKey), clientOf(await keyOf(world, 'studk'), blobUrl('studk'))])
      expect(await refusalOf(() => text(dead))).toMatchObject({
        statusCode: 403,
        code: 'KeyBasedAuthenticationNotPermitted',
      });
  });

  it('everybody reads where account and container let them', async () => {
    const nobody = clientOf(new AnonymousCredential());
    expect(await refusalOf(() => text(nobody))).toMatchObject({ statusCode: 409, code: 'PublicAccessNotPermitted' });
    await changeAccount(world, 'stconf', { allowBlobPublicAccess: true });
    expect(await refusalOf(() => text(nobody))).toMatchObject({ statusCode: 401, code: 'NoAuthenticationInformation' });
    await clientOf(key).getContainerClient('docs').setAccessPolicy('blob');
    expect(await text(nobody)).toBe('hello world');
    await changeAccount(world, 'stconf', { allowBlobPublicAccess: false });
    expect(await refusalOf(() => text(nobody))).toMatchObject({ statusCode: 409, code: 'PublicAccessNotPermitted' });
  });
});

describe('each refusal, as the client throws it', () => {
  const refusals: [string, Partial<Refused>, () => Promise<unknown>][] = [
    [
      'no data role, though Owner',
      { statusCode: 403, code: 'AuthorizationPermissionMismatch' },
      () => text(clientOf(credentialOf(world, 'owner'), blobUrl('stother'))),
    ],
    [
      'no role for the container',
      { statusCode: 403, code: 'AuthorizationPermissionMismatch' },
      () => clientOf(credentialOf(world, 'nobody')).getContainerClient('new').create(),
    ],
    [
      'a token for Resource Manager',
      { statusCode: 401, code: 'InvalidAuthenticationInfo' },
      async () => text(clientOf(fixedToken(await world.tokenOf('owner', 'https://management.azure.com//.default')))),
    ],
    [
      'a token for another account',
      { statusCode: 401, code: 'InvalidAuthenticationInfo' },
      async () => text(clientOf(fixedToken(await world.tokenOf('owner', `${blobUrl('stother')}/.default`)))),
    ],
    [
      'an altered token',
      { statusCode: 401, code: 'InvalidAuthenticationInfo' },
      async () => text(clientOf(fixedToken(`${await world.tokenOf('owner', 'https://storage.azure.com/.default')}x`))),
    ],
    ['no such container', { statusCode: 404, code: 'ContainerNotFound' }, () => text(clientOf(), 'a.txt', 'none')],
    ['no such blob', { statusCode: 404, code: 'BlobNotFound' }, () => text(clientOf(), 'none')],
    [
      'a container that is there',
      { statusCode: 409, code: 'ContainerAlreadyExists' },
      () => clientOf().getContainerClient('docs').create(),
    ],
    [
      'a blob that must not be there',
      { statusCode: 409, code: 'BlobAlreadyExists' },
      () =>
        clientOf()
          .getContainerClient('docs')
          .getBlockBlobClient('a.txt')
          .upload('x', 1, { conditions: { ifNoneMatch: '*' } }),
    ],
    [
      'a condition that is not met',
      { statusCode: 412, code: 'ConditionNotMet' },
      () =>
        clientOf()
          .getContainerClient('docs')
          .getBlockBlobClient('a.txt')
          .upload('x', 1, { conditions: { ifMatch: '"0x8DEAD"' } }),
    ],
    [
      'a name that no container has',
      { statusCode: 400, code: 'InvalidResourceName' },
      () => clientOf().getContainerClient('No_Name').create(),
    ],
    [
      'a stored access policy',
      { statusCode: 501, code: 'NotSimulated' },
      () =>
        clientOf(key)
          .getContainerClient('docs')
          .setAccessPolicy(undefined, [{ id: 'p', accessPolicy: { permissions: 'r' } }]),
    ],
    [
      'a block',
      { statusCode: 501, code: 'NotSimulated' },
      () => clientOf().getContainerClient('docs').getBlockBlobClient('b').stageBlock('AAAA', 'x', 1),
    ],
  ];

  it.each(refusals)('%s', async (_, expected, work) => {
    expect(await refusalOf(work)).toMatchObject({ name: 'RestError', ...expected });
  });

  it('an account that is not there resolves to nothing', async () => {
    expect(await refusalOf(() => text(clientOf(key, blobUrl('stnone'))))).toMatchObject({ code: 'ENOTFOUND' });
  });

  it('the network comes before the role and after the token', async () => {
    await createAccount(world, 'stclosed', { publicNetworkAccess: 'Disabled' });
    const closed = (person: 'owner' | 'nobody') => clientOf(credentialOf(world, person), blobUrl('stclosed'));
    const refused = { statusCode: 403, code: 'AuthorizationFailure' };
    for (const person of ['owner', 'nobody'] as const)
      expect(await refusalOf(() => text(closed(person)))).toMatchObject(refused);
    expect(
      await refusalOf(async () => text(clientOf(await keyOf(world, 'stclosed'), blobUrl('stclosed')))),
    ).toMatchObject(refused);
  });

  it('an ended SAS and one without the letter', async () => {
    const values = {
      containerName: 'docs',
      permissions: ContainerSASPermissions.parse('l'),
      expiresOn: await minutes(10),
    };
    const sas = generateBlobSASQueryParameters(values, key).toString();
    expect(await refusalOf(() => text(signedBy(sas)))).toMatchObject({ code: 'AuthorizationPermissionMismatch' });
    await world.client.wait(11 * 60_000);
    expect(await refusalOf(() => text(signedBy(sas)))).toMatchObject({ statusCode: 403, code: 'AuthenticationFailed' });
  });

  it('a condition of the role that names another container', async () => {
    const read = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
    const condition = `((!(ActionMatches{'${read}'} AND NOT SubOperationMatches{'Blob.List'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'reports'))`;
    await clientOf().getContainerClient('reports').create();
    await clientOf().getContainerClient('reports').getBlockBlobClient('r.txt').upload('report', 6);
    await grantStorage(world, 'reader', 'blobReader', accountId('stconf'), condition);
    await world.client.wait(15 * 60_000);
    const reader = clientOf(credentialOf(world, 'reader'));
    expect(await text(reader, 'r.txt', 'reports')).toBe('report');
    expect(await refusalOf(() => text(reader))).toMatchObject({ code: 'AuthorizationPermissionMismatch' });
    expect((await all(reader.getContainerClient('docs').listBlobsFlat())).map(({ name }) => name)).toEqual(['a.txt']);
  });
});
