import { useState } from 'react';
import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { Empty } from '../kit/empty.tsx';
import { Modal } from '../kit/modal.tsx';
import { clockTime } from '../kit/times.ts';
import { usePortal } from './context.ts';
import { NoticeText } from './notice-view.tsx';

const useStyles = makeStyles({
  bell: { position: 'relative' },
  count: { position: 'absolute', top: '0', right: '0', pointerEvents: 'none' },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column' },
  item: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    gap: '8px',
    padding: '10px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  time: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  success: { color: tokens.colorStatusSuccessForeground1 },
  error: { color: tokens.colorStatusDangerForeground1 },
});

/** The bell, and what it has to tell. */
export function Notifications() {
  const styles = useStyles();
  const { notices } = usePortal();
  const [open, setOpen] = useState(false);
  const { unread, list } = notices;
  const show = () => {
    notices.read();
    setOpen(true);
  };
  return (
    <span className={styles.bell}>
      <Button
        appearance="subtle"
        icon={<AlertRegular />}
        aria-label={unread ? `Notifications, ${unread} new` : 'Notifications'}
        aria-haspopup="dialog"
        onClick={show}
      />
      {unread > 0 && (
        <Badge className={styles.count} size="small" color="important" aria-hidden="true">
          {unread}
        </Badge>
      )}
      {open && (
        <Modal title="Notifications" onClose={() => setOpen(false)}>
          {list.length === 0 && (
            <Empty title="No notifications yet">
              What you change here is told here, with the action that it needed.
            </Empty>
          )}
          <ul className={styles.list}>
            {list.map((notice) => (
              <li key={notice.id} className={styles.item}>
                {notice.tone === 'success' ? (
                  <CheckmarkCircleFilled className={styles.success} fontSize={20} aria-label="Done" />
                ) : (
                  <ErrorCircleFilled className={styles.error} fontSize={20} aria-label="Failed" />
                )}
                <div>
                  <span className={styles.title}>{notice.title}</span>
                  <NoticeText notice={notice} />
                </div>
                <span className={styles.time}>{clockTime(notice.at)}</span>
              </li>
            ))}
          </ul>
        </Modal>
      )}
    </span>
  );
}
