import type { ConsideredAssignment, Decision, Plane } from '#kernel/decision.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import { tables, type RoleAssignment } from './models.ts';
import { namesNow } from './names.ts';
import { compiledRole } from './roles.ts';

type Missing = NonNullable<Decision['missing']>;

const roleIdOf = ({ roleDefinitionId }: ConsideredAssignment): string =>
  roleDefinitionId.slice(roleDefinitionId.lastIndexOf('/') + 1);

/** Whether the role would grant the action, were it an action of the other plane: Owner and the secrets of a vault. */
function grantsOnOtherPlane(view: View, assignment: ConsideredAssignment, action: string, plane: Plane): boolean {
  const role = compiledRole(view, roleIdOf(assignment));
  const names = namesNow();
  const other: Plane = plane === 'data' ? 'control' : 'data';
  return (
    role?.answer(other, names.action(action), names, { action: action.toLowerCase(), attributes: {} }).outcome ===
    'grants'
  );
}

/** An assignment to the client id of an application instead of its object id: accepted by Azure, and of no use. */
function namesClientId(view: View, principalId: string): boolean {
  const appId = view.get<ServicePrincipalRow>('servicePrincipals', principalId)?.appId;
  return appId !== undefined && view.by<RoleAssignment>(tables.roleAssignments, 'principal', appId).length > 0;
}

/** The one fact that stands between this principal and the permission, the nearest to a grant first. */
export function missingFact(view: View, decision: Decision): Missing {
  const { assignments, denies, permission, principalId, verdict } = decision;
  const { action, plane } = permission;
  if (verdict === 'denied') {
    const deny = denies.find(({ outcome }) => outcome === 'denies');
    return { kind: 'denied', note: `Deny assignment ${deny?.name ?? ''} at ${deny?.scope ?? ''} takes it away.` };
  }
  const first = (outcome: ConsideredAssignment['outcome']): ConsideredAssignment | undefined =>
    assignments.find((assignment) => assignment.outcome === outcome);

  const late = first('not-yet-effective');
  if (late)
    return { kind: 'not-yet', note: `${late.roleName} counts from ${new Date(late.effectiveAt).toISOString()}.` };
  const conditional = first('condition-not-met');
  if (conditional)
    return { kind: 'condition', note: `${conditional.roleName} grants it under a condition that is not met.` };
  const elsewhere = assignments.find(({ outcome, matched }) => outcome === 'other-scope' && matched !== undefined);
  if (elsewhere)
    return { kind: 'wrong-scope', note: `${elsewhere.roleName} would grant it, but at ${elsewhere.scope}.` };
  const here = assignments.filter(
    ({ outcome }) => outcome === 'no-matching-action' || outcome === 'subtracted-by-not-action',
  );
  const otherPlane = here.find((assignment) => grantsOnOtherPlane(view, assignment, action, plane));
  if (otherPlane)
    return {
      kind: 'wrong-plane',
      note:
        plane === 'data'
          ? `${otherPlane.roleName} manages the resource; its data needs a role with data actions.`
          : `${otherPlane.roleName} reaches the data; managing the resource needs a role with actions.`,
    };
  if (here.length)
    return { kind: 'wrong-action', note: `${here.map(({ roleName }) => roleName).join(', ')}: none holds ${action}.` };
  if (first('unknown-role')) return { kind: 'wrong-action', note: 'The assigned role no longer exists.' };
  if (namesClientId(view, principalId))
    return {
      kind: 'no-assignment',
      note: 'An assignment names the client id of this application; assignments need its object id.',
    };
  return { kind: 'no-assignment' };
}
