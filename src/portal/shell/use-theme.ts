import { useSyncExternalStore } from 'react';

const dark = '(prefers-color-scheme: dark)';

function subscribe(changed: () => void): () => void {
  const media = matchMedia(dark);
  const observer = new MutationObserver(changed);
  media.addEventListener('change', changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    media.removeEventListener('change', changed);
    observer.disconnect();
  };
}

const read = (): 'light' | 'dark' => {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia(dark).matches ? 'dark' : 'light';
};

/** The page's theme: what `data-theme` on <html> says, else what the system prefers. */
export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, read, () => 'light');
