import type { Body } from '../implement.ts';
import { resourceCreate, resourcePatch } from './create.ts';
import { resourceDelete } from './delete.ts';
import { resourceInvokeAction } from './invoke-action.ts';
import { resourceList } from './list.ts';
import { resourceShow } from './show.ts';
import { resourceTag, resourceUpdate } from './update.ts';
import { resourceWait } from './wait.ts';

/** What this lab does of `az resource`. */
export const resourceBodies: readonly Body[] = [
  resourceCreate,
  resourceDelete,
  resourceInvokeAction,
  resourceList,
  resourcePatch,
  resourceShow,
  resourceTag,
  resourceUpdate,
  resourceWait,
];
