import type { Body } from '../implement.ts';
import { appservicePlanCreate } from './plan/create.ts';
import { appservicePlanList } from './plan/list.ts';
import { appservicePlanShow } from './plan/show.ts';

/** What this lab does of `az appservice`. */
export const appserviceBodies: readonly Body[] = [appservicePlanCreate, appservicePlanList, appservicePlanShow];
