import { useShared } from '../../kit/styles.ts';
import { DirectoryTable, Id } from './directory-table.tsx';

interface Group {
  id: string;
  displayName: string | null;
  description?: string | null;
}

/** The groups of the tenant. */
export function Groups() {
  const shared = useShared();
  return (
    <>
      <p className={shared.says}>
        A role that a group is given counts for its members. A token names the groups as they were when it was issued.
      </p>
      <DirectoryTable<Group>
        label="Groups"
        path="/groups?$select=id,displayName,description"
        texts={({ id, displayName, description }) => [id, displayName, description]}
        empty={{ title: 'No groups found', says: 'Whoever may make groups in the directory can add one.' }}
        columns={[
          { title: 'Name', cell: ({ displayName }) => displayName },
          { title: 'Description', cell: ({ description }) => description ?? '-' },
          { title: 'Object ID', cell: ({ id }) => <Id id={id} what="Object ID" /> },
        ]}
      />
    </>
  );
}
