import { useState } from 'react';
import type { LabSessionClient, SessionState } from '#lab/session-client.ts';
import { useDialog } from './dialog.tsx';

interface Props {
  client: LabSessionClient;
  state: SessionState;
  readOnly: boolean;
  showCurrent: () => void;
}

/** Check now, undo, redo, and back to the start. */
export function StepButtons({ client, state, readOnly, showCurrent }: Props) {
  const [checked, setChecked] = useState('');
  const reset = useDialog();
  const check = async () => {
    const { checks } = await client.state();
    const done = checks.filter(({ status }) => status === 'done').length;
    showCurrent();
    // Said anew each time, also when nothing has changed.
    setChecked('');
    requestAnimationFrame(() => setChecked(`${done} of ${checks.length} tasks are done.`));
  };
  return (
    <>
      <button type="button" className="button step" onClick={() => void check()}>
        Check now
      </button>
      {state.undoAllowed && (
        <>
          <button
            type="button"
            className="button step"
            disabled={readOnly || !state.canUndo}
            onClick={() => void client.undo()}
          >
            Undo
          </button>
          <button
            type="button"
            className="button step"
            disabled={readOnly || !state.canRedo}
            onClick={() => void client.redo()}
          >
            Redo
          </button>
          <button type="button" className="button step" disabled={readOnly || !state.canUndo} onClick={reset.open}>
            Reset …
          </button>
        </>
      )}
      <p className="checked" role="status">
        {checked}
      </p>
      {reset.dialog('Back to the start?', (close) => (
        <>
          <p>The tenant becomes what it was when the lab began. The log keeps what you did, and Redo brings it back.</p>
          <div className="row">
            <button
              type="button"
              className="button primary"
              onClick={() => {
                close();
                void client.reset();
              }}
            >
              Reset the tenant
            </button>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
          </div>
        </>
      ))}
    </>
  );
}
