import { useState } from 'react';
import { Link, SearchBox } from '@fluentui/react-components';
import { assignmentsAt, removeAssignment } from '../../api/iam.ts';
import { Confirm } from '../../kit/confirm.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table, type Column } from '../../kit/table.tsx';
import { resource as to, scopeName } from '../../shell/route.ts';
import { usePortal } from '../../shell/context.ts';
import { useDeed } from '../../shell/use-deed.ts';
import { matches } from '../../kit/match.ts';
import { EffectiveCell } from './effective.tsx';
import { kindWords } from './kind-words.ts';
import { PrincipalCell } from './principal-cell.tsx';
import { isInherited, scopeWords } from './scopes.ts';
import { UnderWay } from './under-way.tsx';
import { useAssignments, type AssignmentRow } from './use-assignments.ts';

/** The assignments at a scope and above it, by role. */
export function RoleAssignments({ scope }: { scope: string }) {
  const shared = useShared();
  const [text, setText] = useState('');
  const look = useAssignments(`assignments ${scope}`, scope, (api) => assignmentsAt(api, scope));
  return (
    <>
      <p className={shared.says}>
        Who may do what here. What is granted above holds here too; it is removed where it was granted.
      </p>
      <UnderWay />
      <SearchBox
        placeholder="Search by name or role"
        aria-label="Search role assignments"
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <Looked look={look} what="Role assignments">
        {(rows) => {
          const shown = rows.filter(({ roleName, principal, assignment }) =>
            matches(text, roleName, principal?.displayName, principal?.detail, assignment.properties.principalId),
          );
          return shown.length ? <Rows scope={scope} rows={shown} /> : <Empty title="No role assignments to display" />;
        }}
      </Looked>
    </>
  );
}

function Rows({ scope, rows }: { scope: string; rows: AssignmentRow[] }) {
  const { go, subscription } = usePortal();
  const deed = useDeed();
  const [asked, setAsked] = useState<AssignmentRow>();
  const nameIn = (row: AssignmentRow) => row.principal?.displayName ?? 'Identity not found';
  const remove = ({ assignment, roleName, principal }: AssignmentRow) => {
    const whose = principal?.displayName ?? assignment.properties.principalId;
    void deed('arm', removeAssignment(assignment), {
      done: 'Removed role assignment',
      failed: 'Failed to remove role assignment',
      detail: `${whose} is no longer ${roleName} here. Until every service has learnt of it, minutes may pass.`,
    });
  };
  const columns: Column<AssignmentRow>[] = [
    {
      title: 'Name',
      cell: ({ principal, assignment, named }) => (
        <PrincipalCell principal={principal} id={assignment.properties.principalId} named={named} />
      ),
    },
    { title: 'Type', cell: ({ principal }) => (principal ? kindWords(principal) : 'Unknown') },
    { title: 'Scope', cell: ({ assignment }) => scopeWords(assignment.properties.scope, scope) },
    { title: 'In effect', cell: (row) => <EffectiveCell until={row.pendingUntil} /> },
    {
      title: 'Action',
      quiet: true,
      cell: (row) => {
        const from = row.assignment.properties.scope;
        if (!isInherited(from, scope)) {
          return (
            <Link as="button" aria-label={`Remove ${row.roleName} from ${nameIn(row)}`} onClick={() => setAsked(row)}>
              Remove
            </Link>
          );
        }
        if (from === '/' || /managementgroups/i.test(from)) return null;
        const where = scopeName(from, subscription?.displayName);
        return (
          <Link
            as="button"
            aria-label={`Open access control of ${where}`}
            onClick={() => go(to(from, 'iam', 'role-assignments'))}
          >
            {where}
          </Link>
        );
      },
    },
  ];
  return (
    <>
      <Table
        label="Role assignments"
        columns={columns}
        rows={rows}
        keyOf={(row) => row.assignment.id}
        groupOf={({ roleName }) => roleName}
      />
      {asked && (
        <Confirm
          title="Remove role assignments"
          yes="Yes"
          onYes={() => remove(asked)}
          onClose={() => setAsked(undefined)}
        >
          {`Are you sure you want to remove ${asked.roleName} from ${nameIn(asked)}?`}
        </Confirm>
      )}
    </>
  );
}
