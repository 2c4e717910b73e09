import { idKey } from '#kernel/scope.ts';
import type { Api } from '../../api/api.ts';
import { principalsById, type Principal } from '../../api/graph.ts';
import { roleById, roleGuid, type RoleAssignment, type RoleDefinition } from '../../api/iam.ts';
import { pendingUntil } from '../../api/pending.ts';
import type { Answer } from '../../api/problem.ts';
import { usePortal } from '../../shell/context.ts';
import { useLook, type Look } from '../../shell/use-look.ts';

/** An assignment with the names that its ids stand for. */
export interface AssignmentRow {
  assignment: RoleAssignment;
  role?: RoleDefinition;
  roleName: string;
  /** Absent when the directory no longer knows the id. */
  principal?: Principal;
  /** False where the directory refused to say who anyone is. */
  named: boolean;
  /** Virtual time, ms. */
  pendingUntil?: number;
}

/** Role assignments, read at a scope, with roles, principals and what is still pending. */
export function useAssignments(
  key: string | undefined,
  scope: string,
  list: (api: Api) => Promise<Answer<RoleAssignment[]>>,
): Look<AssignmentRow[]> {
  const { state } = usePortal();
  return useLook(key, async (api): Promise<Answer<AssignmentRow[]>> => {
    const found = await list(api);
    if (!found.ok) return found;
    const guids = new Set(found.value.map(({ properties }) => roleGuid(properties.roleDefinitionId)));
    const byGuid = new Map<string, RoleDefinition>();
    for (const guid of guids) {
      const role = await roleById(api, scope, guid);
      if (role.ok) byGuid.set(guid, role.value);
    }
    const people = await principalsById(
      api,
      found.value.map(({ properties }) => properties.principalId),
    );
    const rows: AssignmentRow[] = [];
    for (const assignment of found.value) {
      const guid = roleGuid(assignment.properties.roleDefinitionId);
      const role = byGuid.get(guid);
      const principal = people.ok ? people.value.get(assignment.properties.principalId) : undefined;
      const until = role && (await pendingUntil(api.client, assignment, role, state.now));
      rows.push({
        assignment,
        ...(role && { role }),
        roleName: role?.properties.roleName ?? guid,
        ...(principal && { principal }),
        named: people.ok,
        ...(until !== undefined && { pendingUntil: until }),
      });
    }
    const order = (row: AssignmentRow) =>
      `${row.roleName}\n${row.principal?.displayName ?? '~'}\n${idKey(row.assignment.id)}`;
    return { ok: true, status: 200, value: rows.sort((a, b) => (order(a) < order(b) ? -1 : 1)) };
  });
}
