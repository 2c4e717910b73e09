import {
  Button,
  Link,
  makeStyles,
  Toast,
  ToastBody,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { NoticeDetail } from './notice-view.tsx';
import type { Notice } from './notices.ts';

const useStyles = makeStyles({
  title: { overflowWrap: 'anywhere' },
  body: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

/** A notification as it pops up. It is shown outside of the portal's own tree, so it is handed what it needs. */
export function NoticeToast({ notice, openFlow }: { notice: Notice; openFlow(seq: number): void }) {
  const styles = useStyles();
  const { seq } = notice;
  const dismiss = (
    <ToastTrigger>
      <Button appearance="transparent" size="small" icon={<DismissRegular />} aria-label="Dismiss" />
    </ToastTrigger>
  );
  return (
    <Toast>
      <ToastTitle action={dismiss} className={styles.title}>
        {notice.title}
      </ToastTitle>
      <ToastBody className={styles.body}>
        <NoticeDetail notice={notice} />
      </ToastBody>
      {seq !== undefined && (
        <ToastFooter>
          <ToastTrigger>
            <Link as="button" onClick={() => openFlow(seq)}>
              See what happened
            </Link>
          </ToastTrigger>
        </ToastFooter>
      )}
    </Toast>
  );
}
