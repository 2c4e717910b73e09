import type { Body } from '../implement.ts';
import { appservicePlanCreate } from './plan/create.ts';
import { appservicePlanDelete } from './plan/delete.ts';
import { appservicePlanList } from './plan/list.ts';
import { appservicePlanShow } from './plan/show.ts';
import { appservicePlanUpdate } from './plan/update.ts';

/** What this lab does of `az appservice`. */
export const appserviceBodies: readonly Body[] = [
  appservicePlanCreate,
  appservicePlanDelete,
  appservicePlanList,
  appservicePlanShow,
  appservicePlanUpdate,
];
