import type { Body } from '../implement.ts';
import { monitorActivityLogList } from './activity-log/list.ts';

/** What this lab does of `az monitor`. */
export const monitorBodies: readonly Body[] = [monitorActivityLogList];
