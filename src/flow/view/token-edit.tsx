import { Button, Field, Textarea } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { FlowRecord, LabSessionClient } from '#lab/session-client.ts';
import { readPayload, withPayload } from '../model/jwt.ts';
import type { ShownToken } from '../model/token-view.ts';
import { resend } from '../model/resend.ts';
import { editUnchanged, editWords } from '../words/empty.ts';

interface Props {
  client: LabSessionClient;
  record: FlowRecord;
  token: ShownToken;
  /** Told of the entry that the new request became. */
  onSent(seq: number): void;
}

/** A copy of the payload to change: the same request goes out once more with it, under the old signature. */
export function TokenEdit({ client, record, token, onSent }: Props) {
  const original = JSON.stringify(token.parts.payload, undefined, 2);
  const [text, setText] = useState(original);
  const [sending, setSending] = useState(false);
  const read = readPayload(text);
  const problem = 'problem' in read ? read.problem : undefined;
  const send = async () => {
    if (!('payload' in read)) return;
    setSending(true);
    try {
      const seq = await resend(client, record, withPayload(token.jwt, read.payload));
      if (seq !== undefined) onSent(seq);
    } finally {
      setSending(false);
    }
  };
  return (
    <div className="tf-edit">
      <Field
        label="Payload"
        hint={text === original ? editUnchanged : editWords}
        validationState={problem ? 'error' : 'none'}
        {...(problem && { validationMessage: problem })}
      >
        <Textarea
          value={text}
          onChange={(_event, { value }) => setText(value)}
          resize="vertical"
          textarea={{ className: 'tf-edit-area', spellCheck: false, rows: 12 }}
        />
      </Field>
      <div className="tf-edit-actions">
        <Button
          appearance="primary"
          size="small"
          icon={<SendRegular />}
          disabledFocusable={sending || problem !== undefined}
          onClick={() => void send()}
        >
          Send again with this token
        </Button>
        <Button size="small" disabledFocusable={text === original} onClick={() => setText(original)}>
          Start over
        </Button>
      </div>
    </div>
  );
}
