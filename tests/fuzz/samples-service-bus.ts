import type { HttpRequest } from '#kernel/http.ts';
import type { TenantClient } from '#tenant/client.ts';
import { group, idOf, subscriptionId } from '../conformance/world.ts';
import type { Base } from './base.ts';
import { sample, type Sample } from './samples.ts';

const arm = 'https://management.azure.com';
const namespace = `${group}/providers/Microsoft.ServiceBus/namespaces/sb-fuzz1`;
const host = 'https://sb-fuzz1.servicebus.windows.net';
const queue = `${namespace}/queues/orders`;
const topic = `${namespace}/topics/news`;
const subscription = `${topic}/subscriptions/all`;
const batchType = 'application/vnd.microsoft.servicebus.json';
const namespaceBody = {
  location: 'westeurope',
  sku: { name: 'Premium', tier: 'Premium', capacity: 1 },
  tags: { a: 'b' },
  identity: { type: 'SystemAssigned' },
  properties: { disableLocalAuth: false, minimumTlsVersion: '1.2', publicNetworkAccess: 'Enabled' },
};
const entityBody = {
  properties: {
    lockDuration: 'PT5M',
    defaultMessageTimeToLive: 'P1D',
    maxDeliveryCount: 5,
    deadLetteringOnMessageExpiration: true,
    status: 'Active',
  },
};
const batch = [
  { Body: 'one', BrokerProperties: { MessageId: 'b1', TimeToLive: 60, Label: 'l' }, UserProperties: { A: 1 } },
  { Body: 'two', BodyType: 'base64' },
];

type Send = (method: string, url: string, body?: unknown, headers?: Record<string, string>) => Promise<string>;

const sender =
  (client: TenantClient): Send =>
  async (method, url, body, headers = {}) => {
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const answer = await client.send({ method, url, headers, ...(text !== undefined && { body: text }) });
    if (answer.status === 0 || answer.status >= 300)
      throw new Error(`${method} ${url}: ${answer.status} ${answer.body}`);
    return answer.headers['location'] ?? answer.body;
  };

/** A namespace with a queue and a topic; its data role is the owner's. */
export async function furnishServiceBus(client: TenantClient): Promise<void> {
  const send = sender(client);
  const put = (id: string, body: unknown) => send('PUT', `${arm}${id}?api-version=2024-01-01`, body);
  await put(namespace, namespaceBody);
  for (const id of [queue, topic, subscription]) await put(id, entityBody);
  for (const id of [namespace, queue, topic])
    await put(`${id}/authorizationRules/mine`, { properties: { rights: ['Send'] } });
  const role = '090c5cfd-751d-490a-894a-3ce6f1109419';
  const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
  const properties = { roleDefinitionId, principalId: idOf('owner'), principalType: 'User' };
  const url = `${arm}${namespace}/providers/Microsoft.Authorization/roleAssignments/55555555-0000-4000-8000-00000000000a?api-version=2022-04-01`;
  await send('PUT', url, { properties });
}

/** Messages that are locked, deferred, scheduled and free: gives the address of the locked one. */
export async function lockMessage(client: TenantClient): Promise<string> {
  const send = sender(client);
  const post = (path: string, body: unknown = '', headers = {}) => send('POST', `${host}/${path}`, body, headers);
  for (const body of ['aside', 'held', 'free', 'free too']) await post('orders/messages', body);
  const aside = await post('orders/messages/head');
  await send('POST', `${aside}/defer`, {});
  const later = JSON.stringify({ ScheduledEnqueueTimeUtc: '2026-12-01T00:00:00Z' });
  await post('orders/messages', 'later', { brokerproperties: later });
  return (await post('orders/messages/head')).slice(host.length + 1);
}

/** Service Bus by Resource Manager and at its own address, as somebody with the data role asks. */
export function serviceBusSamples(base: Base): Sample[] {
  const manage = (method: string, path: string, body?: unknown): Sample =>
    sample(method, `${arm}${path}?api-version=2024-01-01`, body, base.tokens['owner arm']);
  const bus = (method: string, path: string, body?: string, headers: HttpRequest['headers'] = {}): Sample => {
    const plain = sample(method, `${host}/${path}`, undefined, base.tokens['owner bus']);
    const all = { ...plain.request.headers, ...headers };
    return { ...plain, request: { ...plain.request, headers: all, ...(body !== undefined && { body }) } };
  };
  const provider = 'providers/Microsoft.ServiceBus';
  const network = `${namespace}/networkRuleSets`;
  const held = base.lockedMessage;
  const broker = JSON.stringify({ MessageId: 'm1', Label: 'l', TimeToLive: 60, CorrelationId: 'c' });
  const properties = { properties: { tries: 1 } };
  return [
    manage('PUT', namespace, namespaceBody),
    manage('PUT', namespace.replace('sb-fuzz1', 'sb-fuzz2'), namespaceBody),
    manage('PATCH', namespace, { tags: { c: 'd' }, properties: { disableLocalAuth: true } }),
    manage('GET', namespace),
    manage('DELETE', namespace),
    manage('GET', `${group}/${provider}/namespaces`),
    manage('GET', `/subscriptions/${subscriptionId}/${provider}/namespaces`),
    manage('POST', `/subscriptions/${subscriptionId}/${provider}/CheckNameAvailability`, { name: 'sb-fuzz1' }),
    ...[queue, topic, subscription].flatMap((id) => [
      manage('PUT', id, entityBody),
      manage('GET', id),
      manage('DELETE', id),
      manage('GET', id.slice(0, id.lastIndexOf('/'))),
    ]),
    ...[namespace, queue, topic].flatMap((id) => [
      manage('PUT', `${id}/authorizationRules/made`, { properties: { rights: ['Listen', 'Send', 'Manage'] } }),
      manage('GET', `${id}/authorizationRules/mine`),
      manage('GET', `${id}/authorizationRules`),
      manage('DELETE', `${id}/authorizationRules/mine`),
      manage('POST', `${id}/authorizationRules/mine/listKeys`),
      manage('POST', `${id}/authorizationRules/mine/regenerateKeys`, { keyType: 'PrimaryKey' }),
    ]),
    manage('GET', network),
    manage('GET', `${network}/default`),
    manage('PUT', `${network}/default`, {
      properties: { defaultAction: 'Deny', ipRules: [{ ipMask: '203.0.113.0/24', action: 'Allow' }] },
    }),
    bus('POST', '$claims'),
    bus('POST', 'orders/$claims?action=Send'),
    bus('POST', 'orders/messages', 'text <&> ключ', { brokerproperties: broker, priority: '"high"', weight: '12' }),
    bus('POST', 'news/messages', JSON.stringify(batch), { 'content-type': batchType }),
    bus('POST', 'orders/messages/batch', JSON.stringify(batch)),
    bus('DELETE', 'orders/messages/scheduled/5'),
    bus('POST', 'orders/messages/head?timeout=60'),
    bus('DELETE', 'orders/messages/head'),
    bus('POST', 'orders/messages/receive?mode=PeekLock&count=2'),
    bus('GET', 'orders/messages/peek?from=0&count=9'),
    bus('POST', 'orders/messages/deferred?sequenceNumbers=1&mode=ReceiveAndDelete'),
    bus('POST', 'news/Subscriptions/all/$DeadLetterQueue/messages/receive'),
    bus('DELETE', held),
    bus('PUT', held),
    bus('POST', held),
    bus('POST', `${held}/abandon`, JSON.stringify(properties)),
    bus('POST', `${held}/defer`, JSON.stringify(properties)),
    bus('POST', `${held}/deadletter`, JSON.stringify({ reason: 'bad', description: 'unreadable', ...properties })),
  ];
}
