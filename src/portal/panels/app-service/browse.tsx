import { useEffect, useRef } from 'react';
import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { HttpResponse } from '#kernel/http.ts';
import type { Trail } from '../../api/trail.ts';
import { useShared } from '../../kit/styles.ts';
import { Waiting } from '../../kit/waiting.tsx';
import { usePortal } from '../../shell/context.ts';
import { readable } from './readable.ts';

const useStyles = makeStyles({
  window: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    minWidth: 0,
  },
  address: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 12px',
    alignItems: 'center',
    padding: '6px 12px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  body: {
    margin: 0,
    // The page frames every <pre>; this one has a frame already.
    border: 'none',
    borderRadius: 0,
    backgroundColor: 'transparent',
    padding: '12px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxHeight: '260px',
    overflow: 'auto',
  },
  good: { color: tokens.colorStatusSuccessForeground1, fontWeight: tokens.fontWeightSemibold },
  bad: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** An answer of the app, with what the action log tells of it. */
export interface Visit {
  response: HttpResponse;
  trail?: Trail;
}

interface BrowseProps {
  url: string;
  /** Undefined while it is on its way. */
  visit: Visit | undefined;
  onAgain(): void;
}

/** A visit to the app, as anyone on the internet would make it: its answer, and what its program asked for on the way. */
export function Browse({ url, visit, onAgain }: BrowseProps) {
  const styles = useStyles();
  const shared = useShared();
  const { openFlow } = usePortal();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    void section.current?.scrollIntoView({ block: 'nearest' });
  }, [visit]);
  const { response, trail } = visit ?? {};
  const good = response !== undefined && response.status >= 200 && response.status < 400;
  return (
    <section ref={section} className={shared.stack} aria-labelledby="portal-visit">
      <h3 id="portal-visit" className={shared.heading}>
        The visit
      </h3>
      <div className={styles.window}>
        <div className={styles.address}>
          <span className={mergeClasses(shared.mono, shared.grow)}>{url}</span>
          <span role="status">
            {response && (
              <span className={good ? styles.good : styles.bad}>
                {response.status === 0 ? 'No answer' : `HTTP ${response.status}`}
              </span>
            )}
          </span>
          <Button size="small" onClick={onAgain}>
            Visit again
          </Button>
        </div>
        {response ? (
          <pre
            className={mergeClasses(styles.body, shared.mono)}
            tabIndex={0}
            role="region"
            aria-label="Answer of the app"
          >
            {readable(response)}
          </pre>
        ) : (
          <Waiting what="the app" />
        )}
      </div>
      {trail && (
        <p className={shared.text}>
          <Link as="button" onClick={() => openFlow(trail.seq)}>
            See what happened
          </Link>
        </p>
      )}
      {trail && trail.caused.length > 0 && (
        <>
          <p className={shared.text}>On the way the program sent:</p>
          <ol className={shared.list}>
            {trail.caused.map(({ seq, summary, to, status, code }) => (
              <li key={seq}>
                {summary} ({to}): {status === 0 ? 'no answer' : status} {code}{' '}
                <Link as="button" aria-label={`See it: ${summary}`} onClick={() => openFlow(seq)}>
                  See it
                </Link>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
