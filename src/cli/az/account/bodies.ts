import type { Body } from '../implement.ts';
import { accountClear } from './clear.ts';
import { accountGetAccessToken } from './get-access-token.ts';
import { accountListLocations } from './list-locations.ts';
import { accountList } from './list.ts';
import { managementGroupBodies } from './management-group/bodies.ts';
import { accountSet } from './set.ts';
import { accountShow } from './show.ts';

/** What this lab does of `az account`. */
export const accountBodies: readonly Body[] = [
  accountClear,
  accountGetAccessToken,
  accountList,
  accountListLocations,
  ...managementGroupBodies,
  accountSet,
  accountShow,
];
