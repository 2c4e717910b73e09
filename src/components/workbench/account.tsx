import { useState } from 'react';
import type { LabSessionClient, SessionState } from '#lab/session-client.ts';

interface Props {
  client: LabSessionClient;
  state: SessionState;
  readOnly: boolean;
}

/** Who the learner is in the tenant; a choice where the lab has more than one person. */
export function Account({ client, state, readOnly }: Props) {
  const { account, accounts } = state;
  const [refused, setRefused] = useState<string>();
  const signIn = async (user: string) => {
    const answer = await client.signIn(user);
    setRefused('refused' in answer ? answer.refused : undefined);
  };
  if (accounts.length <= 1) {
    return (
      <p className="account" title={account?.userPrincipalName}>
        <span className="visually-hidden">Signed in as </span>
        {account?.displayName ?? 'Signed out'}
      </p>
    );
  }
  return (
    <p className="account">
      <label>
        <span className="visually-hidden">Signed in as</span>
        <select
          value={account?.userPrincipalName ?? ''}
          disabled={readOnly}
          onChange={(event) => void signIn(event.target.value)}
        >
          {accounts.map(({ userPrincipalName, displayName, says }) => (
            <option key={userPrincipalName} value={userPrincipalName} title={says}>
              {displayName}
            </option>
          ))}
        </select>
      </label>
      {refused && <span role="alert">{refused}</span>}
    </p>
  );
}
