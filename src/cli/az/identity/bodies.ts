import type { Body } from '../implement.ts';
import { identityCreate } from './create.ts';
import { identityDelete } from './delete.ts';
import { identityListResources } from './list-resources.ts';
import { identityList } from './list.ts';
import { identityShow } from './show.ts';

/** What this lab does of `az identity`. */
export const identityBodies: readonly Body[] = [
  identityCreate,
  identityDelete,
  identityList,
  identityListResources,
  identityShow,
];
