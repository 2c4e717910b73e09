import type { Body } from '../implement.ts';
import { appconfigCredentialList, appconfigCredentialRegenerate } from './credential.ts';
import { appconfigListDeleted, appconfigPurge, appconfigRecover, appconfigShowDeleted } from './deleted.ts';
import { appconfigIdentityAssign, appconfigIdentityRemove, appconfigIdentityShow } from './identity.ts';
import { appconfigKvDelete, appconfigKvList, appconfigKvShow } from './kv/look.ts';
import { appconfigKvSet, appconfigKvSetKeyvault } from './kv/set.ts';
import { appconfigCreate, appconfigDelete, appconfigList, appconfigShow, appconfigUpdate } from './stores.ts';

/** What `az appconfig …` does: stores, their keys and identities, and the settings in them. */
export const appconfigBodies: readonly Body[] = [
  appconfigCreate,
  appconfigCredentialList,
  appconfigCredentialRegenerate,
  appconfigDelete,
  appconfigIdentityAssign,
  appconfigIdentityRemove,
  appconfigIdentityShow,
  appconfigKvDelete,
  appconfigKvList,
  appconfigKvSet,
  appconfigKvSetKeyvault,
  appconfigKvShow,
  appconfigList,
  appconfigListDeleted,
  appconfigPurge,
  appconfigRecover,
  appconfigShow,
  appconfigShowDeleted,
  appconfigUpdate,
];
