import type { Permission } from '#kernel/decision.ts';
import type { GroupMemberRow, ManagementGroupRow, SubscriptionRow } from '#kernel/rows.ts';
import type {
  DenyAssignment,
  RevokedAssignment,
  RoleAssignment,
  RoleDefinition,
  RolePermission,
} from '#services/authorization/models.ts';
import { conditionSays } from './reference-condition.ts';
import { patternFits } from './reference-pattern.ts';

/**
 * The decision again, slow and obvious, from the rules alone: "What is Azure RBAC?" (how the decision is made),
 * "Understand scope", "Understand role definitions", "Understand deny assignments", and what this simulation lists as
 * its own. It shares with the real one the shape of its rows and the data of the built-in roles, and no code.
 */
export interface World {
  tenantId: string;
  managementGroups: ManagementGroupRow[];
  subscriptions: SubscriptionRow[];
  memberships: GroupMemberRow[];
  roles: Map<string, RoleDefinition>;
  assignments: RoleAssignment[];
  revoked: RevokedAssignment[];
  denies: DenyAssignment[];
}

export interface Asked {
  now: number;
  principalId: string;
  groupIds: string[];
  permission: Permission;
}

export type Verdict = 'allowed' | 'no-role' | 'denied';

/** Every branch there is. */
export const branches: readonly string[] = [
  ...['allowed', 'no-role', 'denied'].map((one) => `verdict: ${one}`),
  ...['somebody else', 'the principal itself', 'a group of it', 'a group that holds a group of it'].map(
    (one) => `who: ${one}`,
  ),
  ...['set at the root', 'set right there', 'set above, on the path', 'set at a management group', 'elsewhere'].map(
    (one) => `scope: ${one}`,
  ),
  'scope: a subscription right under the tenant root group',
  ...['star', 'exact', 'wildcard', 'middle left out'].map((one) => `pattern: ${one}`),
  ...['taken away by a notAction', 'gone', 'does not hold the action', 'only a later block holds the action'].map(
    (one) => `role: ${one}`,
  ),
  ...['role', 'assignment'].flatMap((where) =>
    ['true', 'false', 'unknown'].map((truth) => `condition of the ${where}: ${truth}`),
  ),
  ...['arm', 'key-vault', 'storage', 'service-bus', 'other'].map((one) => `target: ${one}`),
  ...['not heard of yet', 'removed before it was heard of', 'removed, still honoured', 'removed, forgotten'].map(
    (one) => `time: ${one}`,
  ),
  ...['somebody else', 'all principals', 'does not apply to child scopes', 'elsewhere', 'another action'].map(
    (one) => `deny: ${one}`,
  ),
  'deny: its condition is known not to hold',
  ...['the principal is excluded', 'a group of the principal is excluded', 'denies'].map((one) => `deny: ${one}`),
];

/** Told of every branch that a case takes. */
export type Took = (branch: string) => void;

/** Every group that holds the member, directly or through other groups. */
export function groupsHolding(world: World, memberId: string): string[] {
  const found: string[] = [];
  for (let members = [memberId]; members.length;) {
    const outer = world.memberships.filter((row) => members.includes(row.memberId)).map((row) => row.groupId);
    members = [...new Set(outer)].filter((id) => !found.includes(id) && id !== memberId);
    found.push(...members);
  }
  return found;
}

/** A scope as its parts, spelled out and without case. An escaped slash is no slash. */
const parts = (scope: string): string[] =>
  scope
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).toLowerCase());

const same = (a: string[], b: string[]): boolean => a.length === b.length && a.every((part, at) => part === b[at]);
const startsWith = (long: string[], short: string[]): boolean => same(long.slice(0, short.length), short);

/** The management groups over a scope, nearest first. */
function managementGroupsOver(world: World, scope: string[], took: Took): string[][] {
  const over: string[][] = [];
  let next: string | undefined;
  if (scope[1] === 'microsoft.management') next = `/${scope.slice(0, 4).join('/')}`;
  else if (scope[0] === 'subscriptions') {
    const row = world.subscriptions.find(({ subscriptionId }) => subscriptionId.toLowerCase() === scope[1]);
    if (!row) return [];
    if (!row.managementGroup) took('scope: a subscription right under the tenant root group');
    next = row.managementGroup ?? `/providers/Microsoft.Management/managementGroups/${world.tenantId}`;
  }
  while (next !== undefined) {
    const here = parts(next);
    if (over.some((known) => same(known, here))) break;
    over.push(here);
    next = world.managementGroups.find(({ id }) => same(parts(id), here))?.parent;
  }
  return over;
}

/** Whether what is set at `above` holds at `below`: inheritance goes down, by whole segments. */
function reaches(world: World, above: string, below: string, took: Took): boolean {
  const [a, b] = [parts(above), parts(below)];
  if (a.length === 0) took('scope: set at the root');
  else if (same(a, b)) took('scope: set right there');
  else if (startsWith(b, a)) took('scope: set above, on the path');
  else if (managementGroupsOver(world, b, took).some((group) => same(group, a)))
    took('scope: set at a management group');
  else {
    took('scope: elsewhere');
    return false;
  }
  return true;
}

function anyFits(patterns: string[], action: string, took: Took): boolean {
  const fits = patterns.map((pattern) => patternFits(pattern, action)).filter((fit) => fit !== 'no');
  for (const fit of fits) took(`pattern: ${fit}`);
  return fits.length > 0;
}

/** One block of a role: what it names, less what it takes away again. */
function blockHolds(block: RolePermission, { action, plane }: Permission, took: Took): boolean {
  const [own, not] = plane === 'data' ? [block.dataActions, block.notDataActions] : [block.actions, block.notActions];
  if (!anyFits(own, action, took)) return false;
  if (not.some((pattern) => patternFits(pattern, action) !== 'no')) {
    took('role: taken away by a notAction');
    return false;
  }
  return true;
}

function conditionMet(
  condition: string | null,
  where: string,
  { action, attributes }: Permission,
  took: Took,
): boolean {
  if (condition === null) return true;
  const truth = conditionSays(condition, action, attributes ?? {});
  took(`condition of the ${where}: ${truth}`);
  return truth === 'true';
}

/** Which target is asked, and so when it knows of a change. */
function targetOf({ plane, action }: Permission, took: Took): keyof RoleAssignment['effectiveAt'] {
  const provider = action.split('/')[0]?.toLowerCase();
  const target =
    plane === 'control'
      ? 'arm'
      : provider === 'microsoft.keyvault'
        ? 'key-vault'
        : provider === 'microsoft.storage'
          ? 'storage'
          : provider === 'microsoft.servicebus'
            ? 'service-bus'
            : 'other';
  took(`target: ${target}`);
  return target;
}

/** Whether the target knows of the assignment now. */
function inTime(row: RoleAssignment | RevokedAssignment, { now, permission }: Asked, took: Took): boolean {
  const target = targetOf(permission, took);
  const heard = row.effectiveAt[target];
  if (now < heard) {
    took('time: not heard of yet');
    return false;
  }
  if (!('revokedAt' in row) || now < row.revokedAt) return true;
  if (heard > row.revokedAt) {
    took('time: removed before it was heard of');
    return false;
  }
  const still = now < row.effectiveUntil[target];
  took(still ? 'time: removed, still honoured' : 'time: removed, forgotten');
  return still;
}

function assignmentGrants(world: World, row: RoleAssignment | RevokedAssignment, asked: Asked, took: Took): boolean {
  const { permission } = asked;
  if (!reaches(world, row.scope, permission.scope, took)) return false;
  const role = world.roles.get(row.roleId);
  if (!role) {
    took('role: gone');
    return false;
  }
  const blocks = role.permissions.filter((block) => blockHolds(block, permission, took));
  if (!blocks.length) {
    took('role: does not hold the action');
    return false;
  }
  if (!blocks.includes(role.permissions[0] as RolePermission)) took('role: only a later block holds the action');
  if (!blocks.some(({ condition }) => conditionMet(condition, 'role', permission, took))) return false;
  return conditionMet(row.condition, 'assignment', permission, took) && inTime(row, asked, took);
}

const everyone = '00000000-0000-0000-0000-000000000000';

function denies(world: World, row: DenyAssignment, asked: Asked, took: Took): boolean {
  const { permission } = asked;
  const who = [asked.principalId, ...asked.groupIds];
  if (!row.principals.some(({ id }) => id === everyone || who.includes(id))) {
    took('deny: somebody else');
    return false;
  }
  if (row.principals.some(({ id }) => id === everyone)) took('deny: all principals');
  if (row.doNotApplyToChildScopes && !same(parts(row.scope), parts(permission.scope))) {
    took('deny: does not apply to child scopes');
    return false;
  }
  if (!reaches(world, row.scope, permission.scope, () => {})) {
    took('deny: elsewhere');
    return false;
  }
  if (!row.permissions.some((block) => blockHolds(block, permission, () => {}))) {
    took('deny: another action');
    return false;
  }
  const held = row.permissions.filter((block) => blockHolds(block, permission, () => {}));
  const out = ({ condition }: RolePermission): boolean =>
    condition !== null && conditionSays(condition, permission.action, permission.attributes ?? {}) === 'false';
  if (held.every(out)) {
    took('deny: its condition is known not to hold');
    return false;
  }
  if (row.excludePrincipals.some(({ id }) => id === asked.principalId)) {
    took('deny: the principal is excluded');
    return false;
  }
  if (row.excludePrincipals.some(({ id }) => asked.groupIds.includes(id))) {
    took('deny: a group of the principal is excluded');
    return false;
  }
  took('deny: denies');
  return true;
}

/** The decision: some role must grant, then nothing may deny. */
export function referenceDecision(world: World, asked: Asked, took: Took = () => {}): Verdict {
  const direct = world.memberships.filter(({ memberId }) => memberId === asked.principalId).map((row) => row.groupId);
  const granting = [...world.assignments, ...world.revoked].filter((row) => {
    if (row.principalId !== asked.principalId && !asked.groupIds.includes(row.principalId)) {
      took('who: somebody else');
      return false;
    }
    if (!assignmentGrants(world, row, asked, took)) return false;
    if (row.principalId === asked.principalId) took('who: the principal itself');
    else took(direct.includes(row.principalId) ? 'who: a group of it' : 'who: a group that holds a group of it');
    return true;
  });
  if (!granting.length) {
    took('verdict: no-role');
    return 'no-role';
  }
  const denying = world.denies.filter((row) => denies(world, row, asked, took));
  const verdict = denying.length ? 'denied' : 'allowed';
  took(`verdict: ${verdict}`);
  return verdict;
}
