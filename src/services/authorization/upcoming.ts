import type { GroupRow, ServicePrincipalRow, UserRow } from '#kernel/rows.ts';
import { nameOf, subscriptionOf } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { assignmentState } from './assignment-life.machine.ts';
import {
  tables,
  targetServices,
  type RevokedAssignment,
  type RoleAssignment,
  type RoleDefinition,
  type TargetService,
} from './models.ts';
import { targetOf } from './propagation.ts';
import { roleWith } from './roles.ts';

const titles: Record<TargetService, string> = {
  arm: 'Azure Resource Manager',
  'key-vault': 'Key Vault',
  storage: 'Azure Storage',
  'service-bus': 'Service Bus',
  other: 'its other targets',
};

/** The targets for which a role says anything at all: nobody waits for the others. */
function targetsOf(role: RoleDefinition): Set<TargetService> {
  const targets = new Set<TargetService>();
  for (const { actions, dataActions } of role.permissions) {
    if (actions.length) targets.add('arm');
    for (const action of dataActions) {
      if (action.startsWith('*')) targetServices.forEach((service) => targets.add(service));
      else targets.add(targetOf({ plane: 'data', action }));
    }
  }
  return targets;
}

/** The name that a learner knows a principal by; its id when the directory does not hold it. */
const nameOfPrincipal = (view: View, id: string): string =>
  view.get<UserRow>('users', id)?.displayName ??
  view.get<GroupRow>('groups', id)?.displayName ??
  view.get<ServicePrincipalRow>('servicePrincipals', id)?.displayName ??
  id;

/** Where an assignment holds, as a learner would say it: an assignment beside the target looks like one on it otherwise. */
function nameOfScope(scope: string): string {
  if (scope === '/') return 'the tenant';
  return subscriptionOf(scope) === scope ? 'the subscription' : nameOf(scope);
}

/** Moments (ms) at which a target starts or stops to honour a role assignment. */
export function upcoming(view: View, now: number): { at: number; what: string }[] {
  const moments: { at: number; what: string }[] = [];
  const add = (row: RoleAssignment | RevokedAssignment): void => {
    const role = roleWith(view, row.roleId);
    if (!role) return;
    const who = `${role.roleName} on ${nameOfScope(row.scope)} for ${nameOfPrincipal(view, row.principalId)}`;
    for (const service of targetsOf(role)) {
      const state = assignmentState(row, service, now);
      if (state === 'granted')
        moments.push({ at: row.effectiveAt[service], what: `${who} takes effect at ${titles[service]}` });
      if (state === 'revoked' && 'effectiveUntil' in row)
        moments.push({ at: row.effectiveUntil[service], what: `${who} ends at ${titles[service]}` });
    }
  };
  view.all<RoleAssignment>(tables.roleAssignments).forEach(add);
  view.all<RevokedAssignment>(tables.revokedAssignments).forEach(add);
  return moments.sort((a, b) => a.at - b.at || (a.what < b.what ? -1 : 1));
}
