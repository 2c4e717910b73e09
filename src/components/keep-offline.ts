/**
 * Registers the site's service worker once the page has come to rest, so that what it fetches ahead never competes with the
 * lesson. `base` is the sub-path of the site. In development (`built` false) there is no worker to register.
 */
export const keepOffline = (base: string, built: boolean): void => {
  if (!built || !('serviceWorker' in navigator)) return;
  const register = () => {
    const folder = base.endsWith('/') ? base : `${base}/`;
    navigator.serviceWorker
      .register(`${folder}sw.js`, { scope: folder, updateViaCache: 'none' })
      .catch((error: unknown) => {
        // Private windows and full disks refuse it; the lesson works all the same, with a network.
        console.warn('The site could not be kept for offline use.', error);
      });
  };
  const whenIdle = () =>
    'requestIdleCallback' in window ? requestIdleCallback(register, { timeout: 5000 }) : register();
  if (document.readyState === 'complete') whenIdle();
  else addEventListener('load', whenIdle, { once: true });
};
