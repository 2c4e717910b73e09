import { useRef } from 'react';
import { useFocusKept } from './use-focus-kept.ts';

interface Props {
  given: readonly string[];
  total: number;
  disabled: boolean;
  ask: () => Promise<unknown>;
}

/** Hints in steps: what is wrong, where to look, the concept. Each asking is an entry of the log. */
export function Hints({ given, total, disabled, ask }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const pressed = useFocusKept(given.length >= total, () => list.current);
  const hint = () => {
    pressed();
    void ask();
  };
  return (
    <>
      {given.length > 0 && (
        <ol ref={list} tabIndex={-1} className="hints" aria-label="Hints" aria-live="polite">
          {given.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      )}
      {given.length < total && (
        <button type="button" className="button step" disabled={disabled} onClick={hint}>
          Hint {given.length + 1} of {total}
        </button>
      )}
    </>
  );
}
