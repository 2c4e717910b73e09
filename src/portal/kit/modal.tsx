import type { ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useDialogLife } from './focus.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: '12px', minHeight: '40px' },
  surface: { '@media (max-width: 480px)': { padding: '16px' } },
});

interface ModalProps {
  title: string;
  children: ReactNode;
  /** The one thing to do here; without it there is only Close. */
  action?: { title: string; disabled?: boolean };
  close?: string;
  onAction?(): void;
  onClose(): void;
}

/** Azure's context pane as a dialog: a form or a view over the blade. Enter does the action. */
export function Modal({ title, children, action, close = action ? 'Cancel' : 'Close', onAction, onClose }: ModalProps) {
  const styles = useStyles();
  useDialogLife(onClose);
  const dismiss = <Button appearance="subtle" icon={<DismissRegular />} aria-label="Close" onClick={onClose} />;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (!action?.disabled) onAction?.();
          }}
        >
          <DialogBody>
            <DialogTitle action={dismiss}>{title}</DialogTitle>
            <DialogContent className={styles.content}>{children}</DialogContent>
            <DialogActions>
              {action && (
                <Button type="submit" appearance="primary" disabled={action.disabled ?? false}>
                  {action.title}
                </Button>
              )}
              <Button onClick={onClose}>{close}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
