import { keep } from './stored.ts';

const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');

/** The theme in force. `data-theme` on the root is set where the learner chose against the system; portal and terminal read the same. */
export const currentTheme = (): 'light' | 'dark' => {
  const chosen = root.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return system.matches ? 'dark' : 'light';
};

/** Calls back whenever the theme in force may have changed; gives the function that ends it. */
export const onTheme = (listener: (theme: 'light' | 'dark') => void): (() => void) => {
  const tell = () => listener(currentTheme());
  const watcher = new MutationObserver(tell);
  watcher.observe(root, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', tell);
  return () => {
    watcher.disconnect();
    system.removeEventListener('change', tell);
  };
};

/** Makes a button the switch between light and dark. */
export const themeSwitch = (button: HTMLElement): void => {
  const show = () => button.setAttribute('aria-pressed', String(currentTheme() === 'dark'));
  button.addEventListener('click', () => {
    const next = currentTheme() === 'dark' ? 'light' : 'dark';
    // Back to what the system says means: follow the system again.
    const chosen = (next === 'dark') === system.matches ? undefined : next;
    if (chosen === undefined) delete root.dataset.theme;
    else root.dataset.theme = chosen;
    keep('theme', chosen);
  });
  onTheme(show);
  show();
};
