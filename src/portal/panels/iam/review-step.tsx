import type { Principal } from '../../api/graph.ts';
import type { RoleDefinition } from '../../api/iam.ts';
import type { Problem } from '../../api/problem.ts';
import { ProblemView } from '../../kit/problem-view.tsx';
import { useShared } from '../../kit/styles.ts';
import { kindWords } from './kind-words.ts';

interface ReviewStepProps {
  scope: string;
  role: RoleDefinition | undefined;
  members: Principal[];
  problem: Problem | undefined;
}

/** What is about to be assigned, and what is still lacking. */
export function ReviewStep({ scope, role, members, problem }: ReviewStepProps) {
  const shared = useShared();
  return (
    <>
      {problem && <ProblemView problem={problem} title="Failed to add role assignment" />}
      <dl className={shared.stack}>
        <Line term="Role">{role?.properties.roleName ?? 'Missing: choose a role first'}</Line>
        <Line term="Scope">{scope}</Line>
        <Line term="Members">
          {members.length === 0
            ? 'Missing: select members first'
            : members.map((one) => `${one.displayName} (${kindWords(one)}, object ID ${one.id})`).join('; ')}
        </Line>
        <Line term="Condition">None</Line>
      </dl>
      <p className={shared.says}>
        Needs Microsoft.Authorization/roleAssignments/write at this scope. The assignment is listed at once; each
        service learns of it on its own, within ten minutes.
      </p>
    </>
  );
}

function Line({ term, children }: { term: string; children: string }) {
  const shared = useShared();
  return (
    <div>
      <dt className={shared.muted}>{term}</dt>
      <dd className={shared.anywhere} style={{ margin: 0 }}>
        {children}
      </dd>
    </div>
  );
}
