import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { Needed } from '../api/trail.ts';
import { ProblemText } from '../kit/problem-text.tsx';
import { usePortal } from './context.ts';
import type { Notice } from './notices.ts';

const useStyles = makeStyles({
  text: { margin: '2px 0 0', overflowWrap: 'break-word' },
  needed: { margin: '4px 0 0', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  action: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
});

/** How it ended, in Azure's words if it was refused, and the actions that it needed. */
export function NoticeDetail({ notice: { problem, detail, needed } }: { notice: Notice }) {
  const styles = useStyles();
  return (
    <>
      {problem && <ProblemText problem={problem} />}
      {detail && <p className={styles.text}>{detail}</p>}
      {needed.map((one) => (
        <NeededLine key={`${one.action} ${one.scope}`} needed={one} />
      ))}
    </>
  );
}

/** What a notification says under its title in the list. */
export function NoticeText({ notice }: { notice: Notice }) {
  const styles = useStyles();
  const { openFlow } = usePortal();
  const { seq } = notice;
  return (
    <>
      <NoticeDetail notice={notice} />
      {seq !== undefined && (
        <p className={styles.text}>
          <Link as="button" onClick={() => openFlow(seq)}>
            See what happened
          </Link>
        </p>
      )}
    </>
  );
}

function NeededLine({ needed: { action, allowed, by } }: { needed: Needed }) {
  const styles = useStyles();
  return (
    <p className={styles.needed}>
      {allowed ? 'Needed ' : 'Lacked '}
      <span className={styles.action}>{action}</span>
      {by && `, given by ${by}`}
    </p>
  );
}
