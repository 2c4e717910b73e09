import type { Body } from '../implement.ts';
import { resourceDelete } from './delete.ts';
import { resourceList } from './list.ts';
import { resourceShow } from './show.ts';

/** What this lab does of `az resource`. */
export const resourceBodies: readonly Body[] = [resourceDelete, resourceList, resourceShow];
