import type { ServiceBusClient, ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Outcomes } from './outcomes.ts';
import {
  arm,
  busClient,
  busClientOf,
  clientsLiveIn,
  connectionStringOf,
  createBus,
  grantBus,
  hostOf,
  namespaceId,
} from './service-bus-world.ts';
import { credentialOf, fixedToken, refusalOf, type Refused } from './transport.ts';
import { openWorld, type World } from './world.ts';

const minute = 60_000;
/** A wait for what will not come. */
const brief = { maxWaitTimeInMs: 100 };

const byLink = new Outcomes('@azure/service-bus ServiceBusClient', [
  'done',
  'no role',
  'other audience',
  'altered token',
  'keys off',
  'no entity',
]);
const byMessage = new Outcomes('@azure/service-bus ServiceBusReceiver, of a message that it holds', [
  'done',
  'lock expired',
  'entity deleted',
  'token expired',
]);

let world: World;
let endTime: () => void;
let keys: Record<'sbconf' | 'sbkeyless', string>;
const clients: ServiceBusClient[] = [];
const kept = (client: ServiceBusClient): ServiceBusClient => {
  clients.push(client);
  return client;
};
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});
afterAll(() => {
  endTime();
  console.log(`${byLink.print()}\n\n${byMessage.print()}`);
});

beforeAll(async () => {
  world = await openWorld();
  endTime = clientsLiveIn(world);
  for (const name of ['sbconf', 'sbkeyless']) await createBus(world, name);
  await grantBus(world, 'owner', 'owner', namespaceId('sbconf'));
  await grantBus(world, 'reader', 'receiver', `${namespaceId('sbconf')}/queues/q1`);
  await world.client.wait(15 * minute);
  keys = { sbconf: await connectionStringOf(world, 'sbconf'), sbkeyless: await connectionStringOf(world, 'sbkeyless') };
  await arm(world, 'PATCH', namespaceId('sbkeyless'), { properties: { disableLocalAuth: true } });
});

type Sequence = Parameters<ServiceBusReceiver['receiveDeferredMessages']>[0];

/** A sequence number of the client's own kind that no message has. */
async function noSuchNumber(client: ServiceBusClient): Promise<Sequence> {
  const sender = client.createSender('q1');
  const number = await sender.scheduleMessages({ body: 'x' }, new Date('2036-01-01'));
  await sender.cancelScheduledMessages(number);
  return number;
}

/** Each thing that a client asks by a link of its own, at a queue or at the topic `t1` (or what is to stand for them). */
const operations: [string, (client: ServiceBusClient, queue: string, topic: string) => Promise<unknown>][] = [
  ['sendMessages', (client, queue) => client.createSender(queue).sendMessages({ body: 1 })],
  ['sendMessages, several', (client, queue) => client.createSender(queue).sendMessages([{ body: 1 }, { body: 2 }])],
  ['sendMessages to a topic', (client, _, topic) => client.createSender(topic).sendMessages({ body: 1 })],
  [
    'scheduleMessages',
    (client, queue) => client.createSender(queue).scheduleMessages({ body: 1 }, new Date('2036-01-01')),
  ],
  ['receiveMessages, peekLock', (client, queue) => client.createReceiver(queue).receiveMessages(1, brief)],
  [
    'receiveMessages, receiveAndDelete',
    (client, queue) => client.createReceiver(queue, { receiveMode: 'receiveAndDelete' }).receiveMessages(1, brief),
  ],
  [
    'receiveMessages of a subscription',
    (client, _, topic) => client.createReceiver(topic, 's1').receiveMessages(1, brief),
  ],
  [
    'receiveMessages, dead letters',
    (client, queue) => client.createReceiver(queue, { subQueueType: 'deadLetter' }).receiveMessages(1, brief),
  ],
  ['peekMessages', (client, queue) => client.createReceiver(queue).peekMessages(1)],
  ['subscribe', (client, queue) => firstError(client.createReceiver(queue))],
];

/** What a subscriber is told first; nothing when a message comes. */
const firstError = (receiver: ServiceBusReceiver): Promise<void> =>
  new Promise((resolve, reject) => {
    const subscription = receiver.subscribe({
      processMessage: async () => Promise.resolve(resolve()),
      processError: async ({ error }) => {
        reject(error);
        void subscription.close();
        return Promise.resolve();
      },
    });
  });

/** With the word of the service's sentence that tells refusals of one code apart: a missing claim, or what the token lacks. */
const reasoned = (refusal: Refused): Refused => {
  const inner = /^(\w+):|'(Send|Listen)' claim/.exec(refusal.message)?.slice(1).find(Boolean);
  return { ...refusal, ...(inner !== undefined && { inner }) };
};

const unauthorized = (words: RegExp) => ({
  name: 'ServiceBusError',
  code: 'UnauthorizedAccess',
  message: expect.stringMatching(words) as string,
});

describe.each(operations)('%s', (name, work) => {
  const refused = async (column: string, client: ServiceBusClient, [queue, topic]: [string, string] = ['q1', 't1']) => {
    const refusal = await refusalOf(() => work(kept(client), queue, topic));
    byLink.saw(name, column, reasoned(refusal));
    return refusal;
  };

  it('is done with a role, and with a key', async () => {
    for (const client of [busClient(world), busClientOf(world, keys.sbconf)]) {
      await client.createSender('q1').sendMessages({ body: 'there' });
      await work(kept(client), 'q1', 't1');
    }
    byLink.saw(name, 'done', 'ok');
  });

  it('is refused without a role', async () => {
    expect(await refused('no role', busClient(world, credentialOf(world, 'nobody')))).toMatchObject(
      unauthorized(
        new RegExp(
          `^Unauthorized access\\. '(Send|Listen)' claim\\(s\\) are required to perform this operation\\. Resource: 'sb://${hostOf('sbconf')}/[qt]1.*'\\. TrackingId:[-0-9a-f]{36}_G\\d+, SystemTracker:\\S+, Timestamp:2026-11-23T[0-9:]{8}$`,
        ),
      ),
    );
  });

  it('is refused with a token for another service', async () => {
    const token = await world.tokenOf('owner', 'https://management.azure.com//.default');
    expect(await refused('other audience', busClient(world, fixedToken(token)))).toMatchObject(
      unauthorized(/^InvalidAudience: Invalid authorization token audience\./),
    );
  });

  it('is refused with a token that was altered', async () => {
    const token = `${await world.tokenOf('owner', 'https://servicebus.azure.net/.default')}x`;
    expect(await refused('altered token', busClient(world, fixedToken(token)))).toMatchObject(
      unauthorized(/^InvalidSignature/),
    );
  });

  it('is refused with a key where keys are off', async () => {
    expect(await refused('keys off', busClientOf(world, keys.sbkeyless))).toMatchObject(
      unauthorized(/^LocalAuthDisabled/),
    );
  });

  it('finds no entity', async () => {
    expect(await refused('no entity', busClient(world), ['none', 'none'])).toMatchObject({
      name: 'ServiceBusError',
      code: 'MessagingEntityNotFound',
      message: expect.stringContaining(`The messaging entity 'sb://${hostOf('sbconf')}/none`) as string,
    });
  });
});

const settlements: [string, (receiver: ServiceBusReceiver, message: ServiceBusReceivedMessage) => Promise<unknown>][] =
  [
    ['completeMessage', (receiver, message) => receiver.completeMessage(message)],
    ['abandonMessage', (receiver, message) => receiver.abandonMessage(message)],
    ['deferMessage', (receiver, message) => receiver.deferMessage(message)],
    ['deadLetterMessage', (receiver, message) => receiver.deadLetterMessage(message)],
    ['renewMessageLock', (receiver, message) => receiver.renewMessageLock(message)],
  ];

describe.each(settlements)('%s', (name, work) => {
  /** A message held by a client that has its own queue. */
  async function held(queue: string) {
    await arm(world, 'PUT', `${namespaceId('sbconf')}/queues/${queue}`, { properties: {} });
    const client = kept(busClient(world));
    await client.createSender(queue).sendMessages({ body: 'held' });
    const receiver = client.createReceiver(queue);
    const [message] = await receiver.receiveMessages(1);
    // A renewal goes by a link of its own, which must be open before the token expires.
    await receiver.peekMessages(1);
    return { receiver, message: message! };
  }
  const after = async (column: string, happens: (queue: string) => Promise<unknown>) => {
    const queue = `${name}-${column.replace(' ', '-')}`;
    const { receiver, message } = await held(queue);
    await happens(queue);
    const refusal = await refusalOf(() => work(receiver, message));
    byMessage.saw(name, column, reasoned(refusal));
    return refusal;
  };

  it('is done', async () => {
    const { receiver, message } = await held(`${name}-done`);
    await work(receiver, message);
    byMessage.saw(name, 'done', 'ok');
  });

  it('is refused once the lock has expired', async () => {
    expect(await after('lock expired', () => world.client.wait(2 * minute))).toMatchObject({ code: 'MessageLockLost' });
  });

  it('is refused once the queue is gone', async () => {
    const gone = (queue: string) => arm(world, 'DELETE', `${namespaceId('sbconf')}/queues/${queue}`);
    expect(await after('entity deleted', gone)).toMatchObject({ code: 'MessagingEntityNotFound' });
  });

  it('is refused once the token of the connection has expired', async () => {
    expect(await after('token expired', () => world.client.wait(120 * minute))).toMatchObject(
      unauthorized(/^ExpiredToken/),
    );
  });
});

describe('the rest', () => {
  it('a number that no message has', async () => {
    const client = kept(busClient(world));
    const number = await noSuchNumber(client);
    expect(await refusalOf(() => client.createReceiver('q1').receiveDeferredMessages(number))).toMatchObject({
      code: 'MessageNotFound',
    });
    expect(await refusalOf(() => client.createSender('q1').cancelScheduledMessages(number))).toMatchObject({
      code: 'MessageNotFound',
    });
  });

  it('a namespace that is not there resolves to nothing', async () => {
    const client = kept(busClient(world, undefined, 'sbnone'));
    const refusal = await refusalOf(() => client.createSender('q1').sendMessages({ body: 1 }));
    expect(refusal.message).toContain('getaddrinfo ENOTFOUND sbnone.servicebus.windows.net');
  });

  it('a namespace that lets nobody in from the network', async () => {
    await createBus(world, 'sbclosed', { publicNetworkAccess: 'Disabled' });
    const client = kept(busClientOf(world, await connectionStringOf(world, 'sbclosed')));
    expect(await refusalOf(() => client.createSender('q1').sendMessages({ body: 1 }))).toMatchObject(
      unauthorized(/^Ip has been prevented/),
    );
  });

  it('a session is not simulated', async () => {
    const client = kept(busClient(world));
    // The client has words of its own for whatever comes in place of a session.
    expect(await refusalOf(() => client.acceptSession('q1', 's1'))).toMatchObject({ code: 'SessionCannotBeLocked' });
  });

  it('leaves no cell of the tables empty', () => {
    expect([...byLink.empty(), ...byMessage.empty()]).toEqual([]);
  });
});
