import type { Body } from '../implement.ts';
import { keyvaultCertificateImport } from './certificate/import.ts';
import {
  keyvaultCertificateDownload,
  keyvaultCertificateList,
  keyvaultCertificateListVersions,
  keyvaultCertificateShow,
} from './certificate/look.ts';
import { keyvaultCreate } from './create.ts';
import { keyvaultDeletePolicy } from './delete-policy.ts';
import { keyvaultDelete } from './delete.ts';
import { keyvaultKeyImport } from './key/import.ts';
import { keyvaultKeyList, keyvaultKeyListVersions, keyvaultKeyShow } from './key/look.ts';
import { keyvaultListDeleted } from './list-deleted.ts';
import { keyvaultList } from './list.ts';
import { keyvaultNetworkRuleAdd, keyvaultNetworkRuleList, keyvaultNetworkRuleRemove } from './network-rule.ts';
import { keyvaultPurge } from './purge.ts';
import { keyvaultRecover } from './recover.ts';
import { keyvaultSecretDelete } from './secret/delete.ts';
import { keyvaultSecretDownload } from './secret/download.ts';
import { keyvaultSecretListDeleted } from './secret/list-deleted.ts';
import { keyvaultSecretListVersions } from './secret/list-versions.ts';
import { keyvaultSecretList } from './secret/list.ts';
import { keyvaultSecretPurge } from './secret/purge.ts';
import { keyvaultSecretRecover } from './secret/recover.ts';
import { keyvaultSecretSetAttributes } from './secret/set-attributes.ts';
import { keyvaultSecretSet } from './secret/set.ts';
import { keyvaultSecretShowDeleted } from './secret/show-deleted.ts';
import { keyvaultSecretShow } from './secret/show.ts';
import { keyvaultSetPolicy } from './set-policy.ts';
import { keyvaultShowDeleted } from './show-deleted.ts';
import { keyvaultShow } from './show.ts';
import { keyvaultUpdate } from './update.ts';
import { keyvaultNetworkRuleWait, keyvaultWait } from './wait.ts';

/** What this lab does of `az keyvault`. */
export const keyvaultBodies: readonly Body[] = [
  keyvaultCertificateDownload,
  keyvaultCertificateImport,
  keyvaultCertificateList,
  keyvaultCertificateListVersions,
  keyvaultCertificateShow,
  keyvaultCreate,
  keyvaultDelete,
  keyvaultDeletePolicy,
  keyvaultKeyImport,
  keyvaultKeyList,
  keyvaultKeyListVersions,
  keyvaultKeyShow,
  keyvaultList,
  keyvaultListDeleted,
  keyvaultNetworkRuleAdd,
  keyvaultNetworkRuleList,
  keyvaultNetworkRuleRemove,
  keyvaultNetworkRuleWait,
  keyvaultPurge,
  keyvaultRecover,
  keyvaultSecretDelete,
  keyvaultSecretDownload,
  keyvaultSecretList,
  keyvaultSecretListDeleted,
  keyvaultSecretListVersions,
  keyvaultSecretPurge,
  keyvaultSecretRecover,
  keyvaultSecretSet,
  keyvaultSecretSetAttributes,
  keyvaultSecretShow,
  keyvaultSecretShowDeleted,
  keyvaultSetPolicy,
  keyvaultShow,
  keyvaultShowDeleted,
  keyvaultUpdate,
  keyvaultWait,
];
