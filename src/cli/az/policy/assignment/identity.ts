import { implement } from '../../implement.ts';
import { member, type JsonObject } from '../../json.ts';
import { shape } from '../../shape.ts';
import { assignmentBody } from './assignment.ts';
import { assignmentPath } from './path.ts';

const one = { name: 'text', resourceGroup: 'text?', scope: 'text?' } as const;

const shown = (assignment: JsonObject): JsonObject => shape('ManagedPolicyIdentity', assignment['identity']);

export const policyAssignmentIdentityShow = implement('policy assignment identity show', {
  takes: one,
  run: async ({ name, ...where }, az) => {
    const identity = member(await az.arm.get(await assignmentPath(az, where, name)), 'identity');
    return identity === undefined ? undefined : shape('ManagedPolicyIdentity', identity);
  },
});

export const policyAssignmentIdentityAssign = implement('policy assignment identity assign', {
  takes: { ...one, systemAssigned: 'flag', userAssigned: 'text?' },
  run: async ({ name, userAssigned, systemAssigned: _, ...where }, az) => {
    const path = await assignmentPath(az, where, name);
    const old = await az.arm.get(path);
    const identity: JsonObject =
      userAssigned === undefined
        ? { type: 'SystemAssigned' }
        : { type: 'UserAssigned', userAssignedIdentities: { [userAssigned]: {} } };
    return shown(shape('PolicyAssignment', await az.arm.put(path, assignmentBody(old, { identity }))));
  },
});

export const policyAssignmentIdentityRemove = implement('policy assignment identity remove', {
  takes: one,
  run: async ({ name, ...where }, az) => {
    const path = await assignmentPath(az, where, name);
    const body = assignmentBody(await az.arm.get(path), { identity: { type: 'None' } });
    return shown(shape('PolicyAssignment', await az.arm.put(path, body)));
  },
});
