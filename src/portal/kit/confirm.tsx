import { useState, type ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useDialogLife } from './focus.ts';

export interface ConfirmProps {
  title: string;
  children: ReactNode;
  yes: string;
  no?: string;
  /** The name that must be typed before `yes` is offered. */
  typed?: string;
  onYes(): void;
  onClose(): void;
}

/** Azure's question before a change. It closes itself; focus goes back to where it came from. */
export function Confirm({ title, children, yes, no = 'No', typed, onYes, onClose }: ConfirmProps) {
  const [text, setText] = useState('');
  useDialogLife(onClose);
  const ready = typed === undefined || text === typed;
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            if (!ready) return;
            onClose();
            onYes();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent>
              {children}
              {typed !== undefined && (
                <Field label={`Enter "${typed}" to confirm deletion`} required>
                  <Input value={text} onChange={(_, { value }) => setText(value)} autoComplete="off" />
                </Field>
              )}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabled={!ready}>
                {yes}
              </Button>
              <Button onClick={onClose}>{no}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
