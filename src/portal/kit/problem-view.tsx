import { useState } from 'react';
import {
  Button,
  Link,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { codeOf, type Problem } from '../api/problem.ts';
import { usePortal } from '../shell/context.ts';
import { ProblemText } from './problem-text.tsx';
import { oursOn } from './words.ts';

const useStyles = makeStyles({
  bar: { alignItems: 'start', paddingTop: '8px', paddingBottom: '8px' },
  body: { whiteSpace: 'normal', minWidth: 0 },
  lead: { margin: '2px 0 0' },
  ours: { margin: '6px 0 0', color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', alignItems: 'center', marginTop: '6px' },
});

interface ProblemViewProps {
  problem: Problem;
  /** Azure's headline where the portal has one of its own. */
  title?: string;
  /** A sentence of the portal's own between the headline and the words of the service. */
  lead?: string;
  retry?: () => void;
}

/** A refusal: Azure's code and message first, ours under them, and the way to see what happened. */
export function ProblemView({ problem, title, lead, retry }: ProblemViewProps) {
  const styles = useStyles();
  const { api } = usePortal();
  const ours = oursOn(problem, api.account.displayName);
  return (
    <MessageBar intent="error" layout="multiline" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title ?? codeOf(problem)}</MessageBarTitle>
        {lead && <p className={styles.lead}>{lead}</p>}
        <ProblemText problem={problem} coded={title !== undefined} />
        {ours && <p className={styles.ours}>{ours}</p>}
        <div className={styles.actions}>
          <SeeWhatHappened problem={problem} />
          {retry && (
            <Button size="small" onClick={retry}>
              Try again
            </Button>
          )}
        </div>
      </MessageBarBody>
    </MessageBar>
  );
}

/** Opens the token flow of the request. A look has left no entry: it is then asked once more, for the record. */
export function SeeWhatHappened({ problem }: { problem: Problem }) {
  const { api, openFlow } = usePortal();
  const [asking, setAsking] = useState(false);
  const open = async () => {
    setAsking(true);
    const seq = problem.seq ?? (await api.onRecord(problem.request));
    setAsking(false);
    if (seq !== undefined) openFlow(seq);
  };
  return (
    <Link as="button" disabled={asking} onClick={() => void open()}>
      See what happened
    </Link>
  );
}
