import type { ServiceBusClient, ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  arm,
  busClient,
  busClientOf,
  clientsLiveIn,
  BusLog,
  connectionStringOf,
  createBus,
  grantBus,
  hostOf,
  namespaceId,
} from './service-bus-world.ts';
import { refusalOf } from './transport.ts';
import { furnished, openWorld, type World } from './world.ts';

const host = hostOf('sbconf');
const minute = 60_000;
/** A wait for what is there already or will not come. */
const brief = { maxWaitTimeInMs: 100 };

let world: World;
let endTime: () => void;
let keys: string;
const clients: ServiceBusClient[] = [];
const kept = (client: ServiceBusClient): ServiceBusClient => {
  clients.push(client);
  return client;
};

beforeAll(async () => {
  world = await openWorld();
  endTime = clientsLiveIn(world);
  await createBus(world, 'sbconf');
  await grantBus(world, 'owner', 'owner', namespaceId('sbconf'));
  await world.client.wait(15 * minute);
  keys = await connectionStringOf(world, 'sbconf');
});
afterAll(() => endTime());
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

let queues = 0;
/** A queue that no other test uses. */
async function freshQueue(properties: object = {}): Promise<string> {
  const name = `fresh${(queues += 1)}`;
  await arm(world, 'PUT', `${namespaceId('sbconf')}/queues/${name}`, { properties });
  return name;
}

const bodies = (messages: ServiceBusReceivedMessage[]) => messages.map((message) => message.body as unknown);

describe('ServiceBusClient, unchanged', () => {
  it.each([
    ['a token', () => busClient(world)],
    ['a connection string', () => busClientOf(world, keys)],
  ])('with %s sends, receives, holds, peeks and settles', async (_, open) => {
    const queue = await freshQueue();
    const client = kept(open());
    const sender = client.createSender(queue);
    await sender.sendMessages({
      body: { order: 1 },
      messageId: 'm1',
      subject: 'orders',
      correlationId: 'c1',
      contentType: 'application/json',
      applicationProperties: { Urgent: true, Amount: 1.5, City: 'Zürich' },
      timeToLive: 10 * minute,
    });
    const receiver = client.createReceiver(queue);
    const [message] = await receiver.receiveMessages(1);
    expect(message).toMatchObject({
      body: { order: 1 },
      messageId: 'm1',
      subject: 'orders',
      correlationId: 'c1',
      contentType: 'application/json',
      applicationProperties: { Urgent: true, Amount: 1.5, City: 'Zürich' },
      timeToLive: 10 * minute,
      deliveryCount: 0,
      state: 'active',
    });
    const now = await world.client.now();
    expect(Number(message?.enqueuedTimeUtc)).toBeLessThan(now);
    expect(Number(message?.lockedUntilUtc) - now).toBeGreaterThan(59_000);
    expect((await receiver.peekMessages(5)).map((one) => one.messageId)).toEqual(['m1']);
    const until = Number(message?.lockedUntilUtc);
    await world.client.wait(30_000);
    expect(Number(await receiver.renewMessageLock(message!)) - until).toBeGreaterThan(29_000);
    await receiver.completeMessage(message!);
    expect(await receiver.receiveMessages(1, brief)).toEqual([]);
    expect(await receiver.peekMessages(1, { fromSequenceNumber: message!.sequenceNumber! })).toEqual([]);
  });

  const forms: [string, unknown][] = [
    ['text', 'grüße <&>'],
    ['nothing', null],
    ['bytes that are no text', Buffer.from([0xff, 0, 1])],
    ['a value', { body: 42, bodyType: 'value' }],
    ['a sequence', { body: [1, 'x', true], bodyType: 'sequence' }],
  ];
  it('brings every form of body as it was sent', async () => {
    const queue = await freshQueue();
    const client = kept(busClient(world));
    const whole = (form: unknown) => (form && typeof form === 'object' && 'bodyType' in form ? form : { body: form });
    const messages = forms.map(([, form]) => whole(form) as ServiceBusMessage);
    for (const message of messages) await client.createSender(queue).sendMessages(message);
    const got = await client.createReceiver(queue).receiveMessages(forms.length);
    expect(bodies(got)).toEqual(messages.map(({ body }) => body as unknown));
    expect(got.every(({ messageId }) => messageId !== undefined)).toBe(true);
  });

  it('sends a batch in one request, whole or not at all', async () => {
    const queue = await freshQueue();
    const log = new BusLog(world, host);
    const client = kept(busClient(world));
    const sender = client.createSender(queue);
    const batch = await sender.createMessageBatch();
    for (const body of ['one', 'two', 'three']) expect(batch.tryAddMessage({ body })).toBe(true);
    await sender.sendMessages(batch);
    const receiver = client.createReceiver(queue, { receiveMode: 'receiveAndDelete' });
    expect(bodies(await receiver.receiveMessages(3))).toEqual(['one', 'two', 'three']);
    log.end();
    expect(log.lines).toEqual([
      `POST /${queue}/$claims 204`,
      `POST /${queue}/$claims?action=Send 204`,
      `POST /${queue}/messages/batch 201`,
      `POST /${queue}/$claims 204`,
      `POST /${queue}/$claims?action=Listen 204`,
      `POST /${queue}/messages/receive?mode=ReceiveAndDelete&count=3 200`,
    ]);
  });

  it('carries what is larger than a frame, and says how large a message may be', async () => {
    const client = kept(busClient(world));
    const queue = await freshQueue();
    const sender = client.createSender(queue);
    const body = 'grüße '.repeat(25_000);
    await sender.sendMessages({ body });
    expect(bodies(await client.createReceiver(queue).receiveMessages(1))).toEqual([body]);
    expect((await sender.createMessageBatch()).maxSizeInBytes).toBe(262_144);
    expect((await sender.createMessageBatch()).tryAddMessage({ body: body.repeat(2) })).toBe(false);
    expect(await refusalOf(() => sender.sendMessages({ body: body.repeat(2) }))).toMatchObject({
      code: 'MessageSizeExceeded',
    });
  });

  it('brings a topic’s messages to its subscription, and from there to its dead letters', async () => {
    const client = kept(busClient(world));
    await client.createSender('t1').sendMessages({ body: 'news', messageId: 'n1' });
    const receiver = client.createReceiver('t1', 's1');
    const [message] = await receiver.receiveMessages(1);
    expect(message).toMatchObject({ body: 'news', messageId: 'n1' });
    await receiver.deadLetterMessage(message!, {
      deadLetterReason: 'bad',
      deadLetterErrorDescription: 'it is old',
      Seen: 'twice',
    });
    const dead = client.createReceiver('t1', 's1', { subQueueType: 'deadLetter' });
    const [buried] = await dead.receiveMessages(1);
    expect(buried).toMatchObject({
      body: 'news',
      deadLetterReason: 'bad',
      deadLetterErrorDescription: 'it is old',
      applicationProperties: { Seen: 'twice' },
    });
    await dead.completeMessage(buried!);
    expect(await dead.receiveMessages(1, brief)).toEqual([]);
  });

  it('gets an abandoned message again, counted and marked, until it is a dead letter', async () => {
    const queue = await freshQueue({ maxDeliveryCount: 2 });
    const client = kept(busClient(world));
    await client.createSender(queue).sendMessages({ body: 'again' });
    const receiver = client.createReceiver(queue);
    for (const deliveryCount of [0, 1]) {
      const [message] = await receiver.receiveMessages(1);
      expect(message).toMatchObject({ deliveryCount });
      await receiver.abandonMessage(message!, { Tried: deliveryCount });
    }
    expect(await receiver.receiveMessages(1, brief)).toEqual([]);
    const dead = client.createReceiver(queue, { subQueueType: 'deadLetter' });
    expect((await dead.receiveMessages(1))[0]).toMatchObject({
      deadLetterReason: 'MaxDeliveryCountExceeded',
      applicationProperties: { Tried: 1 },
    });
  });

  it('sets a message aside and fetches it by its number', async () => {
    const queue = await freshQueue();
    const client = kept(busClient(world));
    await client.createSender(queue).sendMessages({ body: 'later' });
    const receiver = client.createReceiver(queue);
    const [message] = await receiver.receiveMessages(1);
    await receiver.deferMessage(message!);
    expect(await receiver.receiveMessages(1, brief)).toEqual([]);
    const [deferred] = await receiver.receiveDeferredMessages(message!.sequenceNumber!);
    expect(deferred).toMatchObject({ body: 'later', state: 'deferred' });
    await receiver.completeMessage(deferred!);
    expect(await receiver.peekMessages(1)).toEqual([]);
  });

  it('schedules, cancels, and gets what is due when the clock has moved, waiting for it', async () => {
    const queue = await freshQueue();
    const client = kept(busClient(world));
    const sender = client.createSender(queue);
    const due = new Date((await world.client.now()) + 10 * minute);
    const [first, second] = await sender.scheduleMessages([{ body: 'one' }, { body: 'two' }], due);
    await sender.cancelScheduledMessages(second!);
    const receiver = client.createReceiver(queue, { receiveMode: 'receiveAndDelete' });
    expect((await receiver.peekMessages(5)).map((one) => [one.body as unknown, one.state])).toEqual([
      ['one', 'scheduled'],
    ]);
    const log = new BusLog(world, host);
    const waiting = receiver.receiveMessages(1, { maxWaitTimeInMs: 5000 });
    while (!log.lines.some((line) => line.includes('/receive'))) await new Promise((resolve) => setImmediate(resolve));
    await world.client.wait(5 * minute);
    await world.client.wait(6 * minute);
    const [message] = await waiting;
    expect(message).toMatchObject({ body: 'one', enqueuedTimeUtc: due });
    expect(message?.sequenceNumber?.toString()).toBe(first?.toString());
    log.end();
    expect(log.lines.filter((line) => line.includes('/receive'))).toHaveLength(3);
  });

  it('hands a subscriber each message as it comes, without asking in between', async () => {
    const queue = await freshQueue();
    const client = kept(busClient(world));
    const log = new BusLog(world, host);
    const got: unknown[] = [];
    const failed: unknown[] = [];
    const enough = new Promise<void>((resolve) => {
      client.createReceiver(queue).subscribe({
        processMessage: async ({ body }) => {
          if (got.push(body as unknown) === 3) resolve();
          return Promise.resolve();
        },
        processError: async ({ error }) => Promise.resolve(void failed.push(error)),
      });
    });
    const sender = client.createSender(queue);
    for (const body of ['a', 'b', 'c']) await sender.sendMessages({ body });
    await enough;
    expect([got, failed]).toEqual([['a', 'b', 'c'], []]);
    log.end();
    const asked = log.lines.filter((line) => line.includes('/receive'));
    expect(asked.length).toBeLessThanOrEqual(7);
  });
});

it('what the clients did is folded again from the log, without any of them', async () => {
  const { edge } = await furnished();
  for (const entry of world.edge.tenant.entries) expect(await edge.replay(entry)).toBeUndefined();
  expect(edge.tenant.hash).toBe(world.edge.tenant.hash);
});
