import type { Body } from '../implement.ts';
import { roleAssignmentCreate } from './assignment/create.ts';
import { roleAssignmentDelete } from './assignment/delete.ts';
import { roleAssignmentList } from './assignment/list.ts';
import { roleAssignmentUpdate } from './assignment/update.ts';
import { roleDefinitionCreate } from './definition/create.ts';
import { roleDefinitionDelete } from './definition/delete.ts';
import { roleDefinitionList } from './definition/list.ts';
import { roleDefinitionShow } from './definition/show.ts';
import { roleDefinitionUpdate } from './definition/update.ts';

/** What this lab does of `az role`. */
export const roleBodies: readonly Body[] = [
  roleAssignmentCreate,
  roleAssignmentDelete,
  roleAssignmentList,
  roleAssignmentUpdate,
  roleDefinitionCreate,
  roleDefinitionDelete,
  roleDefinitionList,
  roleDefinitionShow,
  roleDefinitionUpdate,
];
