import { useState, type ReactNode } from 'react';
import { Button, Field, Input } from '@fluentui/react-components';
import { Dialog } from './dialog.tsx';

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
  const ready = typed === undefined || text === typed;
  const answer = () => {
    if (!ready) return;
    onClose();
    onYes();
  };
  return (
    <Dialog
      alert
      title={title}
      onSubmit={answer}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" appearance="primary" disabled={!ready}>
            {yes}
          </Button>
          <Button onClick={onClose}>{no}</Button>
        </>
      }
    >
      <div>{children}</div>
      {typed !== undefined && (
        <Field label={`Enter "${typed}" to confirm deletion`} required>
          <Input value={text} onChange={(_, { value }) => setText(value)} autoComplete="off" />
        </Field>
      )}
    </Dialog>
  );
}
