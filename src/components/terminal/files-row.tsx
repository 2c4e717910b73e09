import { useId, useRef, useState, type FormEvent } from 'react';

interface Props {
  upload(files: readonly File[]): void;
  download(path: string): void;
  /** What became of the latest file. */
  says: string;
}

/** Files in and out of the shell: a button for each way. Dropping files on the terminal does the same as the first. */
export function FilesRow({ upload, download, says }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  const field = useId();
  const close = () => {
    setAsking(false);
    opener.current?.focus();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const path = String(new FormData(event.currentTarget).get('path') ?? '').trim();
    if (path !== '') download(path);
    close();
  };
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          upload([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <button type="button" className="button quiet step" onClick={() => chooser.current?.click()}>
        Upload …
      </button>
      <button
        ref={opener}
        type="button"
        className="button quiet step"
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        Download …
      </button>
      {asking && (
        <form
          className="terminal-download"
          onSubmit={submit}
          onKeyDown={({ key }) => {
            if (key === 'Escape') close();
          }}
        >
          <label htmlFor={field}>File of the shell</label>
          <input id={field} name="path" autoComplete="off" spellCheck={false} placeholder="~/script.sh" autoFocus />
          <button type="submit" className="button step">
            Download
          </button>
        </form>
      )}
      <p role="status" className="terminal-said">
        {says}
      </p>
    </>
  );
}
