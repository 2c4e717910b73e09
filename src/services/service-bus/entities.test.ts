import { beforeEach, describe, expect, it } from 'vitest';
import { Fixture, namespaceId, queueId, topicId } from './fixture.ts';
import { group, refusal } from '../test-tenant.ts';

let tenant: Fixture;
beforeEach(() => (tenant = new Fixture().furnish()));

const rules = (id: string): string => `${id}/authorizationRules`;
const at = (name: string): string => `${group}/providers/Microsoft.ServiceBus/namespaces/${name}`;
const body = { location: 'westeurope', sku: { name: 'Standard' } };

describe('queues, topics and subscriptions', () => {
  it('are shown as Azure shows them', () => {
    expect(tenant.arm('GET', queueId).json).toMatchObject({
      id: queueId,
      name: 'orders',
      type: 'Microsoft.ServiceBus/namespaces/queues',
      properties: {
        maxMessageSizeInKilobytes: 256,
        lockDuration: 'PT1M',
        defaultMessageTimeToLive: 'P10675199DT2H48M5.4775807S',
        maxDeliveryCount: 10,
        status: 'Active',
        countDetails: { activeMessageCount: 0, deadLetterMessageCount: 0, scheduledMessageCount: 0 },
      },
    });
    expect(tenant.arm('GET', topicId).json['properties']).toMatchObject({
      subscriptionCount: 2,
      supportOrdering: true,
    });
    const names = (path: string) =>
      (tenant.arm('GET', path).json['value'] as unknown as { name: string }[]).map(({ name }) => name);
    expect([names(`${namespaceId}/queues`), names(`${namespaceId}/topics`), names(`${topicId}/subscriptions`)]).toEqual(
      [['orders'], ['news'], ['all', 'some']],
    );
  });

  it('count what is in them', () => {
    tenant.post('a');
    tenant.post('b');
    tenant.post('later', { ScheduledEnqueueTimeUtc: new Date(tenant.now + 60_000).toISOString() });
    tenant.bus('POST', `${tenant.take()?.location}/deadletter`);
    expect(tenant.arm('GET', queueId).json['properties']).toMatchObject({
      messageCount: 3,
      countDetails: { activeMessageCount: 1, deadLetterMessageCount: 1, scheduledMessageCount: 1 },
    });
  });

  it.each([
    ['P1Y2M3DT3H11M2S', 'P428DT3H11M2S'],
    ['PT3M', 'PT3M'],
    ['PT90S', 'PT1M30S'],
    ['P14D', 'P14D'],
  ])('write the duration %s as %s', (given, shown) => {
    const { json } = tenant.made(queueId, { properties: { defaultMessageTimeToLive: given } });
    expect(json['properties']?.['defaultMessageTimeToLive']).toBe(shown);
  });

  it('keep their messages when they are changed, and lose them when they go', () => {
    tenant.post('a');
    tenant.made(queueId, { properties: { lockDuration: 'PT5M' } });
    expect(tenant.take()?.broker).toMatchObject({ LockedUntilUtc: 'Mon, 23 Nov 2026 09:05:00 GMT' });
    tenant.post('b');
    expect(tenant.take()?.broker).toMatchObject({ SequenceNumber: 2 });
    expect(tenant.arm('DELETE', queueId).status).toBe(200);
    expect(tenant.arm('DELETE', queueId).status).toBe(204);
    tenant.made(queueId, {});
    expect(tenant.arm('GET', queueId).json['properties']?.['messageCount']).toBe(0);
    tenant.arm('DELETE', topicId);
    expect(refusal(tenant.arm('GET', `${topicId}/subscriptions/all`)).slice(0, 2)).toEqual([404, 'NotFound']);
  });

  it.each<[string, string, Record<string, unknown>, number, string]>([
    ['a lock of more than five minutes', queueId, { lockDuration: 'PT5M1S' }, 400, 'MessagingGatewayBadRequest'],
    ['a duration that is none', queueId, { defaultMessageTimeToLive: 'soon' }, 400, 'MessagingGatewayBadRequest'],
    ['no delivery', queueId, { maxDeliveryCount: 0 }, 400, 'MessagingGatewayBadRequest'],
    ['a size of nothing', queueId, { maxSizeInMegabytes: 1 }, 400, 'MessagingGatewayBadRequest'],
    ['the name of a topic', `${namespaceId}/queues/news`, {}, 409, 'MessagingGatewayConflict'],
    ['a name that none has', `${namespaceId}/queues/-x`, {}, 400, 'MessagingGatewayBadRequest'],
    ['a subscription of no topic', `${namespaceId}/topics/none/subscriptions/s`, {}, 404, 'NotFound'],
    ['sessions', queueId, { requiresSession: true }, 501, 'NotSimulated'],
    ['duplicate detection', queueId, { requiresDuplicateDetection: true }, 501, 'NotSimulated'],
    ['forwarding', queueId, { forwardTo: 'news' }, 501, 'NotSimulated'],
    ['deletion when idle', queueId, { autoDeleteOnIdle: 'PT5M' }, 501, 'NotSimulated'],
  ])('refused: %s', (_, path, properties, status, code) => {
    expect(refusal(tenant.arm('PUT', path, { properties })).slice(0, 2)).toEqual([status, code]);
  });

  it('refused: topics of a Basic namespace', () => {
    tenant.made(at('sb-basic'), { ...body, sku: { name: 'Basic' } });
    expect(tenant.made(`${at('sb-basic')}/queues/q`, {}).json['properties']?.['defaultMessageTimeToLive']).toBe('P14D');
    expect(refusal(tenant.arm('PUT', `${at('sb-basic')}/topics/t`, {}))[0]).toBe(400);
  });
});

describe('authorization rules', () => {
  it.each([
    ['namespace', namespaceId],
    ['queue', queueId],
    ['topic', topicId],
  ])('of a %s are made, listed, renewed and deleted', (_, id) => {
    const rule = `${rules(id)}/mine`;
    expect(tenant.made(rule, { properties: { rights: ['Send'] } }).json).toMatchObject({
      name: 'mine',
      properties: { rights: ['Send'] },
    });
    const listed = tenant.arm('GET', rules(id)).json['value'] as unknown as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual([
      'mine',
      ...(id === namespaceId ? ['RootManageSharedAccessKey'] : []),
    ]);
    const before = tenant.arm('POST', `${rule}/listKeys`).json;
    const path = id === namespaceId ? '' : `;EntityPath=${id === queueId ? 'orders' : 'news'}`;
    expect(before['primaryConnectionString']).toBe(
      `Endpoint=sb://sb-test1.servicebus.windows.net/;SharedAccessKeyName=mine;SharedAccessKey=${String(before['primaryKey'])}${path}`,
    );
    const after = tenant.arm('POST', `${rule}/regenerateKeys`, { keyType: 'SecondaryKey' }).json;
    expect([after['primaryKey'] === before['primaryKey'], after['secondaryKey'] === before['secondaryKey']]).toEqual([
      true,
      false,
    ]);
    expect(tenant.arm('POST', `${rule}/regenerateKeys`, { keyType: 'PrimaryKey', key: 'own' }).json['primaryKey']).toBe(
      'own',
    );
    expect([tenant.arm('DELETE', rule).status, tenant.arm('GET', rule).status]).toEqual([200, 404]);
  });

  it.each<[string, string, string, unknown, number]>([
    ['Manage alone', 'PUT', `${rules(queueId)}/m`, { properties: { rights: ['Manage'] } }, 400],
    ['no right', 'PUT', `${rules(queueId)}/m`, { properties: { rights: [] } }, 400],
    ['an odd name', 'PUT', `${rules(queueId)}/a b`, { properties: { rights: ['Send'] } }, 400],
    ['keys of none', 'POST', `${rules(queueId)}/none/listKeys`, undefined, 404],
    ['new keys of none', 'POST', `${rules(queueId)}/none/regenerateKeys`, { keyType: 'PrimaryKey' }, 404],
    [
      'a third key',
      'POST',
      `${rules(namespaceId)}/RootManageSharedAccessKey/regenerateKeys`,
      { keyType: 'Third' },
      400,
    ],
    ['of no queue', 'GET', rules(`${namespaceId}/queues/none`), undefined, 404],
  ])('refused: %s', (_, method, path, sent, status) => {
    expect(tenant.arm(method, path.replaceAll(' ', '%20'), sent).status).toBe(status);
  });

  it('are twelve at most', () => {
    const make = (number: number) =>
      tenant.arm('PUT', `${rules(queueId)}/r${number}`, { properties: { rights: ['Send'] } }).status;
    const all = Array.from({ length: 13 }, (_, number) => make(number));
    expect(all.slice(-2)).toEqual([200, 400]);
    expect(make(3)).toBe(200);
  });
});

describe('permission is asked at', () => {
  const rule = `${rules(queueId)}/mine`;
  it.each<[string, string, string, string]>([
    ['POST', `${rule}/listKeys`, 'queues/authorizationRules/listkeys/action', rule],
    ['POST', `${rule}/regenerateKeys`, 'queues/authorizationRules/regenerateKeys/action', rule],
    ['GET', rules(queueId), 'queues/authorizationRules/read', queueId],
    ['GET', `${namespaceId}/queues`, 'queues/read', namespaceId],
    ['GET', queueId, 'queues/read', queueId],
    ['DELETE', `${topicId}/subscriptions/all`, 'topics/subscriptions/Delete', `${topicId}/subscriptions/all`],
    ['PUT', namespaceId, 'write', namespaceId],
  ])('%s %s', (method, path, action, scope) => {
    const full = `Microsoft.ServiceBus/namespaces/${action}`;
    const ask = () => tenant.arm(method, path, {}, tenant.token('p', 'https://management.azure.com/'));
    const refused = refusal(ask());
    expect([refused[0], refused[2]]).toEqual([
      403,
      expect.stringContaining(`'${full}' over scope '${scope}'`) as string,
    ]);
    tenant.grant('p', full, scope);
    expect(ask().status).not.toBe(403);
  });
});
