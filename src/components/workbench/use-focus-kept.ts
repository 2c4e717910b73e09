import { useEffect, useRef } from 'react';

/**
 * For a button that goes away once it was pressed: `pressed` is called when it is, and when `gone` has become true and
 * the focus with it, `next` gets the focus. Without that, whoever works by keyboard begins again at the top of the page.
 */
export const useFocusKept = (gone: boolean, next: () => HTMLElement | null | undefined): (() => void) => {
  const wanted = useRef(false);
  useEffect(() => {
    if (!gone || !wanted.current) return;
    wanted.current = false;
    if (document.activeElement === document.body) next()?.focus();
  });
  return () => {
    wanted.current = true;
  };
};
