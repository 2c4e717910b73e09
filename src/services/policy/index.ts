import type { Service } from '#kernel/define.ts';
import { assignmentOperations } from './operations/assignments.ts';
import { definitionOperations } from './operations/definitions.ts';
import { remediationOperations } from './operations/remediations.ts';
import { stateOperations } from './operations/states.ts';
import { policyRestriction } from './restriction.ts';

/** Azure Policy: what resources may look like, whoever writes them, and what an assignment's own identity puts right. */
export const policy: Service = {
  namespace: 'Microsoft.Authorization/policy',
  surfaces: [],
  operations: [...definitionOperations, ...assignmentOperations, ...remediationOperations, ...stateOperations],
  restrictions: [policyRestriction],
};
