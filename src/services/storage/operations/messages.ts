import { second } from '#kernel/clock.ts';
import type { Ctx, Input, Operation } from '#kernel/define.ts';
import { ok, put, refuse, remove, type Outcome, type Refusal } from '#kernel/result.ts';
import * as say from '../errors.ts';
import { messageKey, queueKey, table, type AccountRow, type MessageRow, type QueueRow } from '../models.ts';
import { removedMessages } from '../removal.ts';
import { base64, utf8Length } from '../secrets.ts';
import { document, element, readXml, textElement } from '../xml.ts';
import { dataOperation, httpTime, numberFrom } from './data-operation.ts';
import { xml } from './listing.ts';
import { messagesOf, queueAt } from './queues.ts';

const week = 7 * 24 * 3600;
const largest = 64 * 1024;
/** What Azure shows for a message that never ends. */
const never = 'Fri, 31 Dec 9999 23:59:59 GMT';

const onQueue = (
  title: string,
  method: string,
  path: string,
  handle: (ctx: Ctx, input: Input, at: { account: AccountRow; queue: QueueRow }) => Outcome,
): Operation =>
  dataOperation({
    service: 'queue',
    title,
    method,
    path,
    handle(ctx, input, account) {
      const queue = queueAt(ctx, account, input.params['queue'] ?? '');
      return queue ? handle(ctx, input, { account, queue }) : refuse(say.queueNotFound);
    },
  });

/** A new receipt: it proves that its holder was the last to take the message. */
const receiptOf = (ctx: Ctx, id: string): string =>
  base64(new TextEncoder().encode(ctx.newId('popReceipt', id).slice(0, 18)));

const shown = (message: MessageRow, ...parts: ('receipt' | 'count' | 'text')[]): string =>
  element(
    'QueueMessage',
    textElement('MessageId', message.id) +
      textElement('InsertionTime', httpTime(message.insertedAt)) +
      textElement('ExpirationTime', message.expiresAt === undefined ? never : httpTime(message.expiresAt)) +
      (parts.includes('receipt')
        ? textElement('PopReceipt', message.popReceipt) + textElement('TimeNextVisible', httpTime(message.visibleAt))
        : '') +
      (parts.includes('count') ? textElement('DequeueCount', String(message.dequeueCount)) : '') +
      (parts.includes('text') ? textElement('MessageText', message.text) : ''),
  );

const list = (messages: string[]): string => document(element('QueueMessagesList', messages.join('')));

const stored = (account: AccountRow, queue: QueueRow, message: MessageRow) =>
  put(table.messages, messageKey(account.id, queue.name, message.id), message);

/** The text of a message body, or why it cannot be one. */
function textOf({ text }: Input): { content: string } | Refusal {
  const message = readXml(text, 'QueueMessage')?.['MessageText'];
  if (message === undefined) return say.invalidXml;
  return utf8Length(message) > largest ? say.bodyTooLarge : { content: message };
}

const putMessage = onQueue('Put message', 'POST', '/messages/{queue}', (ctx, input, { account, queue }) => {
  const visibility = numberFrom(input, 'visibilitytimeout', 0, 0, week);
  if (typeof visibility !== 'number') return refuse(visibility);
  const life = numberFrom(input, 'messagettl', week, -1, Number.MAX_SAFE_INTEGER);
  if (typeof life !== 'number') return refuse(life);
  if (life === 0 || (life > 0 && visibility >= life)) return refuse(say.queryInvalid('messagettl', String(life)));
  const body = textOf(input);
  if ('status' in body) return refuse(body);
  const id = ctx.newId('message', queueKey(account.id, queue.name));
  const message: MessageRow = {
    queue: queueKey(account.id, queue.name),
    id,
    order: queue.put,
    text: body.content,
    insertedAt: ctx.now,
    ...(life > 0 && { expiresAt: ctx.now + Math.min(life, 1e9) * second }),
    visibleAt: ctx.now + visibility * second,
    popReceipt: receiptOf(ctx, id),
    dequeueCount: 0,
  };
  return ok({
    status: 201,
    headers: xml,
    body: list([shown(message, 'receipt')]),
    changes: [
      stored(account, queue, message),
      put(table.queues, queueKey(account.id, queue.name), { ...queue, put: queue.put + 1 }),
    ],
  });
});

/** The first messages that can be seen now, as many as `numofmessages` asks for. */
function visible(ctx: Ctx, input: Input, account: AccountRow, queue: QueueRow): MessageRow[] | Refusal {
  const count = numberFrom(input, 'numofmessages', 1, 1, 32);
  if (typeof count !== 'number') return count;
  return messagesOf(ctx, account, queue.name)
    .filter(({ visibleAt }) => visibleAt <= ctx.now)
    .slice(0, count);
}

const getMessages = onQueue('Get messages', 'GET', '/messages/{queue}', (ctx, input, { account, queue }) => {
  const visibility = numberFrom(input, 'visibilitytimeout', 30, 1, week);
  if (typeof visibility !== 'number') return refuse(visibility);
  const found = visible(ctx, input, account, queue);
  if ('status' in found) return refuse(found);
  const taken = found.map((message) => ({
    ...message,
    visibleAt: ctx.now + visibility * second,
    popReceipt: receiptOf(ctx, message.id),
    dequeueCount: message.dequeueCount + 1,
  }));
  return ok({
    status: 200,
    headers: xml,
    body: list(taken.map((message) => shown(message, 'receipt', 'count', 'text'))),
    changes: taken.map((message) => stored(account, queue, message)),
  });
});

const peekMessages = onQueue('Peek messages', 'GET', '/peek/{queue}', (ctx, input, { account, queue }) => {
  const found = visible(ctx, input, account, queue);
  if ('status' in found) return refuse(found);
  return ok({ status: 200, headers: xml, body: list(found.map((message) => shown(message, 'count', 'text'))) });
});

const clearMessages = onQueue('Clear messages', 'DELETE', '/messages/{queue}', (ctx, _input, { account, queue }) =>
  ok({ status: 204, changes: removedMessages(ctx.view, account.id, queue.name) }),
);

/** The message that the path names, if the receipt of the query is its last. */
function held(ctx: Ctx, input: Input, account: AccountRow, queue: QueueRow): MessageRow | Refusal {
  const receipt = input.query('popreceipt');
  if (receipt === undefined || receipt === '') return say.queryMissing('popreceipt');
  const message = messagesOf(ctx, account, queue.name).find(({ id }) => id === input.params['message']?.toLowerCase());
  if (!message) return say.messageNotFound;
  return message.popReceipt === receipt.replaceAll(' ', '+') ? message : say.popReceiptMismatch;
}

const deleteMessage = onQueue(
  'Delete message',
  'DELETE',
  '/message/{queue}/{message}',
  (ctx, input, { account, queue }) => {
    const message = held(ctx, input, account, queue);
    if ('status' in message) return refuse(message);
    return ok({ status: 204, changes: [remove(table.messages, messageKey(account.id, queue.name, message.id))] });
  },
);

const updateMessage = onQueue(
  'Update message',
  'PUT',
  '/message/{queue}/{message}',
  (ctx, input, { account, queue }) => {
    if (!input.query('visibilitytimeout')) return refuse(say.queryMissing('visibilitytimeout'));
    const visibility = numberFrom(input, 'visibilitytimeout', 0, 0, week);
    if (typeof visibility !== 'number') return refuse(visibility);
    const message = held(ctx, input, account, queue);
    if ('status' in message) return refuse(message);
    const body = input.text === '' ? { content: message.text } : textOf(input);
    if ('status' in body) return refuse(body);
    const changed: MessageRow = {
      ...message,
      text: body.content,
      visibleAt: ctx.now + visibility * second,
      popReceipt: receiptOf(ctx, message.id),
    };
    return ok({
      status: 204,
      headers: { 'x-ms-popreceipt': changed.popReceipt, 'x-ms-time-next-visible': httpTime(changed.visibleAt) },
      changes: [stored(account, queue, changed)],
    });
  },
);

export const messageOperations: Operation[] = [
  putMessage,
  getMessages,
  peekMessages,
  clearMessages,
  deleteMessage,
  updateMessage,
];
