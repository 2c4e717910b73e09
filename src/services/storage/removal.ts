import { remove } from '#kernel/result.ts';
import { idKey } from '#kernel/scope.ts';
import type { Change, View } from '#kernel/tables.ts';
import {
  blobKey,
  containerKey,
  messageKey,
  queueKey,
  table,
  type AccountRow,
  type BlobRow,
  type ContainerRow,
  type DelegationKeyRow,
  type MessageRow,
  type QueueRow,
} from './models.ts';

/** A container goes with its blobs. */
export const removedContainer = (view: View, accountId: string, name: string): Change[] => [
  remove(table.containers, containerKey(accountId, name)),
  ...view
    .by<BlobRow>(table.blobs, 'container', containerKey(accountId, name))
    .map((blob) => remove(table.blobs, blobKey(accountId, name, blob.name))),
];

/** The messages of a queue go. */
export const removedMessages = (view: View, accountId: string, name: string): Change[] =>
  view
    .by<MessageRow>(table.messages, 'queue', queueKey(accountId, name))
    .map(({ id }) => remove(table.messages, messageKey(accountId, name, id)));

/** Everything that an account holds goes with it; its name is free at once. */
export function removedAccount(view: View, { id, name }: AccountRow): Change[] {
  const of = idKey(id);
  return [
    remove('resources', of),
    remove(table.names, name),
    remove(table.keys, of),
    ...view
      .by<DelegationKeyRow>(table.delegationKeys, 'account', of)
      .map(({ key }) => remove(table.delegationKeys, key)),
    ...view
      .by<ContainerRow>(table.containers, 'account', of)
      .flatMap((container) => removedContainer(view, id, container.name)),
    ...view
      .by<QueueRow>(table.queues, 'account', of)
      .flatMap((queue) => [remove(table.queues, queueKey(id, queue.name)), ...removedMessages(view, id, queue.name)]),
  ];
}
