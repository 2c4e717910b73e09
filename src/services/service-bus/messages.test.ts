import { beforeEach, describe, expect, it } from 'vitest';
import { minute, second } from '#kernel/clock.ts';
import { serviceBus } from './index.ts';
import { detailOf, Fixture, host, namespaceId, queueId, topicId } from './fixture.ts';

let tenant: Fixture;
beforeEach(() => (tenant = new Fixture().furnish()));

const dead = '/orders/$DeadLetterQueue';
const lost = 'The lock supplied is invalid.';
const json = (method: string, path: string, body?: unknown) =>
  tenant.bus(method, path, { ...(body !== undefined && { body: JSON.stringify(body) }) });

describe('a message in a queue', () => {
  it('is sent, locked, and completed', () => {
    expect(tenant.post('hello', { MessageId: 'm1', Label: 'greeting' }).status).toBe(201);
    const taken = tenant.take();
    expect(taken?.body).toBe('hello');
    expect(taken?.broker).toMatchObject({
      MessageId: 'm1',
      Label: 'greeting',
      DeliveryCount: 1,
      SequenceNumber: 1,
      State: 'Active',
      EnqueuedTimeUtc: 'Mon, 23 Nov 2026 09:00:00 GMT',
      LockedUntilUtc: 'Mon, 23 Nov 2026 09:01:00 GMT',
      TimeToLive: 922337203685.47754,
    });
    expect(taken?.location).toBe(`/orders/messages/1/${String(taken?.broker['LockToken'])}`);
    expect(tenant.take()).toBeUndefined();
    expect(tenant.bus('DELETE', taken?.location ?? '').status).toBe(200);
    tenant.now += 10 * minute;
    expect(tenant.take()).toBeUndefined();
  });

  it('is received and deleted at once', () => {
    tenant.post('hello');
    const answer = tenant.bus('DELETE', '/orders/messages/head');
    expect([answer.status, answer.text]).toEqual([200, 'hello']);
    expect(tenant.bus('DELETE', '/orders/messages/head').status).toBe(204);
  });

  it('carries its type and properties there and back', () => {
    const headers = { 'content-type': 'application/json', priority2: '"high"', weight: '12', note: 'plain é' };
    tenant.bus('POST', '/orders/messages', { body: '{"a":1}', headers });
    const { headers: back } = tenant.bus('POST', '/orders/messages/head').response;
    expect(back).toMatchObject({ 'content-type': 'application/json', priority2: '"high"', weight: '12' });
    expect(back['note']).toBe('"plain \\u00e9"');
  });

  it('comes in the order in which it was sent, also from a batch', () => {
    const batch = [
      { Body: 'one', UserProperties: { Kind: 'A' } },
      { Body: 'two', BrokerProperties: { Label: 'l' } },
    ];
    const headers = { 'content-type': 'application/vnd.microsoft.servicebus.json' };
    expect(tenant.bus('POST', '/orders/messages', { body: JSON.stringify(batch), headers }).status).toBe(201);
    tenant.post('three');
    expect([1, 2, 3].map(() => tenant.take()?.body)).toEqual(['one', 'two', 'three']);
  });

  it('is free again when its lock ends, and cannot be settled by it any more', () => {
    tenant.post('hello');
    const first = tenant.take();
    tenant.now += minute - second;
    expect(tenant.take()).toBeUndefined();
    tenant.now += second;
    const late = tenant.bus('DELETE', first?.location ?? '');
    expect([late.status, detailOf(late).startsWith(lost)]).toEqual([404, true]);
    expect(tenant.take()?.broker).toMatchObject({ DeliveryCount: 2, SequenceNumber: 1 });
  });

  it('keeps its lock as long as it is renewed', () => {
    tenant.post('hello');
    const taken = tenant.take();
    tenant.now += 50 * second;
    const renewed = tenant.bus('POST', taken?.location ?? '');
    expect(renewed.response.headers['brokerproperties']).toContain('Mon, 23 Nov 2026 09:01:50 GMT');
    tenant.now += 50 * second;
    expect(tenant.take()).toBeUndefined();
    expect(tenant.bus('DELETE', taken?.location ?? '').status).toBe(200);
  });

  it('is named by its id as well as by its number', () => {
    tenant.post('hello', { MessageId: 'm1' });
    const token = String(tenant.take()?.broker['LockToken']);
    expect(tenant.bus('DELETE', `/orders/messages/m2/${token}`).status).toBe(404);
    expect(tenant.bus('DELETE', `/orders/messages/m1/${token}`).status).toBe(200);
  });

  it.each<[string, (tenant: Fixture) => void]>([
    ['abandoned', (t) => void t.bus('PUT', t.take()?.location ?? '')],
    ['left until its lock ends', (t) => void (t.take(), (t.now += minute))],
  ])('is dead-lettered after ten deliveries: %s', (_, fail) => {
    tenant.post('poison');
    for (let count = 0; count < 9; count += 1) fail(tenant);
    expect(tenant.take(dead)).toBeUndefined();
    fail(tenant);
    expect(tenant.take()).toBeUndefined();
    const [message] = json('GET', `${dead}/messages/peek`).json as unknown as Record<string, unknown>[];
    expect(message?.['UserProperties']).toEqual({
      DeadLetterReason: 'MaxDeliveryCountExceeded',
      DeadLetterErrorDescription: 'Message could not be consumed after 10 delivery attempts.',
    });
    expect(tenant.take(dead)?.body).toBe('poison');
    tenant.now += minute;
    expect(json('GET', `${dead}/messages/peek`).json).toMatchObject([{ UserProperties: message?.['UserProperties'] }]);
    const buried = tenant.take(dead);
    expect(buried?.broker).toMatchObject({ DeliveryCount: 12 });
    expect(tenant.bus('DELETE', buried?.location ?? '').status).toBe(200);
    expect(tenant.arm('GET', queueId).json['properties']?.['messageCount']).toBe(0);
  });

  it('ends with its time to live; a locked one does not', () => {
    tenant.post('short', { TimeToLive: 30 });
    tenant.post('short too', { TimeToLive: 30 });
    const held = tenant.take();
    tenant.now += 31 * second;
    expect(tenant.take()).toBeUndefined();
    expect(tenant.bus('DELETE', held?.location ?? '').status).toBe(200);
    expect(tenant.arm('GET', queueId).json['properties']?.['messageCount']).toBe(0);
  });

  it('is dead-lettered at its end where the queue says so, by the shorter of both lives', () => {
    tenant.made(queueId, {
      properties: { deadLetteringOnMessageExpiration: true, defaultMessageTimeToLive: 'PT10S' },
    });
    tenant.post('old', { TimeToLive: 3600 });
    tenant.now += 11 * second;
    expect(tenant.take()).toBeUndefined();
    const [message] = json('GET', `${dead}/messages/peek`).json as unknown as Record<string, Record<string, unknown>>[];
    expect(message?.['UserProperties']?.['DeadLetterReason']).toBe('TTLExpiredException');
  });

  it('arrives when it was scheduled for, unless it is taken back', () => {
    const at = new Date(tenant.now + 5 * minute).toUTCString();
    const sent = json('POST', '/orders/messages/batch', [
      { Body: 'later', BrokerProperties: { ScheduledEnqueueTimeUtc: at } },
      { Body: 'never', BrokerProperties: { ScheduledEnqueueTimeUtc: at } },
    ]);
    expect([sent.status, sent.json['SequenceNumbers']]).toEqual([201, [1, 2]]);
    expect(tenant.take()).toBeUndefined();
    expect(tenant.bus('DELETE', '/orders/messages/scheduled/2').status).toBe(204);
    tenant.now += 5 * minute;
    expect(tenant.take()?.body).toBe('later');
    expect(tenant.take()).toBeUndefined();
    expect(tenant.bus('DELETE', '/orders/messages/scheduled/2').status).toBe(404);
  });

  it('is put aside and comes by its number only', () => {
    tenant.post('aside');
    const taken = tenant.take();
    expect(json('POST', `${taken?.location}/defer`, { properties: { why: 'busy' } }).status).toBe(200);
    tenant.now += 10 * minute;
    expect(tenant.take()).toBeUndefined();
    expect(json('POST', '/orders/messages/deferred?sequenceNumbers=1,9').status).toBe(404);
    const [message] = json('POST', '/orders/messages/deferred?sequenceNumbers=1').json as unknown as {
      BrokerProperties: { LockToken: string };
      UserProperties: object;
    }[];
    expect(message).toMatchObject({ Body: 'aside', UserProperties: { why: 'busy' } });
    expect(tenant.bus('DELETE', `/orders/messages/1/${message?.BrokerProperties.LockToken}`).status).toBe(200);
  });

  it('is dead-lettered with a reason, abandoned with a note', () => {
    tenant.post('one');
    json('POST', `${tenant.take()?.location}/abandon`, { properties: { tries: 1 } });
    json('POST', `${tenant.take()?.location}/deadletter`, { reason: 'bad', description: 'unreadable' });
    const list = json('POST', `${dead}/messages/receive?mode=ReceiveAndDelete&count=5`).json as unknown as object[];
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({
      Body: 'one',
      UserProperties: { tries: 1, DeadLetterReason: 'bad', DeadLetterErrorDescription: 'unreadable' },
    });
    expect(json('GET', `${dead}/messages/peek`).json).toEqual([]);
  });

  it('is looked at without being taken', () => {
    for (const body of ['a', 'b', 'c']) tenant.post(body);
    tenant.take();
    const bodies = (query: string) =>
      (json('GET', `/orders/messages/peek?${query}`).json as unknown as { Body: string }[]).map(({ Body }) => Body);
    expect([bodies('count=9'), bodies('from=2&count=1'), bodies('')]).toEqual([['a', 'b', 'c'], ['b'], ['a']]);
    expect(tenant.take()?.broker).toMatchObject({ SequenceNumber: 2, DeliveryCount: 1 });
  });
});

describe('a message to a topic', () => {
  it('comes to every subscription, each with its own lock', () => {
    tenant.post('news', undefined, '/news');
    const [all, some] = ['all', 'some'].map((name) => tenant.take(`/news/subscriptions/${name}`));
    expect([all?.body, some?.body]).toEqual(['news', 'news']);
    expect(all?.broker['MessageId']).toBe(some?.broker['MessageId']);
    expect(tenant.bus('DELETE', all?.location ?? '').status).toBe(200);
    tenant.now += minute;
    expect(tenant.take('/news/subscriptions/all')).toBeUndefined();
    expect(tenant.take('/news/Subscriptions/SOME')?.broker).toMatchObject({ DeliveryCount: 2 });
  });

  it('does not take the place of another', () => {
    tenant.post('first', undefined, '/news');
    tenant.post('second', undefined, '/news');
    const taken = [1, 2].map(() => tenant.take('/news/subscriptions/all'));
    expect(taken.map((one) => [one?.body, one?.broker['SequenceNumber']])).toEqual([
      ['first', 1],
      ['second', 2],
    ]);
  });

  it('does not come to a subscription that was made later, and is nowhere without one', () => {
    tenant.post('early', undefined, '/news');
    tenant.made(`${topicId}/subscriptions/late`, {});
    tenant.post('late', undefined, '/news');
    const late = tenant.take('/news/subscriptions/late');
    expect(late?.body).toBe('late');
    expect(late?.broker).toMatchObject({ SequenceNumber: 1, EnqueuedSequenceNumber: 2 });
  });
});

describe('refused', () => {
  it.each<[string, string, string, number, string]>([
    [
      'no such queue',
      'POST',
      '/none/messages',
      404,
      `The messaging entity 'sb://${host.slice(8)}/none' could not be found.`,
    ],
    ['sending to a subscription', 'POST', '/news/subscriptions/all/messages', 404, 'The messaging entity'],
    ['sending to a dead-letter queue', 'POST', '/orders/$DeadLetterQueue/messages', 404, 'The messaging entity'],
    ['receiving from a topic', 'POST', '/news/messages/head', 404, 'The messaging entity'],
    ['a lock that nobody has', 'DELETE', '/orders/messages/1/11111111-1111-4111-8111-111111111111', 404, lost],
    ['an odd count', 'POST', '/orders/messages/receive?count=x', 400, 'count is not valid.'],
    ['what is not simulated', 'GET', '/orders', 501, ''],
  ])('%s', (_, method, path, status, sentence) => {
    const answer = tenant.bus(method, path);
    expect([answer.status, detailOf(answer).startsWith(sentence)]).toEqual([status, true]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['MessageId', { MessageId: 12 }],
    ['MessageId', { MessageId: 'm'.repeat(129) }],
    ['TimeToLive', { TimeToLive: 0 }],
    ['ScheduledEnqueueTimeUtc', { ScheduledEnqueueTimeUtc: 'soon' }],
  ])('a bad %s', (name, broker) => {
    const answer = tenant.post('x', broker);
    expect([answer.status, detailOf(answer)]).toEqual([400, `${name} is not valid.`]);
  });

  it('a message that is too large, larger for Premium', () => {
    const big = 'x'.repeat(256 * 1024 + 1);
    expect(tenant.post(big).status).toBe(403);
    const premium = new Fixture().furnish({ sku: { name: 'Premium' } });
    expect(premium.post(big).status).toBe(201);
    expect(premium.post('x'.repeat(1024 * 1024 + 1)).status).toBe(403);
  });

  it.each<[string, number, number]>([
    ['Active', 201, 204],
    ['SendDisabled', 403, 204],
    ['ReceiveDisabled', 201, 403],
    ['Disabled', 403, 403],
  ])('by an entity that is %s', (status, sending, receiving) => {
    tenant.made(queueId, { properties: { status } });
    expect(tenant.bus('DELETE', '/orders/messages/head').status).toBe(receiving);
    expect(tenant.post('x').status).toBe(sending);
  });

  it('to cancel what has arrived, and to take twice what was put aside', () => {
    tenant.post('here');
    expect(tenant.bus('DELETE', '/orders/messages/scheduled/1').status).toBe(404);
    json('POST', `${tenant.take()?.location}/defer`);
    const ask = () => json('POST', '/orders/messages/deferred?sequenceNumbers=1').status;
    expect([ask(), ask()]).toEqual([200, 404]);
    tenant.now += minute;
    expect(ask()).toBe(200);
  });

  it('by a namespace that is gone', () => {
    tenant.post('before');
    expect(tenant.arm('DELETE', namespaceId).status).toBe(200);
    const answer = tenant.post('x');
    expect([answer.status, answer.text]).toEqual([0, 'Could not resolve host: sb-test1.servicebus.windows.net']);
    tenant.furnish();
    expect(tenant.take()).toBeUndefined();
  });
});

it('what is to come is told: ends of locks, messages that are scheduled', () => {
  tenant.post('a');
  tenant.take();
  tenant.post('b', { ScheduledEnqueueTimeUtc: new Date(tenant.now + 5 * minute).toISOString() });
  expect(serviceBus.upcoming?.(tenant.tables, tenant.now)).toEqual([
    { at: tenant.now + minute, what: 'The lock of a message of orders ends' },
    { at: tenant.now + 5 * minute, what: 'A scheduled message arrives in orders' },
  ]);
  expect(serviceBus.upcoming?.(tenant.tables, tenant.now + 5 * minute)).toEqual([]);
});
