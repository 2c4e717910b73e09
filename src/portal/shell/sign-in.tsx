import { useState } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { SessionState } from '#lab/session-client.ts';
import type { PortalClient } from '../api/client.ts';
import { Initials } from '../kit/initials.tsx';

const useStyles = makeStyles({
  page: { padding: '32px 16px', display: 'flex', flexDirection: 'column', gap: '12px', maxWidth: '440px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  choice: { justifyContent: 'flex-start', textAlign: 'left' },
  says: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
  },
  refused: { color: tokens.colorStatusDangerForeground1 },
});

/** Pick an account: shown while nobody is signed in. */
export function SignIn({ client, state }: { client: PortalClient; state: SessionState }) {
  const styles = useStyles();
  const [refused, setRefused] = useState<string>();
  const enter = async (user: string) => {
    const answer = await client.signIn(user);
    setRefused('refused' in answer ? answer.refused : undefined);
  };
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>Pick an account</h2>
      {state.accounts.map(({ userPrincipalName, displayName, says }) => (
        <Button
          key={userPrincipalName}
          size="large"
          className={styles.choice}
          icon={<Initials name={displayName} size={32} />}
          onClick={() => void enter(userPrincipalName)}
        >
          <span>
            {displayName}
            <span className={styles.says}>{says || userPrincipalName}</span>
          </span>
        </Button>
      ))}
      {refused && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
    </div>
  );
}
