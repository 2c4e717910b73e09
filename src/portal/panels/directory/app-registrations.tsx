import { useShared } from '../../kit/styles.ts';
import { usePortal } from '../../shell/context.ts';
import { credentialWords, type Credential } from './credential-words.ts';
import { DirectoryTable, Id } from './directory-table.tsx';

interface Application {
  id: string;
  displayName: string;
  appId: string;
  passwordCredentials?: Credential[];
  keyCredentials?: Credential[];
}

/** The applications that were registered here, with what they can prove themselves by. */
export function AppRegistrations() {
  const shared = useShared();
  const { state } = usePortal();
  return (
    <>
      <p className={shared.says}>
        Applications of this tenant. One signs in by a secret or a certificate, which somebody must keep and renew, or
        by a federated credential, which is a trust and nothing to keep.
      </p>
      <DirectoryTable<Application>
        label="App registrations"
        path="/applications?$select=id,displayName,appId,passwordCredentials,keyCredentials"
        texts={({ id, displayName, appId }) => [id, displayName, appId]}
        empty={{ title: 'No app registrations', says: 'Managed identities need none: Azure keeps theirs.' }}
        columns={[
          { title: 'Display name', cell: ({ displayName }) => displayName },
          { title: 'Application (client) ID', cell: ({ appId }) => <Id id={appId} what="Application (client) ID" /> },
          { title: 'Client secrets', cell: (one) => credentialWords(one.passwordCredentials, state.now) },
          { title: 'Certificates', cell: (one) => credentialWords(one.keyCredentials, state.now) },
        ]}
      />
    </>
  );
}
