import type { Body } from '../implement.ts';
import { storageAccountCreate } from './account/create.ts';
import { storageAccountKeysList, storageAccountKeysRenew, storageAccountShowConnectionString } from './account/keys.ts';
import {
  storageAccountCheckName,
  storageAccountDelete,
  storageAccountList,
  storageAccountShow,
} from './account/look.ts';
import {
  storageAccountNetworkRuleAdd,
  storageAccountNetworkRuleList,
  storageAccountNetworkRuleRemove,
} from './account/network-rule.ts';
import { storageAccountUpdate } from './account/update.ts';
import { storageBlobDelete, storageBlobMetadataUpdate } from './blob/change.ts';
import { storageBlobDownload, storageBlobUpload } from './blob/content.ts';
import {
  storageBlobExists,
  storageBlobList,
  storageBlobMetadataShow,
  storageBlobShow,
  storageBlobUrl,
} from './blob/look.ts';
import { storageContainerCreate, storageContainerDelete } from './container/life.ts';
import { storageContainerExists, storageContainerList, storageContainerShow } from './container/look.ts';
import { storageContainerSetPermission, storageContainerShowPermission } from './container/permission.ts';
import {
  storageAccountGenerateSas,
  storageBlobGenerateSas,
  storageContainerGenerateSas,
  storageQueueGenerateSas,
} from './data/generate-sas.ts';
import {
  storageMessageClear,
  storageMessageDelete,
  storageMessageGet,
  storageMessagePeek,
  storageMessagePut,
} from './message/messages.ts';
import { storageQueueCreate, storageQueueDelete, storageQueueExists, storageQueueList } from './queue/queues.ts';

/** What `az storage …` does: accounts through Resource Manager, their blobs and queues through the data services. */
export const storageBodies: readonly Body[] = [
  storageAccountCheckName,
  storageAccountCreate,
  storageAccountDelete,
  storageAccountGenerateSas,
  storageAccountKeysList,
  storageAccountKeysRenew,
  storageAccountList,
  storageAccountNetworkRuleAdd,
  storageAccountNetworkRuleList,
  storageAccountNetworkRuleRemove,
  storageAccountShow,
  storageAccountShowConnectionString,
  storageAccountUpdate,
  storageBlobDelete,
  storageBlobDownload,
  storageBlobExists,
  storageBlobGenerateSas,
  storageBlobList,
  storageBlobMetadataShow,
  storageBlobMetadataUpdate,
  storageBlobShow,
  storageBlobUpload,
  storageBlobUrl,
  storageContainerCreate,
  storageContainerDelete,
  storageContainerExists,
  storageContainerGenerateSas,
  storageContainerList,
  storageContainerSetPermission,
  storageContainerShow,
  storageContainerShowPermission,
  storageMessageClear,
  storageMessageDelete,
  storageMessageGet,
  storageMessagePeek,
  storageMessagePut,
  storageQueueCreate,
  storageQueueDelete,
  storageQueueExists,
  storageQueueGenerateSas,
  storageQueueList,
];
