import type { Ctx, Operation } from '#kernel/define.ts';
import { endScope } from '#kernel/host-identity.ts';
import { ok, put, refuse, remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import * as say from '../errors.ts';
import { queueKey, queueScope, table, type AccountRow, type MessageRow, type QueueRow } from '../models.ts';
import { removedMessages } from '../removal.ts';
import { element, textElement } from '../xml.ts';
import { dataOperation, isRefusal, metadataHeaders, metadataOf } from './data-operation.ts';
import { enumeration, includes, metadataElement, pageOf, xml } from './listing.ts';

export const queueAt = (ctx: Ctx, account: AccountRow, name: string): QueueRow | undefined =>
  ctx.view.get<QueueRow>(table.queues, queueKey(account.id, name));

/** The messages of a queue whose time has not run out, in the order in which they were put. */
export const messagesOf = (ctx: Ctx, account: AccountRow, name: string): MessageRow[] =>
  ctx.view
    .by<MessageRow>(table.messages, 'queue', queueKey(account.id, name))
    .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > ctx.now)
    .sort((a, b) => a.order - b.order);

const sameMetadata = (a: Record<string, string>, b: Record<string, string>): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

const createQueue = dataOperation({
  service: 'queue',
  title: 'Create queue',
  method: 'PUT',
  path: '/queue/{queue}',
  handle(ctx, input, account) {
    const name = input.params['queue'] ?? '';
    const metadata = metadataOf(input.headers);
    if (isRefusal(metadata)) return refuse(metadata);
    const held = queueAt(ctx, account, name);
    if (held) return sameMetadata(held.metadata, metadata) ? ok({ status: 204 }) : refuse(say.queueExists);
    const made: QueueRow = { account: idKey(account.id), name, metadata, put: 0 };
    return ok({ status: 201, changes: [put(table.queues, queueKey(account.id, name), made)] });
  },
});

const deleteQueue = dataOperation({
  service: 'queue',
  title: 'Delete queue',
  method: 'DELETE',
  path: '/queue/{queue}',
  handle(ctx, { params }, account) {
    const name = params['queue'] ?? '';
    if (!queueAt(ctx, account, name)) return refuse(say.queueNotFound);
    endScope(ctx, queueScope(account.id, name));
    return ok({
      status: 204,
      changes: [remove(table.queues, queueKey(account.id, name)), ...removedMessages(ctx.view, account.id, name)],
    });
  },
});

const readQueue = (method: string): Operation =>
  dataOperation({
    service: 'queue',
    title: 'Get queue metadata',
    method,
    path: '/queue-metadata/{queue}',
    handle(ctx, { params }, account) {
      const held = queueAt(ctx, account, params['queue'] ?? '');
      if (!held) return refuse(say.queueNotFound);
      const count = messagesOf(ctx, account, held.name).length;
      return ok({
        status: 200,
        headers: { ...metadataHeaders(held.metadata), 'x-ms-approximate-messages-count': String(count) },
      });
    },
  });

const setMetadata = dataOperation({
  service: 'queue',
  title: 'Set queue metadata',
  method: 'PUT',
  path: '/queue-metadata/{queue}',
  handle(ctx, { params, headers }, account) {
    const held = queueAt(ctx, account, params['queue'] ?? '');
    if (!held) return refuse(say.queueNotFound);
    const metadata = metadataOf(headers);
    if (isRefusal(metadata)) return refuse(metadata);
    return ok({ status: 204, changes: [put(table.queues, queueKey(account.id, held.name), { ...held, metadata })] });
  },
});

const listQueues = dataOperation({
  service: 'queue',
  title: 'List queues',
  method: 'GET',
  path: '/queues',
  handle(ctx, input, account) {
    const all = ctx.view.by<QueueRow>(table.queues, 'account', idKey(account.id));
    const page = pageOf(input, all, ({ name }) => name);
    if ('status' in page) return refuse(page);
    const items = page.items.map(({ name, metadata }) =>
      element('Queue', textElement('Name', name) + (includes(input, 'metadata') ? metadataElement(metadata) : '')),
    );
    const endpoint = { ServiceEndpoint: `https://${account.name}.queue.core.windows.net/` };
    return ok({ status: 200, headers: xml, body: enumeration(input, endpoint, 'Queues', { ...page, items }) });
  },
});

export const queueOperations: Operation[] = [
  listQueues,
  createQueue,
  deleteQueue,
  readQueue('GET'),
  readQueue('HEAD'),
  setMetadata,
];
