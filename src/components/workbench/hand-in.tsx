import { useState, type FormEvent } from 'react';
import { download, fileName } from '#components/session/download.ts';
import type { LabSessionClient } from '#lab/session-client.ts';
import { useDialog } from './dialog.tsx';

interface Props {
  client: LabSessionClient;
  labId: string;
  primary?: boolean;
}

/** Hands in: a file that the learner downloads and gives to whoever grades it. Nothing is sent. */
export function HandIn({ client, labId, primary = false }: Props) {
  const handIn = useDialog();
  const [learner, setLearner] = useState('');
  const save = async (event: FormEvent, close: () => void) => {
    event.preventDefault();
    close();
    download(fileName(labId, 'submission'), await client.submission(learner.trim()));
  };
  return (
    <>
      <button type="button" className={`button step${primary ? ' primary' : ''}`} onClick={handIn.open}>
        Hand in …
      </button>
      {handIn.dialog('Hand in', (close) => (
        <form onSubmit={(event) => void save(event, close)}>
          <p>
            You get a file with every action of yours in this lab, which is graded by doing it all again. It is not sent
            anywhere: give it to whoever asked for it.
          </p>
          <p>
            <label>
              Your name, if they want to know it
              <input
                type="text"
                className="field"
                autoComplete="name"
                maxLength={100}
                value={learner}
                onChange={(event) => setLearner(event.target.value)}
              />
            </label>
          </p>
          <div className="row">
            <button type="submit" className="button primary">
              Download the submission
            </button>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
          </div>
        </form>
      ))}
    </>
  );
}
