import { useShared } from '../../kit/styles.ts';
import { DirectoryTable, Id } from './directory-table.tsx';

interface User {
  id: string;
  displayName: string | null;
  userPrincipalName: string;
  jobTitle?: string | null;
}

/** The people of the tenant. */
export function Users() {
  const shared = useShared();
  return (
    <>
      <p className={shared.says}>People who can sign in. What they may do in Azure is said by role assignments.</p>
      <DirectoryTable<User>
        label="Users"
        path="/users?$select=id,displayName,userPrincipalName,jobTitle"
        texts={({ id, displayName, userPrincipalName }) => [id, displayName, userPrincipalName]}
        empty={{ title: 'No users', says: 'Nobody is in this directory.' }}
        columns={[
          { title: 'Display name', cell: ({ displayName }) => displayName },
          { title: 'User principal name', cell: ({ userPrincipalName }) => userPrincipalName },
          { title: 'Job title', cell: ({ jobTitle }) => jobTitle ?? '-' },
          { title: 'Object ID', cell: ({ id }) => <Id id={id} what="Object ID" /> },
        ]}
      />
    </>
  );
}
