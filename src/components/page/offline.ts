import { inSite } from '#components/site/address.ts';

/** Lets the browser keep a copy of the site, once the page itself is there. A browser that will not has the site online only. */
export const workOffline = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () => navigator.serviceWorker.register(inSite('sw.js')).catch(() => undefined);
  if (document.readyState === 'complete') void register();
  else addEventListener('load', () => void register(), { once: true });
};
