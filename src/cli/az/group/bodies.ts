import type { Body } from '../implement.ts';
import { groupCreate } from './create.ts';
import { groupDelete } from './delete.ts';
import { groupExists } from './exists.ts';
import { groupList } from './list.ts';
import { groupShow } from './show.ts';
import { groupUpdate } from './update.ts';
import { groupWait } from './wait.ts';

/** What this lab does of `az group`. */
export const groupBodies: readonly Body[] = [
  groupCreate,
  groupDelete,
  groupExists,
  groupList,
  groupShow,
  groupUpdate,
  groupWait,
];
