import type { Decision, Permission } from '#kernel/decision.ts';
import type { Service } from '#kernel/define.ts';
import type { Principal } from '#kernel/door.ts';
import type { View } from '#kernel/tables.ts';

/** Azure RBAC: role definitions, role assignments, deny assignments, and the decision that the front door asks for. */
export const authorization: Service = {
  namespace: 'Microsoft.Authorization',
  surfaces: [],
  operations: [],
};

/** Not written yet: only work of the platform and of the lab's start is allowed. */
export function decide(_view: View, _now: number, principal: Principal, permission: Permission): Decision {
  const inside = principal.principalId === 'platform' || principal.principalId === 'setup' ? principal.principalId : undefined;
  return {
    allowed: inside !== undefined,
    permission,
    verdict: inside ?? 'no-role',
    principalId: principal.principalId,
    groups: [],
    scopesWalked: [],
    assignments: [],
    denies: [],
  };
}

/** The decision for a principal with the groups that it is in now: "check access". */
export const explain = (view: View, now: number, principalId: string, permission: Permission): Decision =>
  decide(view, now, { principalId, groupIds: [] }, permission);
