import type { ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { Dialog } from './dialog.tsx';

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
  return (
    <Dialog
      title={title}
      onSubmit={() => !action?.disabled && onAction?.()}
      onClose={onClose}
      actions={
        <>
          {action && (
            <Button type="submit" appearance="primary" disabled={action.disabled ?? false}>
              {action.title}
            </Button>
          )}
          <Button onClick={onClose}>{close}</Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
