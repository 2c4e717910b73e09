import { useId } from 'react';
import type { CheckView } from '#lab/session-client.ts';
import { Hints } from './hints.tsx';

const icons: Record<CheckView['status'], string> = { done: '✓', open: '', undone: '!' };
const words: Record<CheckView['status'], string> = {
  done: 'Done',
  open: 'Not yet',
  undone: 'Was done, is not any more',
};

interface Props {
  check: CheckView;
  open: boolean;
  readOnly: boolean;
  toggle: () => void;
  hint: () => Promise<unknown>;
  openFlow: (seq: number) => void;
}

/** One task: what is to be true, whether it is, what lacks, and where to see it. */
export function TaskRow({ check, open, readOnly, toggle, hint, openFlow }: Props) {
  const { id, says, status, lacks, see, hints } = check;
  const body = useId();
  return (
    <li className="task" id={`task-${id}`} data-status={status}>
      <span className="task-icon" aria-hidden="true">
        {icons[status]}
      </span>
      <div>
        <button type="button" className="task-says" aria-expanded={open} aria-controls={body} onClick={toggle}>
          {says}
          <span className="visually-hidden">: {words[status]}</span>
        </button>
        <div id={body} className="task-body" hidden={!open}>
          <p>
            <strong>{words[status]}.</strong> {lacks}
            {see !== undefined && (
              <>
                {' '}
                <button type="button" className="link" onClick={() => openFlow(see)}>
                  See flow {see}
                </button>
              </>
            )}
          </p>
          {status !== 'done' && <Hints {...hints} disabled={readOnly} ask={hint} />}
        </div>
      </div>
    </li>
  );
}
