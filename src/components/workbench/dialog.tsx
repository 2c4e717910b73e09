import { useCallback, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog by the browser itself: it takes the focus, keeps it and gives it back; Escape closes. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // While it is still in the page: only then does closing give the focus back.
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={element} className="dialog" aria-labelledby={heading} onClose={() => element.current && onClose()}>
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}

/** A dialog and what opens it: `dialog(title, content)` is drawn where it stands, and is there only while it is open. */
export const useDialog = () => {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  const dialog = (title: string, content: (close: () => void) => ReactNode) =>
    isOpen && (
      <Dialog title={title} onClose={close}>
        {content(close)}
      </Dialog>
    );
  return { open, close, dialog };
};
