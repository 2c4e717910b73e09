import type { Body } from '../implement.ts';
import { adAppCreate, adAppDelete, adAppList, adAppShow, adAppUpdate } from './app/application.ts';
import { adAppCredentialDelete, adAppCredentialList, adAppCredentialReset } from './app/credential/credential.ts';
import {
  adAppFederatedCredentialCreate,
  adAppFederatedCredentialDelete,
  adAppFederatedCredentialList,
  adAppFederatedCredentialShow,
  adAppFederatedCredentialUpdate,
} from './app/federated-credential/federated-credential.ts';
import { adAppOwnerAdd, adAppOwnerList, adAppOwnerRemove } from './app/owner/owner.ts';
import { adAppPermissionList } from './app/permission/permission.ts';
import {
  adGroupDelete,
  adGroupGetMemberGroups,
  adGroupOwnerAdd,
  adGroupOwnerList,
  adGroupOwnerRemove,
} from './group/group.ts';
import { adSignedInUserListOwnedObjects } from './signed-in-user/list-owned-objects.ts';
import { adSpCreateForRbac } from './sp/create-for-rbac.ts';
import { adSpCredentialDelete, adSpCredentialList, adSpCredentialReset } from './sp/credential/credential.ts';
import { adSpCreate, adSpDelete, adSpOwnerList, adSpUpdate } from './sp/service-principal.ts';
import { adUserDelete, adUserGetMemberGroups, adUserUpdate } from './user/user.ts';
import { adGroupCreate } from './group/create.ts';
import { adGroupList } from './group/list.ts';
import { adGroupMemberAdd } from './group/member/add.ts';
import { adGroupMemberCheck } from './group/member/check.ts';
import { adGroupMemberList } from './group/member/list.ts';
import { adGroupMemberRemove } from './group/member/remove.ts';
import { adGroupShow } from './group/show.ts';
import { adSignedInUserShow } from './signed-in-user/show.ts';
import { adSpList } from './sp/list.ts';
import { adSpShow } from './sp/show.ts';
import { adUserCreate } from './user/create.ts';
import { adUserList } from './user/list.ts';
import { adUserShow } from './user/show.ts';

/** What this lab does of `az ad`. */
export const adBodies: readonly Body[] = [
  adAppCreate,
  adAppDelete,
  adAppList,
  adAppShow,
  adAppUpdate,
  adAppCredentialDelete,
  adAppCredentialList,
  adAppCredentialReset,
  adAppFederatedCredentialCreate,
  adAppFederatedCredentialDelete,
  adAppFederatedCredentialList,
  adAppFederatedCredentialShow,
  adAppFederatedCredentialUpdate,
  adAppOwnerAdd,
  adAppOwnerList,
  adAppOwnerRemove,
  adAppPermissionList,
  adGroupDelete,
  adGroupGetMemberGroups,
  adGroupOwnerAdd,
  adGroupOwnerList,
  adGroupOwnerRemove,
  adSignedInUserListOwnedObjects,
  adSpCreateForRbac,
  adSpCredentialDelete,
  adSpCredentialList,
  adSpCredentialReset,
  adSpCreate,
  adSpDelete,
  adSpOwnerList,
  adSpUpdate,
  adUserDelete,
  adUserGetMemberGroups,
  adUserUpdate,
  adGroupCreate,
  adGroupList,
  adGroupMemberAdd,
  adGroupMemberCheck,
  adGroupMemberList,
  adGroupMemberRemove,
  adGroupShow,
  adSignedInUserShow,
  adSpList,
  adSpShow,
  adUserCreate,
  adUserList,
  adUserShow,
];
