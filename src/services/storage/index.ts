import type { Service } from '#kernel/define.ts';
import { second } from '#kernel/clock.ts';
import {
  table,
  type BlobRow,
  type ContainerRow,
  type DelegationKeyRow,
  type MessageRow,
  type QueueRow,
} from './models.ts';
import { accountKeyOperations } from './operations/account-keys.ts';
import { accountOperations } from './operations/accounts.ts';
import { armContainerOperations } from './operations/arm-containers.ts';
import { blobListOperations } from './operations/blob-list.ts';
import { blobOperations } from './operations/blobs.ts';
import { containerOperations } from './operations/containers.ts';
import { delegationKeyOperations } from './operations/delegation-key.ts';
import { messageOperations } from './operations/messages.ts';
import { queueOperations } from './operations/queues.ts';
import { recordRequests } from './record-requests.ts';
import { blobSurface, queueSurface } from './surface.ts';

/**
 * Azure Storage: accounts as ARM resources, their blobs at `{account}.blob.core.windows.net` and their queues at
 * `{account}.queue.core.windows.net`. Behaviour: https://learn.microsoft.com/rest/api/storageservices/
 */
export const storage: Service = {
  namespace: 'Microsoft.Storage',
  surfaces: [blobSurface, queueSurface],
  operations: [
    ...accountOperations,
    ...accountKeyOperations,
    ...armContainerOperations,
    ...containerOperations,
    ...blobOperations,
    ...blobListOperations,
    ...delegationKeyOperations,
    ...queueOperations,
    ...messageOperations,
  ],
  observers: [recordRequests],
  indexes: {
    [table.delegationKeys]: { account: (row: DelegationKeyRow) => [row.account] },
    [table.containers]: { account: (row: ContainerRow) => [row.account] },
    [table.blobs]: { container: (row: BlobRow) => [row.container] },
    [table.queues]: { account: (row: QueueRow) => [row.account] },
    [table.messages]: { queue: (row: MessageRow) => [row.queue] },
  },
  upcoming: (view, now) =>
    view.all<MessageRow>(table.messages).flatMap(({ queue, visibleAt, expiresAt }) => {
      const name = queue.slice(queue.lastIndexOf(' ') + 1);
      const seen = visibleAt > now && (expiresAt === undefined || expiresAt > visibleAt);
      return seen && visibleAt - now > second
        ? [{ at: visibleAt, what: `A message of the queue ${name} can be seen again` }]
        : [];
    }),
};
