interface Props {
  given: readonly string[];
  total: number;
  disabled: boolean;
  ask: () => Promise<unknown>;
}

/** Hints in steps: what is wrong, where to look, the concept. Each asking is an entry of the log. */
export function Hints({ given, total, disabled, ask }: Props) {
  return (
    <>
      {given.length > 0 && (
        <ol className="hints" aria-label="Hints" aria-live="polite">
          {given.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      )}
      {given.length < total && (
        <button type="button" className="button step" disabled={disabled} onClick={() => void ask()}>
          Hint {given.length + 1} of {total}
        </button>
      )}
    </>
  );
}
