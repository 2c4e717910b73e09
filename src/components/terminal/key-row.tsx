import { extraKeys, interrupt } from './keys.ts';

interface Props {
  control: boolean;
  setControl(on: boolean): void;
  send(data: string): void;
  paste(): void;
}

/** The keys that a phone's keyboard lacks. They leave the focus where it is, so that its keyboard stays up. */
export function KeyRow({ control, setControl, send, paste }: Props) {
  const keepFocus = (event: { preventDefault(): void }) => event.preventDefault();
  return (
    <div className="key-row" role="group" aria-label="Keys" onPointerDown={keepFocus}>
      <button
        type="button"
        className="button step"
        aria-pressed={control}
        title="Held for the next key"
        onClick={() => setControl(!control)}
      >
        Ctrl
      </button>
      <button type="button" className="button step" onClick={() => send(interrupt)}>
        Ctrl+C
      </button>
      {extraKeys.map(({ says, face, data }) => (
        <button key={says} type="button" className="button step" aria-label={says} onClick={() => send(data)}>
          {face}
        </button>
      ))}
      <button type="button" className="button step" onClick={paste}>
        Paste
      </button>
    </div>
  );
}
