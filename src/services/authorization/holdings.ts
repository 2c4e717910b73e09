import { idKey } from '#kernel/scope.ts';
import type { View } from '#kernel/tables.ts';
import { builtInRole } from './builtin-roles.ts';
import type { CompiledRole } from './compiled-role.ts';
import { tables, type DenyAssignment, type RevokedAssignment, type RoleAssignment } from './models.ts';
import { compiledRole } from './roles.ts';
import { isManagementGroup, type Reach } from './scope-chain.ts';

/** An assignment made ready for being asked again and again. */
export interface Held {
  row: RoleAssignment | RevokedAssignment;
  scopeKey: string;
  /** Built-in roles never change; a custom one is looked up each time. */
  builtIn: CompiledRole | undefined;
}

/** What one principal (a person, an application, a group) holds. */
class Holdings {
  readonly list: readonly Held[];
  readonly #byScope = new Map<string, Held[]>();
  readonly #atGroups: boolean;

  constructor(view: View, rows: readonly (RoleAssignment | RevokedAssignment)[]) {
    this.list = rows.map((row) => ({
      row,
      scopeKey: idKey(row.scope),
      builtIn: builtInRole(row.roleId) && compiledRole(view, row.roleId),
    }));
    for (const held of this.list) {
      const own = this.#byScope.get(held.scopeKey);
      if (own) own.push(held);
      else this.#byScope.set(held.scopeKey, [held]);
    }
    this.#atGroups = this.list.some(({ scopeKey }) => isManagementGroup(scopeKey));
  }

  /** The first assignment at or above the scope that passes: by looking at all, or at the scopes, whichever are fewer. */
  some(reach: Reach, test: (held: Held) => boolean): boolean {
    if (this.#byScope.size <= 6) return this.list.some((held) => reach.from(held.scopeKey) && test(held));
    const at = (key: string): boolean => this.#byScope.get(key)?.some(test) ?? false;
    return at('/') || reach.pathKeys().some(at) || (this.#atGroups && reach.groupKeys().some(at));
  }
}

const nothing = new Map<string, Holdings>();

/** Holdings are worked out once for each principal and kept until a row of the table is written. */
function keeper(table: string): (view: View, principalId: string) => Holdings {
  const kept = new WeakMap<object, Map<string, Holdings>>();
  return (view, principalId) => {
    const stamp = view.stamp(table);
    let byPrincipal = kept.get(stamp) ?? nothing;
    if (byPrincipal === nothing) kept.set(stamp, (byPrincipal = new Map()));
    let holdings = byPrincipal.get(principalId);
    if (!holdings) {
      holdings = new Holdings(view, view.by<RoleAssignment>(table, 'principal', principalId));
      byPrincipal.set(principalId, holdings);
    }
    return holdings;
  };
}

/** What is assigned to a principal itself, groups apart. */
export const assignedTo = keeper(tables.roleAssignments);

/** What was taken from a principal lately, and may still count somewhere. */
export const revokedFrom = keeper(tables.revokedAssignments);

const keptDenies = new WeakMap<object, readonly DenyAssignment[]>();

/** Every deny assignment; there are few. */
export function allDenies(view: View): readonly DenyAssignment[] {
  const stamp = view.stamp(tables.denyAssignments);
  let denies = keptDenies.get(stamp);
  if (!denies) keptDenies.set(stamp, (denies = view.all<DenyAssignment>(tables.denyAssignments)));
  return denies;
}
