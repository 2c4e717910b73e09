import type { Ctx, Operation } from '#kernel/define.ts';
import { ok, put, refuse, type Outcome, type Refusal } from '#kernel/result.ts';
import { idKey, nameOf } from '#kernel/scope.ts';
import { durationMs, durationText, forever } from '../durations.ts';
import * as say from '../errors.ts';
import {
  entitiesOf,
  EntityBody,
  entityById,
  namespaces,
  namespaceType,
  table,
  type EntityKind,
  type EntityRow,
  type NamespaceRow,
} from '../models.ts';
import { removedEntity } from '../removal.ts';
import { entityBody } from '../shapes.ts';
import { armOperation, below, type Below } from './arm-operation.ts';

type Given = NonNullable<NonNullable<EntityBody>['properties']>;

const kinds = [
  { kind: 'queue', path: '/queues', name: '{queueName}', action: 'queues', title: 'queue' },
  { kind: 'topic', path: '/topics', name: '{topicName}', action: 'topics', title: 'topic' },
  {
    kind: 'subscription',
    path: '/topics/{topicName}/subscriptions',
    name: '{subscriptionName}',
    action: 'topics/subscriptions',
    title: 'subscription',
  },
] as const;

/** What is asked for and not there, so that it is not silently left out. */
function unsupported(given: Given): Refusal | undefined {
  const asked: [unknown, string][] = [
    [given.requiresSession, 'An entity with sessions'],
    [given.requiresDuplicateDetection, 'Duplicate detection'],
    [given.forwardTo, 'Forwarding'],
    [given.forwardDeadLetteredMessagesTo, 'Forwarding of dead-lettered messages'],
    [given.autoDeleteOnIdle && given.autoDeleteOnIdle !== forever, 'Deletion of an idle entity'],
  ];
  const found = asked.find(([value]) => Boolean(value));
  return found && say.notSimulatedHere(found[1]);
}

const durations = ['lockDuration', 'defaultMessageTimeToLive', 'duplicateDetectionHistoryTimeWindow'] as const;
const fiveMinutes = 5 * 60_000;

/** Values that no entity can have. Source: "Service Bus quotas", "Queues - Create Or Update". */
function invalid(given: Given): Refusal | undefined {
  for (const name of durations) {
    const text = given[name];
    if (typeof text === 'string' && !durationMs(text)) return say.valueInvalid(name, text);
  }
  if (given.lockDuration && (durationMs(given.lockDuration) ?? 0) > fiveMinutes)
    return say.lockTooLong(given.lockDuration);
  const { maxDeliveryCount: most, maxSizeInMegabytes: size } = given;
  if (typeof most === 'number' && (most < 1 || most > 2000)) return say.valueInvalid('maxDeliveryCount', most);
  if (typeof size === 'number' && (size < 1024 || size > 81_920)) return say.valueInvalid('maxSizeInMegabytes', size);
  return undefined;
}

const validName = {
  queue: /^[a-z0-9](?:[\w.-]{0,258}[a-z0-9])?$/i,
  subscription: /^[a-z0-9](?:[\w.-]{0,48}[a-z0-9])?$/i,
};

/** Why nothing of this name can be made here. */
function nameRefusal(ctx: Ctx, namespace: NamespaceRow, kind: EntityKind, id: string): Refusal | undefined {
  const name = nameOf(id);
  if (!validName[kind === 'subscription' ? kind : 'queue'].test(name)) return say.entityNameInvalid(name);
  if (kind !== 'queue' && namespace.sku.name === 'Basic') return say.basicTier('Topic', namespace);
  const other = kind === 'queue' ? 'topics' : 'queues';
  const taken = kind !== 'subscription' && entityById(ctx.view, `${namespace.id}/${other}/${name}`);
  return taken ? say.nameOfOther(name) : undefined;
}

const text = (given: string | null | undefined, otherwise: string): string =>
  given ? durationText(durationMs(given) ?? 0) : otherwise;

/** A PUT says all of it: what is not given takes its default. */
function writeEntity(ctx: Ctx, kind: EntityKind, at: Below, body: EntityBody): Outcome {
  const { namespace, entity: held, id } = at;
  const given = body?.properties ?? {};
  const wrong = (held ? undefined : nameRefusal(ctx, namespace, kind, id)) ?? invalid(given) ?? unsupported(given);
  if (wrong) return refuse(wrong);
  const parent = kind === 'subscription' ? id.slice(0, id.lastIndexOf('/subscriptions/')) : namespace.id;
  const topic = kind === 'subscription' ? entityById(ctx.view, parent) : undefined;
  if (kind === 'subscription' && !topic) return refuse(say.childNotFound(parent));
  const entity: EntityRow = {
    id: held?.id ?? (topic ? `${topic.id}/subscriptions/${nameOf(id)}` : id),
    name: held?.name ?? nameOf(id),
    kind,
    parent: idKey(parent),
    status: given.status ?? 'Active',
    lockDuration: text(given.lockDuration, 'PT1M'),
    defaultMessageTimeToLive: text(given.defaultMessageTimeToLive, namespace.sku.name === 'Basic' ? 'P14D' : forever),
    maxDeliveryCount: given.maxDeliveryCount ?? 10,
    maxSizeInMegabytes: given.maxSizeInMegabytes ?? 1024,
    deadLetteringOnMessageExpiration: given.deadLetteringOnMessageExpiration ?? false,
    enableBatchedOperations: given.enableBatchedOperations ?? true,
    enablePartitioning: given.enablePartitioning ?? false,
    duplicateDetectionHistoryTimeWindow: text(given.duplicateDetectionHistoryTimeWindow, 'PT10M'),
    sent: held?.sent ?? 0,
    createdAt: held?.createdAt ?? ctx.now,
    changedAt: ctx.now,
  };
  const changes = [put(table.entities, idKey(entity.id), entity)];
  return ok({ status: 200, body: entityBody(ctx.view, ctx.now, namespace, entity), changes });
}

const operationsOn = ({ kind, path, name, action, title }: (typeof kinds)[number]): Operation[] => {
  const list = `${namespaces.path}${path}`;
  const one = `${list}/${name}`;
  const named = (verb: string): string => `${namespaceType}/${action}/${verb}`;
  return [
    armOperation<EntityBody>({
      action: named('write'),
      title: `Create or update ${title}`,
      method: 'PUT',
      path: one,
      body: EntityBody,
      handle: (ctx, { params, body }) => below(ctx, { params }, (at) => writeEntity(ctx, kind, at, body)),
    }),
    armOperation({
      action: named('read'),
      title: `Get ${title}`,
      method: 'GET',
      path: one,
      handle: (ctx, input) =>
        below(ctx, input, ({ namespace, entity, id }) =>
          entity
            ? ok({ status: 200, body: entityBody(ctx.view, ctx.now, namespace, entity) })
            : refuse(say.childNotFound(id)),
        ),
    }),
    armOperation({
      action: named('Delete'),
      title: `Delete ${title}`,
      method: 'DELETE',
      path: one,
      handle: (ctx, input) =>
        below(ctx, input, ({ entity }) => {
          if (!entity) return ok({ status: 204 });
          const url = 'https://platform.internal/authorization/scope';
          ctx.send('platform', { method: 'DELETE', url, body: { scope: entity.id } });
          return ok({ status: 200, changes: removedEntity(ctx.view, entity) });
        }),
    }),
    armOperation({
      action: named('read'),
      title: `List ${title === 'queue' ? 'queues' : `${title}s`}`,
      method: 'GET',
      path: list,
      handle: (ctx, input) =>
        below(ctx, input, ({ namespace, entity, id }) => {
          if (kind === 'subscription' && !entity) return refuse(say.childNotFound(id));
          const all = entitiesOf(ctx.view, id, kind);
          return ok({
            status: 200,
            body: { value: all.map((each) => entityBody(ctx.view, ctx.now, namespace, each)) },
          });
        }),
    }),
  ];
};

export const entityOperations: Operation[] = kinds.flatMap(operationsOn);
