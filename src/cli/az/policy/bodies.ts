import type { Body } from '../implement.ts';
import {
  policyAssignmentCreate,
  policyAssignmentDelete,
  policyAssignmentList,
  policyAssignmentShow,
  policyAssignmentUpdate,
} from './assignment/assignment.ts';
import {
  policyAssignmentIdentityAssign,
  policyAssignmentIdentityRemove,
  policyAssignmentIdentityShow,
} from './assignment/identity.ts';
import {
  policyDefinitionCreate,
  policyDefinitionDelete,
  policyDefinitionList,
  policyDefinitionShow,
  policyDefinitionUpdate,
} from './definition/definition.ts';
import { policyStateList } from './state/list.ts';

/** What this lab does of `az policy`. */
export const policyBodies: readonly Body[] = [
  policyAssignmentCreate,
  policyAssignmentDelete,
  policyAssignmentIdentityAssign,
  policyAssignmentIdentityRemove,
  policyAssignmentIdentityShow,
  policyAssignmentList,
  policyAssignmentShow,
  policyAssignmentUpdate,
  policyDefinitionCreate,
  policyDefinitionDelete,
  policyDefinitionList,
  policyDefinitionShow,
  policyDefinitionUpdate,
  policyStateList,
];
