import { armTime } from '#kernel/clock.ts';
import { regionTitle } from '#kernel/regions.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { forever } from './durations.ts';
import { messagesOf } from './message-life.ts';
import { entitiesOf, type EntityRow, type MessageRow, type NamespaceRow, type RuleRow } from './models.ts';

/** What Azure shows for a time that never was. */
const never = '0001-01-01T00:00:00Z';

/** A namespace as ARM shows it. Source: examples of the Service Bus resource provider, recordings of the Azure CLI. */
export function namespaceBody(row: NamespaceRow): Record<string, unknown> {
  const { id, name, sku, location, tags, identity, properties, createdAt, changedAt } = row;
  const subscriptionId = id.split('/')[2] ?? '';
  return {
    sku,
    ...(identity && identity.type !== 'None' && { identity }),
    id,
    name,
    type: 'Microsoft.ServiceBus/Namespaces',
    location: regionTitle(location),
    tags: tags ?? {},
    properties: {
      premiumMessagingPartitions: sku.name === 'Premium' ? 1 : 0,
      ...properties,
      provisioningState: 'Succeeded',
      metricId: `${subscriptionId}:${name.toLowerCase()}`,
      createdAt: armTime(createdAt),
      updatedAt: armTime(changedAt),
      serviceBusEndpoint: `https://${name}.servicebus.windows.net:443/`,
      status: 'Active',
    },
  };
}

const size = (messages: readonly MessageRow[]): number => messages.reduce((sum, { body }) => sum + body.length, 0);

function counts(messages: readonly MessageRow[]): Record<string, number> {
  const dead = messages.filter((message) => message.dead).length;
  const scheduled = messages.filter(({ state }) => state === 'Scheduled').length;
  return {
    activeMessageCount: messages.length - dead - scheduled,
    deadLetterMessageCount: dead,
    scheduledMessageCount: scheduled,
    transferMessageCount: 0,
    transferDeadLetterMessageCount: 0,
  };
}

/** What queues and topics have and subscriptions have not. */
const container = (entity: EntityRow, { sku }: NamespaceRow): Record<string, unknown> => ({
  maxMessageSizeInKilobytes: sku.name === 'Premium' ? 1024 : 256,
  maxSizeInMegabytes: entity.maxSizeInMegabytes,
  requiresDuplicateDetection: false,
  duplicateDetectionHistoryTimeWindow: entity.duplicateDetectionHistoryTimeWindow,
  enablePartitioning: entity.enablePartitioning,
  enableExpress: false,
});

/** What queues and subscriptions have and topics have not. */
const receiving = (entity: EntityRow, messages: readonly MessageRow[]): Record<string, unknown> => ({
  lockDuration: entity.lockDuration,
  requiresSession: false,
  deadLetteringOnMessageExpiration: entity.deadLetteringOnMessageExpiration,
  maxDeliveryCount: entity.maxDeliveryCount,
  messageCount: messages.length,
});

const types = {
  queue: 'Microsoft.ServiceBus/namespaces/queues',
  topic: 'Microsoft.ServiceBus/namespaces/topics',
  subscription: 'Microsoft.ServiceBus/namespaces/topics/subscriptions',
} as const;

/** A queue, topic or subscription as ARM shows it, with what is in it now. */
export function entityBody(
  view: View,
  now: number,
  namespace: NamespaceRow,
  entity: EntityRow,
): Record<string, unknown> {
  const { id, name, kind, status, defaultMessageTimeToLive, enableBatchedOperations, createdAt, changedAt } = entity;
  const messages = kind === 'topic' ? [] : messagesOf(view, entity, now);
  return {
    id,
    name,
    type: types[kind],
    location: namespace.location,
    properties: {
      ...(kind !== 'subscription' && { ...container(entity, namespace), sizeInBytes: size(messages) }),
      ...(kind !== 'topic' && receiving(entity, messages)),
      ...(kind === 'topic' && { supportOrdering: true, subscriptionCount: entitiesOf(view, id).length }),
      ...(kind === 'subscription' && { isClientAffine: false, deadLetteringOnFilterEvaluationExceptions: true }),
      defaultMessageTimeToLive,
      enableBatchedOperations,
      status,
      autoDeleteOnIdle: forever,
      countDetails: counts(messages),
      createdAt: armTime(createdAt),
      updatedAt: armTime(changedAt),
      accessedAt: never,
    },
  };
}

const ruleType = (id: string): string =>
  id.includes('/queues/')
    ? 'Microsoft.ServiceBus/namespaces/queues/authorizationRules'
    : id.includes('/topics/')
      ? 'Microsoft.ServiceBus/namespaces/topics/authorizationRules'
      : 'Microsoft.ServiceBus/Namespaces/AuthorizationRules';

export const ruleBody = ({ location }: NamespaceRow, { id, name, rights }: RuleRow): Record<string, unknown> => ({
  id,
  name,
  type: ruleType(id),
  location,
  properties: { rights },
});

/** The keys of a policy; one of an entity has its path in the connection string. */
export function keysBody(namespace: NamespaceRow, rule: RuleRow): Record<string, unknown> {
  const entity = rule.id.slice(namespace.id.length).split('/')[2];
  const path = idKey(rule.parent) === idKey(namespace.id) ? '' : `;EntityPath=${entity}`;
  const connection = (key: string): string =>
    `Endpoint=sb://${namespace.name}.servicebus.windows.net/;SharedAccessKeyName=${rule.name};SharedAccessKey=${key}${path}`;
  const { primaryKey, secondaryKey, name } = rule;
  return {
    primaryConnectionString: connection(primaryKey),
    secondaryConnectionString: connection(secondaryKey),
    primaryKey,
    secondaryKey,
    keyName: name,
  };
}

export const networkBody = ({ id, location, properties, network }: NamespaceRow): Record<string, unknown> => ({
  id: `${id}/networkRuleSets/default`,
  name: 'default',
  type: 'Microsoft.ServiceBus/Namespaces/NetworkRuleSets',
  location: regionTitle(location),
  properties: { publicNetworkAccess: properties.publicNetworkAccess, ...network, virtualNetworkRules: [] },
});
