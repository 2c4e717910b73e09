import type { Plane } from '#kernel/decision.ts';
import type { Principal } from '#kernel/door.ts';
import { tenantIdOf } from '#kernel/platform.ts';
import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { CompiledRole } from './compiled-role.ts';
import { conditionMayBeMet } from './condition.ts';
import { allPrincipals, tables, type DenyAssignment, type RevokedAssignment, type RoleAssignment } from './models.ts';
import { namesNow, type Action, type Names, type Path, type Scope } from './names.ts';
import { Profile, type Held, type HeldDeny } from './profile.ts';
import { compiledRole } from './roles.ts';
import { managementGroupsAbove } from './scope-chain.ts';

const same = <T>(a: readonly T[], b: readonly T[]): boolean => {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
};

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

const heldFrom = (view: View, known: Names, row: RoleAssignment | RevokedAssignment): Held => ({
  row,
  scope: known.scope(idKey(row.scope)),
  role: compiledRole(view, row.roleId),
  condition: row.condition,
  knownAt: 'revokedAt' in row ? Infinity : Math.max(...Object.values(row.effectiveAt)),
  wordings: [],
});

/** Whether a deny assignment leaves this principal out. */
export const excludes = ({ row }: HeldDeny, principal: Principal): boolean => names(row.excludePrincipals, principal);

/** Tables of which any write changes what everybody may do. */
const common = [tables.denyAssignments, tables.roleDefinitions, 'subscriptions', 'managementGroups', 'tenants'];

/** Tables whose rows say what single principals hold. */
const single = [tables.roleAssignments, tables.revokedAssignments];

const stampsOf = (view: View, of: readonly string[]): object[] => of.map((table) => view.stamp(table));

/** Ready-made profiles, in one tenant: when there are more of them, all are forgotten. */
const mostProfiles = 20_000;

/** So many that differ for one principal are kept: a state and its forks, tokens with other groups. */
const alternatives = 4;

/**
 * What the tables say about access, worked out principal by principal as they ask. It holds for every state in which
 * the common tables are the same; what a principal holds is looked at again whenever anything was written.
 */
export class Holdings {
  readonly names: Names;
  readonly stamps: readonly object[];
  readonly #denies: readonly HeldDeny[];
  readonly #tenantId: string;
  readonly #held = new Map<string, { stamps: readonly object[]; list: readonly Held[] }>();
  readonly #profiles = new Map<string, Profile>();
  readonly #groups = new Map<Scope, readonly Scope[]>();
  readonly #roleNumbers = new Map<CompiledRole, number>();
  readonly #mentions: Record<Plane, Uint8Array[]> = { control: [], data: [] };
  readonly #walked = new Map<Path, string[]>();

  constructor(view: View, known: Names, stamps: readonly object[]) {
    this.names = known;
    this.stamps = stamps;
    this.#tenantId = tenantIdOf(view);
    this.#denies = view.all<DenyAssignment>(tables.denyAssignments).map((row) => ({
      row,
      scope: known.scope(idKey(row.scope)),
      patterns: denyPatterns(row),
      said: [],
    }));
  }

  #of(view: View, principalId: string): readonly Held[] {
    const stamps = single.map((table) => view.stamp(table, 'principal', principalId));
    const known = this.#held.get(principalId);
    if (known && same(known.stamps, stamps)) return known.list;
    const list = single
      .flatMap((table) => view.by<RoleAssignment | RevokedAssignment>(table, 'principal', principalId))
      .map((row) => heldFrom(view, this.names, row));
    this.#held.set(principalId, { stamps, list });
    return list;
  }

  /** What a caller with these groups holds in a state. */
  profile(view: View, state: object, principal: Principal): Profile {
    const first = this.#profiles.get(principal.principalId);
    if (first && first.state === state && same(first.groupIds, principal.groupIds)) return first;
    return this.#profileAgain(view, state, principal, first);
  }

  #profileAgain(view: View, state: object, principal: Principal, first: Profile | undefined): Profile {
    const { principalId, groupIds } = principal;
    const who = [principalId, ...groupIds];
    const stamps = who.flatMap((id) => single.map((table) => view.stamp(table, 'principal', id)));
    const known: Profile[] = [];
    for (let one = first; one; one = one.next) known.push(one);
    let profile = known.find((one) => same(one.groupIds, groupIds) && same(one.stamps, stamps));
    if (!profile) {
      const list = who.flatMap((id) => this.#of(view, id));
      const denies = this.#denies.filter(({ row }) => names(row.principals, principal));
      profile = new Profile({ groupIds, list, denies, stamps }, state);
    }
    profile.state = state;
    if (!first && this.#profiles.size >= mostProfiles) this.#forget();
    const others = known.filter((one) => one !== profile).slice(0, alternatives - 1);
    [profile, ...others].forEach((one, at) => (one.next = others[at]));
    this.#profiles.set(principalId, profile);
    return profile;
  }

  #forget(): void {
    this.#profiles.clear();
    this.#held.clear();
  }

  /** A small number for a role; 0 for one that is gone. */
  roleNumber(role: CompiledRole | undefined): number {
    if (!role) return 0;
    let number = this.#roleNumbers.get(role);
    if (number === undefined) this.#roleNumbers.set(role, (number = this.#roleNumbers.size + 1));
    return number;
  }

  /** By role number, whether a role has something to say of an action even where it is not assigned. */
  mentions(plane: Plane, action: Action): Uint8Array {
    const list = plane === 'data' ? this.#mentions.data : this.#mentions.control;
    const known = list[action.index];
    if (known && known.length > this.#roleNumbers.size) return known;
    const mentions = new Uint8Array(this.#roleNumbers.size + 1);
    for (const [role, number] of this.#roleNumbers) mentions[number] = Number(role.mayGrant(plane, action, this.names));
    return (list[action.index] = mentions);
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

  /** From the root down, as the path spells them. */
  walked(view: View, path: Path): string[] {
    let walked = this.#walked.get(path);
    if (!walked) {
      const above = this.groupsAbove(view, path).filter((group) => !path.at.includes(group));
      walked = ['/', ...above.map(({ key }) => key), ...path.spelled];
      this.#walked.set(path, walked);
    }
    return walked;
  }
}

const byState = new WeakMap<object, Holdings>();
const byTenant = new WeakMap<object, Holdings[]>();
let last: { state: object; holdings: Holdings } | undefined;

/** The holdings of a state: the same ones as long as nothing that they were worked out from is written. */
export function holdingsOf(view: View, state: object): Holdings {
  const known = namesNow();
  if (last?.state === state && last.holdings.names === known) return last.holdings;
  let holdings = byState.get(state);
  if (holdings?.names !== known) {
    const stamps = stampsOf(view, common);
    const tenant = view.stamp('tenants');
    const alike = byTenant.get(tenant) ?? [];
    holdings = alike.find((one) => one.names === known && same(one.stamps, stamps));
    if (!holdings) {
      holdings = new Holdings(view, known, stamps);
      byTenant.set(tenant, [holdings, ...alike.slice(0, 3)]);
    }
    byState.set(state, holdings);
  }
  last = { state, holdings };
  return holdings;
}
