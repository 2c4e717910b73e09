import type { GroupMemberRow, GroupRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';

/** Groups that hold a member directly or through other groups, each with the groups between, innermost first. */
export function groupsOf(view: View, memberId: string): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  let frontier: { id: string; through: string[] }[] = [{ id: memberId, through: [] }];
  while (frontier.length) {
    const next: typeof frontier = [];
    for (const { id, through } of frontier) {
      for (const { groupId } of view.by<GroupMemberRow>('groupMembers', 'member', id)) {
        if (paths.has(groupId) || groupId === memberId) continue;
        paths.set(groupId, through);
        next.push({ id: groupId, through: [...through, groupId] });
      }
    }
    frontier = next;
  }
  return paths;
}

export interface CountingGroup {
  id: string;
  displayName?: string;
  /** The groups between the principal and this one, innermost first; empty when it is a direct member. */
  through: string[];
}

/**
 * The groups that count for a caller are those of its token. A membership that ended after the token was issued still
 * counts, one that came later does not: that is why a new member must get a new token.
 */
export function countingGroups(view: View, principalId: string, groupIds: readonly string[]): CountingGroup[] {
  if (!groupIds.length) return [];
  const paths = groupsOf(view, principalId);
  return groupIds.map((id) => {
    const displayName = view.get<GroupRow>('groups', id)?.displayName;
    return { id, ...(displayName !== undefined && { displayName }), through: paths.get(id) ?? [] };
  });
}
