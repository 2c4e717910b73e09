import { useSyncExternalStore } from 'react';

/** Calls back when the page's theme may have changed: its own switch, or the system's. */
function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}

/** Whether the page is dark: `data-theme` on <html> decides, else the system. */
const isDark = (): boolean => {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
};

export const useDark = (): boolean => useSyncExternalStore(watch, isDark, () => false);
