import type { ConsideredAssignment, Decision, Plane } from '#kernel/decision.ts';
import type { ServicePrincipalRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import type { Question } from './judge.ts';
import { tables, type RoleAssignment } from './models.ts';
import type { Held } from './profile.ts';

type Missing = NonNullable<Decision['missing']>;

/** Whether the role would grant the action, were it an action of the other plane: Owner and the secrets of a vault. */
function grantsOnOtherPlane({ holdings, asked, permission }: Question, { role }: Held): boolean {
  const other: Plane = permission.plane === 'data' ? 'control' : 'data';
  return role?.answer(other, asked, holdings.names, { action: asked.lower, attributes: {} }).outcome === 'grants';
}

/** An assignment to the client id of an application instead of its object id: accepted by Azure, and of no use. */
function namesClientId(view: View, principalId: string): boolean {
  const appId = view.get<ServicePrincipalRow>('servicePrincipals', principalId)?.appId;
  return appId !== undefined && view.by<RoleAssignment>(tables.roleAssignments, 'principal', appId).length > 0;
}

const otherPlane = (plane: Plane, roleName: string): Missing => ({
  kind: 'wrong-plane',
  note:
    plane === 'data'
      ? `${roleName} manages the resource; its data needs a role with data actions.`
      : `${roleName} reaches the data; managing the resource needs a role with actions.`,
});

/** What the assignments that do not grant tell, the nearest to a grant first; `held` are those considered, in their order. */
function fromAssignments(question: Question, list: readonly ConsideredAssignment[], held: readonly Held[]): Missing {
  const { action, plane } = question.permission;
  const first = new Map<ConsideredAssignment['outcome'], ConsideredAssignment>();
  let elsewhere: ConsideredAssignment | undefined;
  let here = '';
  let other: ConsideredAssignment | undefined;
  for (let at = 0; at < list.length; at += 1) {
    const one = list[at] as ConsideredAssignment;
    const { outcome } = one;
    if (outcome === 'other-scope') {
      if (one.matched !== undefined) elsewhere ??= one;
    } else if (outcome === 'no-matching-action' || outcome === 'subtracted-by-not-action') {
      here = here ? `${here}, ${one.roleName}` : one.roleName;
      if (!other && grantsOnOtherPlane(question, held[at] as Held)) other = one;
    } else if (!first.has(outcome)) first.set(outcome, one);
  }
  const late = first.get('not-yet-effective');
  if (late)
    return { kind: 'not-yet', note: `${late.roleName} counts from ${new Date(late.effectiveAt).toISOString()}.` };
  const conditional = first.get('condition-not-met');
  if (conditional)
    return { kind: 'condition', note: `${conditional.roleName} grants it under a condition that is not met.` };
  if (elsewhere)
    return { kind: 'wrong-scope', note: `${elsewhere.roleName} would grant it, but at ${elsewhere.scope}.` };
  if (other) return otherPlane(plane, other.roleName);
  if (here) return { kind: 'wrong-action', note: `${here}: none holds ${action}.` };
  if (first.has('unknown-role')) return { kind: 'wrong-action', note: 'The assigned role no longer exists.' };
  return { kind: 'no-assignment' };
}

/** The one fact that stands between this principal and the permission, the nearest to a grant first. */
export function missingFact(question: Question, decision: Decision, held: readonly Held[]): Missing {
  const { assignments, denies, principalId, verdict } = decision;
  if (verdict === 'denied') {
    const deny = denies.find(({ outcome }) => outcome === 'denies');
    return { kind: 'denied', note: `Deny assignment ${deny?.name ?? ''} at ${deny?.scope ?? ''} takes it away.` };
  }
  const missing = fromAssignments(question, assignments, held);
  if (missing.kind === 'no-assignment' && namesClientId(question.view, principalId))
    missing.note = 'An assignment names the client id of this application; assignments need its object id.';
  return missing;
}
