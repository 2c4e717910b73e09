import type { Principal } from '../../api/graph.ts';
import { assignmentsAt } from '../../api/iam.ts';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { Table } from '../../kit/table.tsx';
import { useAssignments, type AssignmentRow } from './use-assignments.ts';
import { EffectiveCell } from './effective.tsx';
import { scopeWords } from './scopes.ts';

/** The assignments that name a principal at a scope and above it. */
export function PrincipalAccess({ principal, scope }: { principal: Principal; scope: string }) {
  const look = useAssignments(`assignments ${scope}`, scope, (api) => assignmentsAt(api, scope));
  return (
    <Looked look={look} what="Role assignments">
      {(rows) => {
        const own = rows.filter(({ assignment }) => assignment.properties.principalId === principal.id);
        if (own.length === 0) {
          return (
            <Empty title="No role assignments that name it">
              Neither here nor above. A group of which it is a member may still have some.
            </Empty>
          );
        }
        return (
          <Table<AssignmentRow>
            label={`Role assignments of ${principal.displayName}`}
            rows={own}
            keyOf={({ assignment }) => assignment.id}
            columns={[
              { title: 'Role', cell: ({ roleName }) => roleName },
              { title: 'Scope', cell: ({ assignment }) => scopeWords(assignment.properties.scope, scope) },
              { title: 'In effect', cell: ({ pendingUntil }) => <EffectiveCell until={pendingUntil} /> },
            ]}
          />
        );
      }}
    </Looked>
  );
}
