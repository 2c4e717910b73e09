import { download, fileName } from '#components/session/download.ts';
import type { Desk } from '#components/session/desk.ts';
import type { Trouble } from '#components/session/phase.ts';
import { useDialog } from './dialog.tsx';

const words: Record<Trouble['kind'], { title: string; says: string }> = {
  'our-bug': {
    title: 'This is our bug',
    says: 'The tenant has failed, and it was not your doing. Everything up to your last action is kept.',
  },
  'log-refused': {
    title: 'The stored log cannot be opened',
    says: 'What this browser kept of the lab does not fit together any more: it was changed or damaged. Save it to a file first if you want to keep it.',
  },
  'not-loaded': {
    title: 'The lab could not be loaded',
    says: 'A file of the lab did not arrive or did not start. Without a connection that is to be expected the first time. Nothing of yours is lost.',
  },
};

/** What is said and offered when the session cannot go on: the log as a file, and the way back to the last action. */
export function TroubleView({ trouble, desk, labId }: { trouble: Trouble; desk: Desk; labId: string }) {
  const { title, says } = words[trouble.kind];
  const afresh = useDialog();
  const saveReport = () => {
    const { saved } = desk;
    const report = {
      problem: trouble,
      browser: navigator.userAgent,
      head: saved && { ...saved.head, key: undefined },
      lines: saved?.lines,
    };
    download(fileName(labId, 'report'), JSON.stringify(report, null, 1));
  };
  return (
    <div className="trouble" role="alert">
      <h2>{title}</h2>
      <p>{says}</p>
      <div className="row">
        <button
          type="button"
          className="button primary"
          onClick={() => void (desk.saved ? desk.resume() : desk.open())}
        >
          {trouble.kind === 'our-bug' ? 'Resume to the last action' : 'Try again'}
        </button>
        {desk.saved && (
          <button type="button" className="button" onClick={saveReport}>
            Save the log to a file
          </button>
        )}
        <button type="button" className="button" hidden={!desk.saved} onClick={afresh.open}>
          Start the lab afresh
        </button>
      </div>
      <details>
        <summary>What went wrong</summary>
        <pre>{trouble.details}</pre>
      </details>
      {afresh.dialog('Start afresh?', (close) => (
        <>
          <p>The log in this browser is dropped and the lab begins at its start. Save it to a file first to keep it.</p>
          <div className="row">
            <button
              type="button"
              className="button primary"
              onClick={() => {
                close();
                void desk.startAfresh();
              }}
            >
              Start afresh
            </button>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
          </div>
        </>
      ))}
    </div>
  );
}
