import { useState } from 'react';
import type { Principal } from '../../api/graph.ts';
import { assignRole, newGuid, type RoleAssignment, type RoleDefinition } from '../../api/iam.ts';
import { pendingUntil } from '../../api/pending.ts';
import type { Problem } from '../../api/problem.ts';
import { clockTime, span } from '../../kit/times.ts';
import { usePortal } from '../../shell/context.ts';
import { scopeName } from '../../shell/route.ts';

interface Assign {
  running: boolean;
  problem: Problem | undefined;
  /** Assigns the role to each member in turn; false at the first refusal. */
  run(role: RoleDefinition, members: Principal[]): Promise<boolean>;
}

/** Sends the assignments, and tells honestly from when they count. */
export function useAssign(scope: string): Assign {
  const { api, notices, subscription } = usePortal();
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const where = scopeName(scope, subscription?.displayName);

  const one = async (role: RoleDefinition, member: Principal): Promise<boolean> => {
    const answer = await api.deed<RoleAssignment>('arm', assignRole(scope, newGuid(), role, member));
    const needed = answer.trail?.needed ?? [];
    const seq = answer.trail && { seq: answer.trail.seq };
    if (!answer.ok) {
      setProblem(answer.problem);
      notices.add({ tone: 'error', title: 'Failed to add role assignment', problem: answer.problem, needed, ...seq });
      return false;
    }
    const now = await api.client.now();
    const until = await pendingUntil(api.client, answer.value, role, now);
    const when =
      until === undefined
        ? 'It takes up to ten minutes until every service knows of it.'
        : `Not in effect yet: from ${clockTime(until)}, in ${span(until - now)}.`;
    const detail = `${member.displayName} was added as ${role.properties.roleName} for ${where}. ${when}`;
    notices.add({ tone: 'success', title: 'Added role assignment', detail, needed, ...seq });
    return true;
  };

  const run = async (role: RoleDefinition, members: Principal[]) => {
    setRunning(true);
    setProblem(undefined);
    let good = true;
    for (const member of members) good = good && (await one(role, member));
    setRunning(false);
    return good;
  };
  return { running, problem, run };
}
