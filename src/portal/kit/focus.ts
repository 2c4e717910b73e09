import { createContext, useContext, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { usePortal } from '../shell/context.ts';

/** Gives focus to the heading of the blade: where one is when what had focus is gone. */
export const HeadingFocus = createContext<() => void>(() => undefined);

const takesFocus = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && element !== document.body && !element.matches(':disabled');

/**
 * For a dialog that nothing of Fluent's own opens: when it closes, focus goes back to where it came from. It closes
 * also when the token flow is opened from it; focus is then the flow's.
 */
export function useDialogLife(close: () => void): void {
  const toHeading = useContext(HeadingFocus);
  const { flows } = usePortal();
  const [start] = useState(() => ({ from: document.activeElement, flows }));
  const away = useRef(false);
  const leave = useEffectEvent(close);
  const fall = useEffectEvent(toHeading);
  useEffect(() => {
    if (flows === start.flows) return;
    away.current = true;
    leave();
  }, [flows, start]);
  useEffect(
    () => () => {
      if (away.current) return;
      const { from } = start;
      // After the dialog has let go of the focus that it held.
      setTimeout(() => (takesFocus(from) ? from.focus() : fall()));
    },
    [start],
  );
}

/** Row buttons go with their rows. When the focused element disappears, the blade's heading takes the focus. */
export function useLostFocus(page: RefObject<HTMLElement | null>, toHeading: () => void): void {
  useEffect(() => {
    const root = page.current;
    if (!root) return undefined;
    let last: Element | null = null;
    const keep = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      toHeading();
    });
    root.addEventListener('focusin', keep);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', keep);
      observer.disconnect();
    };
  }, [page, toHeading]);
}
