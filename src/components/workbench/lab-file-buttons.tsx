import { useRef, useState, type ChangeEvent } from 'react';
import type { Desk } from '#components/session/desk.ts';
import { download, fileName } from '#components/session/download.ts';
import type { LabSessionClient } from '#lab/session-client.ts';
import { Dialog } from './dialog.tsx';
import { HandIn } from './hand-in.tsx';

interface Props {
  client: LabSessionClient;
  desk: Desk;
  labId: string;
  readOnly: boolean;
}

/** Save to a file, restore from one, hand in. A file that cannot be restored changes nothing. */
export function LabFileButtons({ client, desk, labId, readOnly }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string>();
  const save = async () => download(fileName(labId, ''), await client.submission(''));
  const restore = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    const field = event.target;
    if (!file) return;
    const { restoreFrom } = await import('./restore.ts');
    setRefused(await restoreFrom(file, desk, labId));
    // The same file may be chosen again.
    field.value = '';
  };
  return (
    <>
      <button type="button" className="button step" onClick={() => void save()}>
        Save to a file
      </button>
      <button type="button" className="button step" disabled={readOnly} onClick={() => input.current?.click()}>
        Restore …
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label="File to restore the lab from"
        data-restore
        onChange={(event) => void restore(event)}
      />
      <HandIn client={client} labId={labId} />
      {refused !== undefined && (
        <Dialog title="The file was not restored" onClose={() => setRefused(undefined)}>
          <p>{refused}</p>
          <p>Your lab is as it was; nothing is lost.</p>
          <button type="button" className="button primary" onClick={() => setRefused(undefined)}>
            Close
          </button>
        </Dialog>
      )}
    </>
  );
}
