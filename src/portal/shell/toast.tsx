import { useContext, useEffect, useState } from 'react';
import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { HeadingFocus } from '../kit/focus.ts';
import { narrow } from '../kit/styles.ts';
import { usePortal } from './context.ts';
import { NoticeDetail } from './notice-view.tsx';
import type { Notice } from './notices.ts';

/** How long a notification stays while nobody is at it. The list behind the bell keeps it. */
const shownFor = 8000;

const useStyles = makeStyles({
  place: {
    position: 'absolute',
    right: '12px',
    bottom: '12px',
    width: '360px',
    maxWidth: 'calc(100% - 24px)',
    // Narrow screens have no room beside the content: there it stands under it and covers nothing.
    [narrow]: { position: 'static', width: 'auto', maxWidth: 'none', flexShrink: 0 },
  },
  toast: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    gap: '0 8px',
    padding: '10px 8px 10px 12px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    [narrow]: {
      maxHeight: '180px',
      overflowY: 'auto',
      borderRadius: 0,
      borderRightStyle: 'none',
      borderBottomStyle: 'none',
      borderLeftStyle: 'none',
      boxShadow: 'none',
    },
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  flow: { gridColumnStart: 2, paddingTop: '6px' },
  success: { color: tokens.colorStatusSuccessForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
});

interface ToastProps {
  notice: Notice | undefined;
  onGone(): void;
}

/**
 * The latest notification, until it is dismissed or some seconds have passed with neither focus nor pointer on it. It is
 * reached by Tab behind the blade, and left again by Tab: Fluent's own keeps the focus for ever.
 */
export function Toast({ notice, onGone }: ToastProps) {
  const styles = useStyles();
  const { openFlow } = usePortal();
  const toHeading = useContext(HeadingFocus);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!notice || held) return undefined;
    const timer = setTimeout(onGone, shownFor);
    return () => clearTimeout(timer);
  }, [notice, held, onGone]);
  const leave = () => {
    setHeld(false);
    onGone();
  };
  const seq = notice?.seq;
  return (
    <div
      className={styles.place}
      {...(notice && { role: 'region', 'aria-label': 'Notification' })}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <div className={notice && styles.toast}>
        {notice && <Mark tone={notice.tone} />}
        <div role="status">
          {notice && (
            <>
              <p className={styles.title}>{notice.title}</p>
              <NoticeDetail notice={notice} />
            </>
          )}
        </div>
        {notice && (
          <span>
            <Button
              appearance="transparent"
              size="small"
              icon={<DismissRegular />}
              aria-label="Dismiss"
              onClick={() => {
                leave();
                toHeading();
              }}
            />
          </span>
        )}
        {seq !== undefined && (
          <span className={styles.flow}>
            <Link
              as="button"
              onClick={() => {
                leave();
                openFlow(seq);
              }}
            >
              See what happened
            </Link>
          </span>
        )}
      </div>
    </div>
  );
}

function Mark({ tone }: Pick<Notice, 'tone'>) {
  const styles = useStyles();
  const Icon = tone === 'success' ? CheckmarkCircleFilled : ErrorCircleFilled;
  return (
    <Icon className={mergeClasses(styles[tone])} fontSize={20} aria-label={tone === 'success' ? 'Done' : 'Failed'} />
  );
}
