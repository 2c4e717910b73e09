import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome, type Refusal } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change } from '#kernel/tables.ts';
import * as say from '../errors.ts';
import { lifeOf, messagesOf } from '../message-life.ts';
import { entitiesOf, messageKey, table, type EntityRow, type MessageRow } from '../models.ts';
import { batchIn, batchType, messageIn, type Given } from '../wire.ts';
import { dataOperation, type At } from './data-operation.ts';

const kilobyte = 1024;

/** The message as a queue or subscription keeps it. */
function kept(ctx: Ctx, given: Given, path: EntityRow[], target: EntityRow, numbers: [number, number]): MessageRow {
  const { told, body, bodyType, contentType, user, timeToLive, scheduledAt } = given;
  const later = scheduledAt !== undefined && scheduledAt > ctx.now;
  const enqueuedAt = later ? scheduledAt : ctx.now;
  const life = lifeOf(timeToLive, path);
  const [sequence, enqueuedSequence] = numbers;
  const id = told.MessageId ?? ctx.newId('serviceBusMessage', `${path[0]?.id} ${enqueuedSequence}`).replaceAll('-', '');
  return {
    entity: idKey(target.id),
    sequence,
    enqueuedSequence,
    told: { ...told, MessageId: id },
    body,
    ...(bodyType !== undefined && { bodyType }),
    ...(contentType !== undefined && { contentType }),
    user,
    state: later ? 'Scheduled' : 'Active',
    enqueuedAt,
    ...(life !== undefined && { timeToLive: life / 1000, expiresAt: enqueuedAt + life }),
    deliveryCount: 0,
  };
}

/** Messages into a queue, or into every subscription of a topic. */
function enqueue(
  ctx: Ctx,
  { entity, namespace }: At,
  given: Given[],
): { changes: Change[]; numbers: number[] } | Refusal {
  const limit = (namespace.sku.name === 'Premium' ? 1024 : 256) * kilobyte;
  const bytes = given.reduce((sum, { body }) => sum + new TextEncoder().encode(body).length, 0);
  if (bytes > limit) return say.messageTooLarge(bytes, limit);
  const targets = entity.kind === 'topic' ? entitiesOf(ctx.view, entity.id) : [entity];
  const numbers = given.map((_, place) => entity.sent + place + 1);
  const counted = (row: EntityRow): Change =>
    put(table.entities, idKey(row.id), { ...row, sent: row.sent + given.length });
  // One id for all copies of a message, also where the sender gave none.
  const rows = given.flatMap((each, place) => {
    const number = numbers[place] ?? 0;
    const first = kept(ctx, each, [entity], entity, [number, number]);
    if (entity.kind === 'queue') return [first];
    const same = { ...each, told: first.told };
    return targets.map((target) => kept(ctx, same, [entity, target], target, [target.sent + place + 1, number]));
  });
  const changes = [
    ...rows.map((row) => put(table.messages, messageKey(row), row)),
    counted(entity),
    ...(entity.kind === 'topic' ? targets.map(counted) : []),
  ];
  return { changes, numbers };
}

function given({ headers, text }: Input): Given[] | Refusal {
  if (headers['content-type']?.toLowerCase().startsWith(batchType)) return batchIn(text);
  const one = messageIn(headers, text);
  return 'status' in one ? one : [one];
}

const sent = (ctx: Ctx, at: At, messages: Given[] | Refusal, body?: (numbers: number[]) => unknown): Outcome => {
  if ('status' in messages) return refuse(messages);
  const done = enqueue(ctx, at, messages);
  if ('status' in done) return refuse(done);
  return ok({ status: 201, changes: done.changes, ...(body && { body: body(done.numbers) }) });
};

const sendMessages = dataOperation({
  right: 'Send',
  title: 'Send messages',
  method: 'POST',
  path: '/messages/{entity}',
  handle: (ctx, input, at) => sent(ctx, at, given(input)),
});

/** Ours, for the bridge of the other protocol: it wants the numbers. */
const sendBatch = dataOperation({
  right: 'Send',
  title: 'Send a batch of messages',
  method: 'POST',
  path: '/batch/{entity}',
  handle: (ctx, input, at) => sent(ctx, at, batchIn(input.text), (numbers) => ({ SequenceNumbers: numbers })),
});

/** Ours: takes back what was scheduled, all copies of it. */
const cancelScheduled = dataOperation({
  right: 'Send',
  title: 'Cancel a scheduled message',
  method: 'DELETE',
  path: '/scheduled/{entity}/{number}',
  handle(ctx, { params }, { entity }) {
    const targets = entity.kind === 'topic' ? entitiesOf(ctx.view, entity.id) : [entity];
    const found = targets
      .flatMap((target) => messagesOf(ctx.view, target, ctx.now))
      .filter(({ state, enqueuedSequence }) => state === 'Scheduled' && String(enqueuedSequence) === params['number']);
    if (!found.length) return refuse(say.messageNotFound);
    return ok({ status: 204, changes: found.map((row) => remove(table.messages, messageKey(row))) });
  },
});

export const sendOperations: Operation[] = [sendMessages, sendBatch, cancelScheduled];
