import { keep, recall } from './stored.ts';

const views = ['text', 'both', 'lab'] as const;
type View = (typeof views)[number];

const least = 24;
const most = 70;
const usual = 36;

const within = (percent: number) => Math.min(most, Math.max(least, Math.round(percent * 2) / 2));

/** The line between text and tenant: dragged, or moved by arrow keys, Home and End; double-click gives the usual width. */
const separator = (frame: HTMLElement, line: HTMLElement) => {
  let percent = usual;
  const set = (next: number, remember = true) => {
    percent = within(next);
    frame.style.setProperty('--left', `${percent}%`);
    line.setAttribute('aria-valuenow', String(Math.round(percent)));
    if (remember) keep('split', String(percent));
  };
  set(Number(recall('split')) || usual, false);

  line.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    line.setPointerCapture(event.pointerId);
    line.focus();
    const box = frame.getBoundingClientRect();
    const move = (at: PointerEvent) => set(((at.clientX - box.left) / box.width) * 100);
    line.addEventListener('pointermove', move);
    const end = () => line.removeEventListener('pointermove', move);
    line.addEventListener('lostpointercapture', end, { once: true });
  });
  line.addEventListener('dblclick', () => set(usual));
  line.addEventListener('keydown', (event) => {
    const step = event.shiftKey ? 10 : 2;
    const moves: Record<string, number> = {
      ArrowLeft: percent - step,
      ArrowRight: percent + step,
      Home: least,
      End: most,
      Enter: usual,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  });
};

const pressed = (button: Element, on: boolean) => button.setAttribute('aria-pressed', String(on));

/** Column views, the line between them and projector mode; all are remembered. Returns how to bring the tenant into view. */
export const columns = (frame: HTMLElement): { showLab: () => void } => {
  const line = frame.querySelector<HTMLElement>('[role="separator"]');
  if (line) separator(frame, line);

  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-view-button]')];
  const show = (view: View) => {
    frame.dataset.view = view;
    for (const button of buttons) pressed(button, button.dataset.viewButton === view);
    keep('view', view === 'both' ? undefined : view);
  };
  show(views.find((view) => view === recall('view')) ?? 'both');
  for (const button of buttons) {
    button.addEventListener('click', () => show(button.dataset.viewButton as View));
  }

  const projector = document.querySelector<HTMLButtonElement>('[data-projector-button]');
  const root = document.documentElement;
  const enlarge = (on: boolean) => {
    root.toggleAttribute('data-projector', on);
    if (projector) pressed(projector, on);
    keep('projector', on ? 'on' : undefined);
  };
  enlarge(recall('projector') === 'on');
  projector?.addEventListener('click', () => enlarge(!root.hasAttribute('data-projector')));

  return { showLab: () => frame.dataset.view === 'text' && show('both') };
};
