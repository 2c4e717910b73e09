import {
  AnonymousCredential,
  generateQueueSASQueryParameters,
  QueueSASPermissions,
  QueueServiceClient,
  type StorageSharedKeyCredential,
} from '@azure/storage-queue';
import type { TokenCredential } from '@azure/core-auth';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accountId,
  changeAccount,
  createAccount,
  grantStorage,
  keyOf,
  queueUrl,
  storageTransport,
} from './storage-world.ts';
import { all, credentialOf, fixedToken, refusalOf, type Refused } from './transport.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let key: StorageSharedKeyCredential;

const clientOf = (
  credential: TokenCredential | StorageSharedKeyCredential | AnonymousCredential = credentialOf(world, 'owner'),
  url = queueUrl('stconf'),
): QueueServiceClient =>
  new QueueServiceClient(url, credential, { httpClient: storageTransport(world), retryOptions: { maxTries: 1 } });

beforeAll(async () => {
  world = await openWorld();
  await createAccount(world, 'stconf');
  await grantStorage(world, 'owner', 'queueContributor', accountId('stconf'));
  await clientOf(await keyOf(world, 'stconf')).createQueue('work');
  await grantStorage(world, 'reader', 'queueSender', `${accountId('stconf')}/queueServices/default/queues/work`);
  await world.client.wait(15 * 60_000);
  key = await keyOf(world, 'stconf');
});

describe('QueueServiceClient, unchanged', () => {
  it.each([
    ['a token', () => clientOf()],
    ['an account key', () => clientOf(key)],
  ])('%s makes, fills, peeks, takes, holds and empties a queue', async (name, open) => {
    const service = open();
    const queue = service.getQueueClient(`made-by-${name.split(' ').at(-1)}`);
    await queue.create({ metadata: { a: 'b' } });
    for (const text of ['one', 'two <&>']) await queue.sendMessage(text);
    expect(await queue.getProperties()).toMatchObject({ approximateMessagesCount: 2, metadata: { a: 'b' } });
    const peeked = await queue.peekMessages({ numberOfMessages: 5 });
    expect(peeked.peekedMessageItems.map((one) => one.messageText)).toEqual(['one', 'two <&>']);

    const taken = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems[0]!;
    expect(taken).toMatchObject({ messageText: 'one', dequeueCount: 1 });
    const next = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems[0]!;
    expect(next.messageText).toBe('two <&>');
    expect((await queue.receiveMessages()).receivedMessageItems).toEqual([]);

    await world.client.wait(61_000);
    const again = (await queue.receiveMessages()).receivedMessageItems[0]!;
    expect(again).toMatchObject({ messageText: 'one', dequeueCount: 2 });
    expect(await refusalOf(() => queue.deleteMessage(taken.messageId, taken.popReceipt))).toMatchObject({
      statusCode: 400,
      code: 'PopReceiptMismatch',
    });
    const changed = await queue.updateMessage(again.messageId, again.popReceipt, 'changed', 0);
    await queue.deleteMessage(again.messageId, changed.popReceipt ?? '');
    await queue.clearMessages();
    expect((await queue.peekMessages()).peekedMessageItems).toEqual([]);
    await queue.setMetadata({ c: 'd' });
    const listed = await all(service.listQueues({ prefix: 'made-by', includeMetadata: true }));
    expect(listed.find((one) => one.name === queue.name)?.metadata).toEqual({ c: 'd' });
    await queue.delete();
    expect(await queue.exists()).toBe(false);
  });

  it('a service SAS puts and does not take', async () => {
    const expiresOn = new Date((await world.client.now()) + 3_600_000);
    const permissions = QueueSASPermissions.parse('a');
    const sas = generateQueueSASQueryParameters({ queueName: 'work', permissions, expiresOn }, key).toString();
    const queue = clientOf(new AnonymousCredential(), `${queueUrl('stconf')}?${sas}`).getQueueClient('work');
    await queue.sendMessage('by SAS');
    expect(await refusalOf(() => queue.receiveMessages())).toMatchObject({ code: 'AuthorizationPermissionMismatch' });
  });

  it('whoever may only send does not peek, take or clear', async () => {
    const queue = clientOf(credentialOf(world, 'reader')).getQueueClient('work');
    await queue.sendMessage('sent');
    for (const work of [() => queue.peekMessages(), () => queue.receiveMessages(), () => queue.clearMessages()])
      expect(await refusalOf(work)).toMatchObject({ statusCode: 403, code: 'AuthorizationPermissionMismatch' });
  });

  const refusals: [string, Partial<Refused>, () => Promise<unknown>][] = [
    [
      'no role',
      { statusCode: 403, code: 'AuthorizationPermissionMismatch' },
      () => clientOf(credentialOf(world, 'nobody')).getQueueClient('work').sendMessage('x'),
    ],
    [
      'a token for Resource Manager',
      { statusCode: 401, code: 'InvalidAuthenticationInfo' },
      async () =>
        clientOf(fixedToken(await world.tokenOf('owner', 'https://management.azure.com//.default')))
          .getQueueClient('work')
          .peekMessages(),
    ],
    [
      'a token for the blobs of the account',
      { statusCode: 401, code: 'InvalidAuthenticationInfo' },
      async () =>
        clientOf(fixedToken(await world.tokenOf('owner', 'https://stconf.blob.core.windows.net/.default')))
          .getQueueClient('work')
          .peekMessages(),
    ],
    [
      'nothing at all',
      { statusCode: 401, code: 'NoAuthenticationInformation' },
      () => clientOf(new AnonymousCredential()).getQueueClient('work').peekMessages(),
    ],
    [
      'no such queue',
      { statusCode: 404, code: 'QueueNotFound' },
      () => clientOf().getQueueClient('none').peekMessages(),
    ],
    [
      'a queue that is there with other metadata',
      { statusCode: 409, code: 'QueueAlreadyExists' },
      () =>
        clientOf()
          .getQueueClient('work')
          .create({ metadata: { x: 'y' } }),
    ],
    [
      'no such message',
      { statusCode: 404, code: 'MessageNotFound' },
      () => clientOf().getQueueClient('work').deleteMessage('11111111-1111-4111-8111-111111111111', 'x'),
    ],
    [
      'a time that is out of range',
      { statusCode: 400, code: 'OutOfRangeQueryParameterValue' },
      () => clientOf().getQueueClient('work').receiveMessages({ numberOfMessages: 33 }),
    ],
  ];
  it.each(refusals)('refused: %s', async (_, expected, work) => {
    expect(await refusalOf(work)).toMatchObject({ name: 'RestError', ...expected });
  });

  it('refused: a key where keys are off, and everybody where the network is closed', async () => {
    await createAccount(world, 'stoff', { allowSharedKeyAccess: false });
    const byKey = clientOf(await keyOf(world, 'stoff'), queueUrl('stoff')).getQueueClient('work');
    expect(await refusalOf(() => byKey.create())).toMatchObject({ code: 'KeyBasedAuthenticationNotPermitted' });
    await changeAccount(world, 'stoff', { allowSharedKeyAccess: true, publicNetworkAccess: 'Disabled' });
    expect(await refusalOf(() => byKey.create())).toMatchObject({ statusCode: 403, code: 'AuthorizationFailure' });
  });
});
