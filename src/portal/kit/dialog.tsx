import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useDialogLife } from './focus.ts';

const useStyles = makeStyles({
  dialog: {
    boxSizing: 'border-box',
    width: '600px',
    maxWidth: 'calc(100vw - 24px)',
    maxHeight: 'calc(100dvh - 24px)',
    padding: 0,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: 'rgb(0 0 0 / 40%)' },
  },
  form: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '24px',
    '@media (max-width: 480px)': { padding: '16px' },
  },
  title: {
    margin: 0,
    paddingRight: '36px',
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  content: { display: 'flex', flexDirection: 'column', gap: '12px', minHeight: '32px', overflowWrap: 'break-word' },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', gap: '8px', paddingTop: '8px' },
  dismiss: {
    position: 'absolute',
    top: '20px',
    right: '16px',
    '@media (max-width: 480px)': { top: '12px', right: '8px' },
  },
});

interface DialogProps {
  title: string;
  children: ReactNode;
  /** The buttons at its foot; one of them submits. */
  actions: ReactNode;
  /** A question that must be answered, without a way past it but Escape. */
  alert?: boolean;
  onSubmit(): void;
  onClose(): void;
}

/**
 * A dialog by the browser itself, which alone knows how to make the rest of the page unreachable and reachable again at
 * once: Fluent's hides the rest from screen readers by attributes that outlive it. Escape closes; Enter submits.
 */
export function Dialog({ title, children, actions, alert = false, onSubmit, onClose }: DialogProps) {
  const styles = useStyles();
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useDialogLife(onClose);
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // While it is still in the page: only then does closing give the focus back.
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={styles.dialog}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={`${id}-title`}
      aria-describedby={alert ? `${id}-content` : undefined}
      onClose={() => element.current && onClose()}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onSubmit();
        }}
      >
        <h3 id={`${id}-title`} className={styles.title}>
          {title}
        </h3>
        <div id={`${id}-content`} className={styles.content}>
          {children}
        </div>
        <div className={styles.actions}>{actions}</div>
        {!alert && (
          <span className={styles.dismiss}>
            <Button appearance="subtle" icon={<DismissRegular />} aria-label="Close" onClick={onClose} />
          </span>
        )}
      </form>
    </dialog>
  );
}
