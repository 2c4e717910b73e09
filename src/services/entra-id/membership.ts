import type { GroupMemberRow, GroupRow } from '#kernel/rows.ts';
import type { View } from '#kernel/tables.ts';
import type { DirectoryObject } from './models.ts';

/** A group that holds a principal, directly or through other groups. */
export interface Membership {
  id: string;
  displayName: string;
  /** Ids of the groups in between, the one that holds the principal first; empty for a direct membership. */
  through: string[];
}

/** The directory object with this id, or undefined. */
export function findObject(view: View, id: string): DirectoryObject | undefined {
  const key = id.toLowerCase();
  const user = view.get<DirectoryObject['row']>('users', key);
  if (user) return { kind: 'user', row: user } as DirectoryObject;
  const group = view.get<DirectoryObject['row']>('groups', key);
  if (group) return { kind: 'group', row: group } as DirectoryObject;
  const principal = view.get<DirectoryObject['row']>('servicePrincipals', key);
  return principal && ({ kind: 'servicePrincipal', row: principal } as DirectoryObject);
}

/** The groups that name the principal as a member. */
export const directGroupsOf = (view: View, principalId: string): GroupRow[] =>
  view
    .by<GroupMemberRow>('groupMembers', 'member', principalId.toLowerCase())
    .flatMap(({ groupId }) => view.get<GroupRow>('groups', groupId) ?? []);

/** Every group that holds the principal, nested ones with the shortest way to them; nearest first. Circles end. */
export function groupsOf(view: View, principalId: string): Membership[] {
  const found = new Map<string, Membership>();
  let edge: { id: string; through: string[] }[] = [{ id: principalId, through: [] }];
  while (edge.length) {
    const next: typeof edge = [];
    for (const { id, through } of edge) {
      for (const group of directGroupsOf(view, id)) {
        if (found.has(group.id)) continue;
        found.set(group.id, { id: group.id, displayName: group.displayName, through });
        next.push({ id: group.id, through: [...through, group.id] });
      }
    }
    edge = next;
  }
  return [...found.values()];
}

/** The members that a group names. */
export const directMembersOf = (view: View, groupId: string): DirectoryObject[] =>
  view.by<GroupMemberRow>('groupMembers', 'group', groupId).flatMap(({ memberId }) => findObject(view, memberId) ?? []);

/** The members of a group and of the groups in it; each once. */
export function allMembersOf(view: View, groupId: string): DirectoryObject[] {
  const found = new Map<string, DirectoryObject>();
  const open = [groupId];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const member of directMembersOf(view, id)) {
      if (found.has(member.row.id)) continue;
      found.set(member.row.id, member);
      if (member.kind === 'group') open.push(member.row.id);
    }
  }
  return [...found.values()];
}
