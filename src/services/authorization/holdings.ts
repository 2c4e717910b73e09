import type { ConsideredAssignment, Plane } from '#kernel/decision.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import type { Principal } from '#kernel/door.ts';
import { CompiledRole } from './compiled-role.ts';
import { conditionMayBeMet } from './condition.ts';
import { countingGroups, type CountingGroup } from './groups.ts';
import { allPrincipals, tables, type DenyAssignment, type RevokedAssignment, type RoleAssignment } from './models.ts';
import { namesNow, type Action, type Names, type Path, type Scope } from './names.ts';
import { compiledRole } from './roles.ts';
import { managementGroupsAbove } from './scope-chain.ts';

/** An assignment made ready for being asked again and again. */
export interface Held {
  row: RoleAssignment | RevokedAssignment;
  scope: Scope;
  depth: number;
  role: CompiledRole | undefined;
  condition: string | null;
  /** From when every target honours it, for as long as it is there; never, for one that is removed. */
  knownAt: number;
}

export interface HeldDeny {
  row: DenyAssignment;
  scope: Scope;
  patterns: CompiledRole;
}

/** Of all that a caller holds, what bears upon one action. */
export interface Bearing {
  /** Their roles hold the action, perhaps under a condition. */
  list: readonly Held[];
  /** The same by scope, where there are many. */
  byScope: ReadonlyMap<Scope, Held[]> | undefined;
  denies: readonly HeldDeny[];
  /** Whether anything of it hangs on a condition. */
  isConditional: boolean;
}

/** What one caller holds, itself and through its groups. */
export interface Profile {
  /** Never used again for another. */
  number: number;
  /** From when time changes nothing any more; never, where something was removed lately. */
  settledAt: number;
  groupIds: readonly string[];
  list: readonly Held[];
  denies: readonly HeldDeny[];
  bearing: Record<Plane, Bearing[]>;
  groups: CountingGroup[] | undefined;
  /** What was last said about each of the list. */
  said: ConsideredAssignment[];
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((id, at) => id === b[at]));

const names = (list: readonly { id: string }[], { principalId, groupIds }: Principal): boolean =>
  list.some(({ id }) => id === allPrincipals || id === principalId || groupIds.includes(id));

const compiledDenies = new WeakMap<DenyAssignment, CompiledRole>();

/** The permissions of a deny assignment read as a role would be: the same patterns, the same subtraction. */
function denyPatterns(row: DenyAssignment): CompiledRole {
  let patterns = compiledDenies.get(row);
  if (!patterns) {
    const { id, denyAssignmentName: roleName, permissions } = row;
    const body = { id, roleName, roleType: 'CustomRole', description: '', permissions } as const;
    patterns = new CompiledRole({ ...body, assignableScopes: [] }, conditionMayBeMet);
    compiledDenies.set(row, patterns);
  }
  return patterns;
}

const heldFrom = (view: View, known: Names, row: RoleAssignment | RevokedAssignment): Held => {
  const scope = known.scope(idKey(row.scope));
  return {
    row,
    scope,
    depth: scope.depth,
    role: compiledRole(view, row.roleId),
    condition: row.condition,
    knownAt: 'revokedAt' in row ? Infinity : Math.max(...Object.values(row.effectiveAt)),
  };
};

const nothing: Bearing = { list: [], byScope: undefined, denies: [], isConditional: false };

let profiles = 0;

/** Whether a deny assignment leaves this principal out. */
export const excludes = ({ row }: HeldDeny, principal: Principal): boolean => names(row.excludePrincipals, principal);

/** What the tables say about access, worked out principal by principal as they ask, until one of the tables is written. */
export class Holdings {
  readonly names: Names;
  readonly stamps: readonly object[];
  readonly #denies: readonly HeldDeny[];
  readonly #tenantId: string;
  readonly #held = new Map<string, readonly Held[]>();
  readonly #profiles = new Map<string, Profile>();
  readonly #groups = new Map<Scope, readonly Scope[]>();

  constructor(view: View, known: Names, stamps: readonly object[]) {
    this.names = known;
    this.stamps = stamps;
    this.#tenantId = tenantIdOf(view);
    this.#denies = view.all<DenyAssignment>(tables.denyAssignments).map((row) => ({
      row,
      scope: known.scope(idKey(row.scope)),
      patterns: denyPatterns(row),
    }));
  }

  #of(view: View, principalId: string): readonly Held[] {
    let held = this.#held.get(principalId);
    if (!held) {
      held = [tables.roleAssignments, tables.revokedAssignments]
        .flatMap((table) => view.by<RoleAssignment | RevokedAssignment>(table, 'principal', principalId))
        .map((row) => heldFrom(view, this.names, row));
      this.#held.set(principalId, held);
    }
    return held;
  }

  profile(view: View, principal: Principal): Profile {
    const { principalId, groupIds } = principal;
    const known = this.#profiles.get(principalId);
    if (known && same(known.groupIds, groupIds)) return known;
    const list = [principalId, ...groupIds].flatMap((id) => this.#of(view, id));
    const denies = this.#denies.filter(({ row }) => names(row.principals, principal));
    const profile: Profile = {
      number: (profiles += 1),
      settledAt: list.reduce((latest, { knownAt }) => Math.max(latest, knownAt), -Infinity),
      groupIds,
      list,
      denies,
      bearing: { control: [], data: [] },
      groups: undefined,
      said: [],
    };
    this.#profiles.set(principalId, profile);
    return profile;
  }

  /** What of a profile bears upon an action: looked for once, then remembered. */
  bearing(profile: Profile, plane: Plane, action: Action): Bearing {
    const known = plane === 'data' ? profile.bearing.data : profile.bearing.control;
    return (known[action.index] ??= this.#bearing(profile, plane, action));
  }

  #bearing(profile: Profile, plane: Plane, action: Action): Bearing {
    const holds = (role: CompiledRole | undefined): boolean => role?.mayGrant(plane, action, this.names) ?? false;
    const list = profile.list.filter(({ role }) => holds(role));
    if (!list.length) return nothing;
    const denies = profile.denies.filter(({ patterns }) => holds(patterns));
    const isConditional =
      list.some(({ role, condition }) => condition !== null || role?.isConditional) ||
      denies.some(({ patterns }) => patterns.isConditional);
    return { list, byScope: list.length > 12 ? grouped(list) : undefined, denies, isConditional };
  }

  /** The groups that count for a caller, for those who want to know why. */
  groupsOf(view: View, principal: Principal): CountingGroup[] {
    const profile = this.profile(view, principal);
    return (profile.groups ??= countingGroups(view, principal.principalId, principal.groupIds));
  }

  /** The management groups above a path, outermost first. */
  groupsAbove(view: View, { at: [, top] }: Path): readonly Scope[] {
    if (!top) return [];
    let groups = this.#groups.get(top);
    if (!groups) {
      groups = managementGroupsAbove(view, top.key, this.#tenantId).map((key) => this.names.scope(key));
      this.#groups.set(top, groups);
    }
    return groups;
  }
}

function grouped(list: readonly Held[]): Map<Scope, Held[]> {
  const byScope = new Map<Scope, Held[]>();
  for (const held of list) {
    const own = byScope.get(held.scope);
    if (own) own.push(held);
    else byScope.set(held.scope, [held]);
  }
  return byScope;
}

/** Every table that a decision reads. */
const read = [
  tables.roleAssignments,
  tables.revokedAssignments,
  tables.denyAssignments,
  tables.roleDefinitions,
  'subscriptions',
  'managementGroups',
  'tenants',
  'groupMembers',
  'groups',
];

const byState = new WeakMap<object, Holdings>();
const byAssignments = new WeakMap<object, Holdings[]>();
let last: { state: object; holdings: Holdings } | undefined;

/** The holdings of a state: the same ones as long as nothing that they were worked out from is written. */
export function holdingsOf(view: View): Holdings {
  const state = view.stamp();
  const known = namesNow();
  if (last?.state === state && last.holdings.names === known) return last.holdings;
  let holdings = byState.get(state);
  if (holdings?.names !== known) {
    const stamps = read.map((table) => view.stamp(table));
    const [assignments = state] = stamps;
    const alike = byAssignments.get(assignments) ?? [];
    holdings = alike.find((one) => one.names === known && one.stamps.every((stamp, at) => stamp === stamps[at]));
    if (!holdings) {
      holdings = new Holdings(view, known, stamps);
      byAssignments.set(assignments, [holdings, ...alike.slice(0, 3)]);
    }
    byState.set(state, holdings);
  }
  last = { state, holdings };
  return holdings;
}
