import type { Body } from '../implement.ts';
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
