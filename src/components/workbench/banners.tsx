import { useState } from 'react';
import type { Desk } from '#components/session/desk.ts';
import type { Snapshot } from '#components/session/phase.ts';

/** What the learner must know about the keeping of this lab: another tab writes, or the browser does not store. */
export function Banners({ snapshot, desk }: { snapshot: Snapshot; desk: Desk }) {
  const { writer, unsaved, storeless } = snapshot;
  const [stillOpen, setStillOpen] = useState(false);
  const takeOver = () => void desk.takeOver().then((mine) => setStillOpen(!mine));
  return (
    <>
      {writer !== 'this' && (
        <div className="banner" role="status">
          <p>
            {writer === 'other'
              ? 'This lab is open in another tab, which writes. Here you can look, but not change anything.'
              : 'The other tab is closed. You can go on here, from where it was left.'}
            {stillOpen && writer === 'other' && ' It is still open: close it first.'}
          </p>
          <button type="button" className="button" onClick={takeOver}>
            Go on in this tab
          </button>
        </div>
      )}
      {(unsaved !== undefined || storeless) && (
        <div className="banner warn" role="alert">
          <p>
            {unsaved ?? 'This browser stores nothing for the site (a private window may be the reason).'} What you do is
            only in this tab until you save it to a file.
          </p>
        </div>
      )}
    </>
  );
}
