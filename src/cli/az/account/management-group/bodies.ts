import type { Body } from '../../implement.ts';
import {
  managementGroupCreate,
  managementGroupDelete,
  managementGroupList,
  managementGroupShow,
  managementGroupSubscriptionAdd,
  managementGroupSubscriptionRemove,
} from './commands.ts';

/** What `az account management-group` does, a line a command. */
export const managementGroupBodies: readonly Body[] = [
  managementGroupCreate,
  managementGroupDelete,
  managementGroupList,
  managementGroupShow,
  managementGroupSubscriptionAdd,
  managementGroupSubscriptionRemove,
];
