import { denyAssignmentsAt, type DenyAssignment } from '../../api/iam.ts';
import { Empty } from '../../kit/empty.tsx';
import { Looked } from '../../kit/looked.tsx';
import { useShared } from '../../kit/styles.ts';
import { Table } from '../../kit/table.tsx';
import { useLook } from '../../shell/use-look.ts';
import { scopeWords } from './scopes.ts';

const everyone = '00000000-0000-0000-0000-000000000000';

/** What is forbidden here, whatever the roles say. */
export function DenyAssignments({ scope }: { scope: string }) {
  const shared = useShared();
  const look = useLook(`denies ${scope}`, (api) => denyAssignmentsAt(api, scope));
  return (
    <>
      <p className={shared.says}>
        Deny assignments block users from performing particular actions even if a role assignment grants them access.
        Azure and its deployments make them.
      </p>
      <Looked look={look} what="Deny assignments">
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="No deny assignments to display">Nothing is forbidden here beyond what no role allows.</Empty>
          ) : (
            <Table<DenyAssignment>
              label="Deny assignments"
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { title: 'Name', cell: ({ properties }) => properties.denyAssignmentName },
                { title: 'Scope', cell: ({ properties }) => scopeWords(properties.scope, scope) },
                { title: 'Denied', cell: ({ properties }) => properties.permissions.map(deniedIn).join('; ') },
                {
                  title: 'Principals',
                  cell: ({ properties }) =>
                    properties.principals.some(({ id }) => id === everyone)
                      ? 'All principals'
                      : properties.principals.map(({ id }) => id).join(', '),
                },
              ]}
            />
          )
        }
      </Looked>
    </>
  );
}

const deniedIn = ({ actions, dataActions }: DenyAssignment['properties']['permissions'][number]): string =>
  [...actions, ...dataActions].join(', ');
