import type { Command } from './define.ts';
import { accountClear } from './account/clear.ts';
import { accountGetAccessToken } from './account/get-access-token.ts';
import { accountList } from './account/list.ts';
import { accountListLocations } from './account/list-locations.ts';
import { accountSet } from './account/set.ts';
import { accountShow } from './account/show.ts';
import { adGroupCreate } from './ad/group/create.ts';
import { adGroupList } from './ad/group/list.ts';
import { adGroupMemberAdd } from './ad/group/member/add.ts';
import { adGroupMemberCheck } from './ad/group/member/check.ts';
import { adGroupMemberList } from './ad/group/member/list.ts';
import { adGroupMemberRemove } from './ad/group/member/remove.ts';
import { adGroupShow } from './ad/group/show.ts';
import { adSignedInUserShow } from './ad/signed-in-user/show.ts';
import { adSpList } from './ad/sp/list.ts';
import { adSpShow } from './ad/sp/show.ts';
import { adUserCreate } from './ad/user/create.ts';
import { adUserList } from './ad/user/list.ts';
import { adUserShow } from './ad/user/show.ts';
import { appservicePlanCreate } from './appservice/plan/create.ts';
import { appservicePlanList } from './appservice/plan/list.ts';
import { appservicePlanShow } from './appservice/plan/show.ts';
import { configure } from './configure.ts';
import { groupCreate } from './group/create.ts';
import { groupDelete } from './group/delete.ts';
import { groupExists } from './group/exists.ts';
import { groupList } from './group/list.ts';
import { groupShow } from './group/show.ts';
import { groupUpdate } from './group/update.ts';
import { identityCreate } from './identity/create.ts';
import { identityDelete } from './identity/delete.ts';
import { identityList } from './identity/list.ts';
import { identityShow } from './identity/show.ts';
import { keyvaultCreate } from './keyvault/create.ts';
import { keyvaultDelete } from './keyvault/delete.ts';
import { keyvaultList } from './keyvault/list.ts';
import { keyvaultSecretDelete } from './keyvault/secret/delete.ts';
import { keyvaultSecretList } from './keyvault/secret/list.ts';
import { keyvaultSecretListVersions } from './keyvault/secret/list-versions.ts';
import { keyvaultSecretSet } from './keyvault/secret/set.ts';
import { keyvaultSecretSetAttributes } from './keyvault/secret/set-attributes.ts';
import { keyvaultSecretShow } from './keyvault/secret/show.ts';
import { keyvaultShow } from './keyvault/show.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { monitorActivityLogList } from './monitor/activity-log/list.ts';
import { resourceDelete } from './resource/delete.ts';
import { resourceList } from './resource/list.ts';
import { resourceShow } from './resource/show.ts';
import { rest } from './rest.ts';
import { roleAssignmentCreate } from './role/assignment/create.ts';
import { roleAssignmentDelete } from './role/assignment/delete.ts';
import { roleAssignmentList } from './role/assignment/list.ts';
import { roleDefinitionCreate } from './role/definition/create.ts';
import { roleDefinitionDelete } from './role/definition/delete.ts';
import { roleDefinitionList } from './role/definition/list.ts';
import { roleDefinitionUpdate } from './role/definition/update.ts';
import { version } from './version.ts';
import { webappConfigAppsettingsDelete } from './webapp/config/appsettings/delete.ts';
import { webappConfigAppsettingsList } from './webapp/config/appsettings/list.ts';
import { webappConfigAppsettingsSet } from './webapp/config/appsettings/set.ts';
import { webappCreate } from './webapp/create.ts';
import { webappDelete } from './webapp/delete.ts';
import { webappIdentityAssign } from './webapp/identity/assign.ts';
import { webappIdentityRemove } from './webapp/identity/remove.ts';
import { webappIdentityShow } from './webapp/identity/show.ts';
import { webappList } from './webapp/list.ts';
import { webappRestart, webappStart, webappStop } from './webapp/power.ts';
import { webappShow } from './webapp/show.ts';
import { keyvaultListDeleted } from './keyvault/list-deleted.ts';
import { keyvaultShowDeleted } from './keyvault/show-deleted.ts';
import { keyvaultPurge } from './keyvault/purge.ts';
import { keyvaultRecover } from './keyvault/recover.ts';
import { keyvaultUpdate } from './keyvault/update.ts';
import { keyvaultSetPolicy } from './keyvault/set-policy.ts';
import { keyvaultDeletePolicy } from './keyvault/delete-policy.ts';
import { keyvaultSecretListDeleted } from './keyvault/secret/list-deleted.ts';
import { keyvaultSecretShowDeleted } from './keyvault/secret/show-deleted.ts';
import { keyvaultSecretRecover } from './keyvault/secret/recover.ts';
import { keyvaultSecretPurge } from './keyvault/secret/purge.ts';
import { identityListResources } from './identity/list-resources.ts';
import { roleDefinitionShow } from './role/definition/show.ts';
import { GROUPS } from './groups.ts';
import { buildTree } from './tree.ts';

/** Every az command that this lab simulates: a line per command. */
export const COMMANDS: readonly Command[] = [
  accountClear,
  accountGetAccessToken,
  accountList,
  accountListLocations,
  accountSet,
  accountShow,
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
  appservicePlanCreate,
  appservicePlanList,
  appservicePlanShow,
  configure,
  groupCreate,
  groupDelete,
  groupExists,
  groupList,
  groupShow,
  groupUpdate,
  identityCreate,
  identityDelete,
  identityList,
  identityShow,
  keyvaultCreate,
  keyvaultDelete,
  keyvaultList,
  keyvaultSecretDelete,
  keyvaultSecretList,
  keyvaultSecretListVersions,
  keyvaultSecretSet,
  keyvaultSecretSetAttributes,
  keyvaultSecretShow,
  keyvaultShow,
  login,
  logout,
  monitorActivityLogList,
  resourceDelete,
  resourceList,
  resourceShow,
  rest,
  roleAssignmentCreate,
  roleAssignmentDelete,
  roleAssignmentList,
  roleDefinitionCreate,
  roleDefinitionDelete,
  roleDefinitionList,
  roleDefinitionUpdate,
  version,
  webappConfigAppsettingsDelete,
  webappConfigAppsettingsList,
  webappConfigAppsettingsSet,
  webappCreate,
  webappDelete,
  webappIdentityAssign,
  webappIdentityRemove,
  webappIdentityShow,
  webappList,
  webappRestart,
  webappShow,
  webappStart,
  webappStop,
  keyvaultListDeleted,
  keyvaultShowDeleted,
  keyvaultPurge,
  keyvaultRecover,
  keyvaultUpdate,
  keyvaultSetPolicy,
  keyvaultDeletePolicy,
  keyvaultSecretListDeleted,
  keyvaultSecretShowDeleted,
  keyvaultSecretRecover,
  keyvaultSecretPurge,
  identityListResources,
  roleDefinitionShow,
];

/** The commands by their words. */
export const TREE = buildTree(COMMANDS, GROUPS);
