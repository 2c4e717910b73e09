import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Refusal } from '#kernel/result.ts';
import type { Change } from '#kernel/tables.ts';
import * as say from '../errors.ts';
import { isFree, lockMs, messagesOf } from '../message-life.ts';
import { messageKey, table, type EntityRow, type MessageRow } from '../models.ts';
import { headersOut, jsonOut } from '../wire.ts';
import { dataOperation, type At } from './data-operation.ts';

const here = (ctx: Ctx, { entity, dead }: At): MessageRow[] =>
  messagesOf(ctx.view, entity, ctx.now).filter((message) => Boolean(message.dead) === dead);

/** The message under a new lock. */
function locked(ctx: Ctx, entity: EntityRow, message: MessageRow): MessageRow {
  return {
    ...message,
    lockToken: ctx.newId('serviceBusLock', messageKey(message)),
    lockedUntil: ctx.now + lockMs(entity),
    deliveryCount: message.deliveryCount + 1,
  };
}

const stored = (row: MessageRow): Change => put(table.messages, messageKey(row), row);
const gone = (row: MessageRow): Change => remove(table.messages, messageKey(row));

/** What is handed out, and what that changes: a lock, or that it is gone. */
function taken(
  ctx: Ctx,
  entity: EntityRow,
  messages: MessageRow[],
  lock: boolean,
): { out: MessageRow[]; changes: Change[] } {
  if (!lock)
    return {
      out: messages.map((row) => ({ ...row, deliveryCount: row.deliveryCount + 1 })),
      changes: messages.map(gone),
    };
  const out = messages.map((message) => locked(ctx, entity, message));
  return { out, changes: out.map(stored) };
}

const receiveOne = (method: string, title: string, lock: boolean): Operation =>
  dataOperation({
    right: 'Listen',
    title,
    method,
    path: '/head/{entity}',
    handle(ctx, { url }, at) {
      const { out, changes } = taken(ctx, at.entity, here(ctx, at).filter(isFree).slice(0, 1), lock);
      const [message] = out;
      if (!message) return ok({ status: 204 });
      const base = `https://${url.host}${url.path.replace(/\/head$/i, '')}`;
      return ok({
        status: lock ? 201 : 200,
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          ...headersOut(message),
          ...(lock && { location: `${base}/${message.sequence}/${message.lockToken}` }),
        },
        body: message.body,
        changes,
      });
    },
  });

const mostAtOnce = 100;

function count(input: Input, name: string, otherwise: number): number | Refusal {
  const text = input.query(name) ?? String(otherwise);
  return /^\d{1,15}$/.test(text) ? Number(text) : say.badMessage(name);
}

/** `PeekLock` unless the query says otherwise. */
const wantsLock = (input: Input): boolean => input.query('mode')?.toLowerCase() !== 'receiveanddelete';

/** Ours, for the bridge of the other protocol, as are the two that follow: several messages with all that is known of them. */
const receiveMany = dataOperation({
  right: 'Listen',
  title: 'Receive messages',
  method: 'POST',
  path: '/receive/{entity}',
  handle(ctx, input, at) {
    const most = count(input, 'count', 1);
    if (typeof most !== 'number') return refuse(most);
    const messages = here(ctx, at).filter(isFree).slice(0, Math.min(most, mostAtOnce));
    const { out, changes } = taken(ctx, at.entity, messages, wantsLock(input));
    return ok({ status: 200, body: out.map(jsonOut), changes });
  },
});

const peek = dataOperation({
  right: 'Listen',
  title: 'Peek messages',
  method: 'GET',
  path: '/peek/{entity}',
  reads: true,
  handle(ctx, input, at) {
    const from = count(input, 'from', 0);
    const most = count(input, 'count', 1);
    if (typeof from !== 'number') return refuse(from);
    if (typeof most !== 'number') return refuse(most);
    const messages = here(ctx, at).filter(({ sequence }) => sequence >= from);
    return ok({ status: 200, body: messages.slice(0, Math.min(most, mostAtOnce)).map(jsonOut) });
  },
});

/** Deferred messages come by their numbers only: all that are asked for, or none. */
const receiveDeferred = dataOperation({
  right: 'Listen',
  title: 'Receive deferred messages',
  method: 'POST',
  path: '/deferred/{entity}',
  handle(ctx, input, at) {
    const numbers = (input.query('sequenceNumbers') ?? '').split(',').filter(Boolean);
    const all = here(ctx, at).filter(({ state, lockToken }) => state === 'Deferred' && lockToken === undefined);
    const found = numbers.map((number) => all.find(({ sequence }) => String(sequence) === number));
    const messages = [...new Set(found)].filter((message) => message !== undefined);
    if (!messages.length || found.includes(undefined)) return refuse(say.messageNotFound);
    const { out, changes } = taken(ctx, at.entity, messages, wantsLock(input));
    return ok({ status: 200, body: out.map(jsonOut), changes });
  },
});

export const receiveOperations: Operation[] = [
  receiveOne('POST', 'Peek-lock message', true),
  receiveOne('DELETE', 'Receive and delete message', false),
  receiveMany,
  peek,
  receiveDeferred,
];
