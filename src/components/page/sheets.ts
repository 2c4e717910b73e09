/** What a narrow screen shows over the text: nothing, the tasks, or the tenant (the flow is one of its tabs). */
export type Sheet = 'tasks' | 'tenant' | 'flow';

const narrow = matchMedia('(max-width: 56.25em)');

interface Sheets {
  open: (sheet: Sheet) => void;
  close: () => void;
  /** A tab of the tenant was brought to the front by other means, such as "see flow 7": its sheet opens too. */
  follow: (tab: string) => void;
}

/**
 * The bar at the bottom of a narrow screen. One sheet is open at a time; what lies behind it is inert.
 * `opened` is called with the sheet, so that the tenant can be loaded and its tab chosen.
 */
export const sheets = (frame: HTMLElement, opened: (sheet: Sheet) => void): Sheets => {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-sheet-button]')];
  const parts = {
    text: frame.querySelector<HTMLElement>('#text'),
    tasks: frame.querySelector<HTMLElement>('#tasks'),
    tenant: frame.querySelector<HTMLElement>('#tenant'),
  };
  let current: Sheet | undefined;

  const show = () => {
    const open = narrow.matches ? current : undefined;
    if (open) frame.dataset.sheet = open === 'flow' ? 'tenant' : open;
    else delete frame.dataset.sheet;
    for (const [name, part] of Object.entries(parts)) {
      if (part) part.inert = narrow.matches && name !== (frame.dataset.sheet ?? 'text');
    }
    for (const button of buttons) button.setAttribute('aria-expanded', String(button.dataset.sheetButton === open));
  };
  const close = () => {
    current = undefined;
    show();
  };
  const open = (sheet: Sheet) => {
    current = sheet;
    show();
    opened(sheet);
  };

  for (const button of buttons) {
    button.addEventListener('click', () => {
      const sheet = button.dataset.sheetButton as Sheet;
      if (current === sheet) close();
      else open(sheet);
    });
  }
  for (const button of document.querySelectorAll('[data-sheet-close]')) button.addEventListener('click', close);
  narrow.addEventListener('change', show);
  show();

  return {
    open,
    close,
    follow: (tab) => {
      if (!narrow.matches) return;
      const elsewhere = current === undefined || current === 'tasks';
      current = tab === 'flow' ? 'flow' : 'tenant';
      show();
      // What had the focus is inert now.
      if (elsewhere) parts.tenant?.focus();
    },
  };
};
