import type { Body } from '../implement.ts';
import { storageAccountCreate } from './account/create.ts';
import { storageAccountKeysList, storageAccountKeysRenew, storageAccountShowConnectionString } from './account/keys.ts';
import {
  storageAccountCheckName,
  storageAccountDelete,
  storageAccountList,
  storageAccountRevokeDelegationKeys,
  storageAccountShow,
  storageBlobServicePropertiesShow,
} from './account/look.ts';
import {
  storageAccountNetworkRuleAdd,
  storageAccountNetworkRuleList,
  storageAccountNetworkRuleRemove,
} from './account/network-rule.ts';
import { storageAccountUpdate } from './account/update.ts';
import { storageBlobDelete, storageBlobMetadataUpdate, storageBlobUpdate } from './blob/change.ts';
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
import { storageContainerMetadataShow, storageContainerMetadataUpdate } from './container/metadata.ts';
import { storageContainerSetPermission, storageContainerShowPermission } from './container/permission.ts';
import {
  storageContainerRmCreate,
  storageContainerRmDelete,
  storageContainerRmExists,
  storageContainerRmList,
  storageContainerRmShow,
} from './container/rm.ts';
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
  storageMessageUpdate,
} from './message/messages.ts';
import { storageQueueMetadataShow, storageQueueMetadataUpdate } from './queue/metadata.ts';
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
  storageAccountRevokeDelegationKeys,
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
  storageBlobServicePropertiesShow,
  storageBlobShow,
  storageBlobUpdate,
  storageBlobUpload,
  storageBlobUrl,
  storageContainerCreate,
  storageContainerDelete,
  storageContainerExists,
  storageContainerGenerateSas,
  storageContainerList,
  storageContainerMetadataShow,
  storageContainerMetadataUpdate,
  storageContainerRmCreate,
  storageContainerRmDelete,
  storageContainerRmExists,
  storageContainerRmList,
  storageContainerRmShow,
  storageContainerSetPermission,
  storageContainerShow,
  storageContainerShowPermission,
  storageMessageClear,
  storageMessageDelete,
  storageMessageGet,
  storageMessagePeek,
  storageMessagePut,
  storageMessageUpdate,
  storageQueueCreate,
  storageQueueDelete,
  storageQueueExists,
  storageQueueGenerateSas,
  storageQueueList,
  storageQueueMetadataShow,
  storageQueueMetadataUpdate,
];
