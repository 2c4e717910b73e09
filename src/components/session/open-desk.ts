import TenantThread from '#lab/worker.ts?worker';
import { currentAddresses } from './addresses.ts';
import { Desk } from './desk.ts';
import { openStore, type LabStore } from './store.ts';
import { tabLock, type TabLock } from './tab-lock.ts';

/** What a page cannot do without, in a sentence for the learner; undefined when all is there. */
export const lackingInBrowser = (): string | undefined => {
  if (!isSecureContext) return 'The lab needs a secure address: https, or localhost. This page was loaded without.';
  if (typeof Worker === 'undefined' || !crypto.subtle)
    return 'This browser is too old for the lab, or hides what it needs.';
  return undefined;
};

/** A browser without locks has one writer per tab, which is what it can do. */
const lockOf = (labId: string): Promise<TabLock> =>
  'locks' in navigator
    ? tabLock(labId)
    : Promise.resolve({
        held: true,
        take: () => Promise.resolve(true),
        free: () => new Promise(() => undefined),
        release: () => undefined,
      });

/** Opens the desk of a lab with the browser's own store, locks and workers. The lab itself is opened by `desk.open()`. */
export const openDesk = async (labId: string): Promise<Desk> => {
  const store: LabStore | undefined = await openStore().catch(() => undefined);
  const lock = await lockOf(labId);
  // Browsers that ask the user about it ask once; a refusal changes nothing but how long the store is kept.
  void navigator.storage?.persist?.().catch(() => false);
  return new Desk({
    labId,
    store,
    lock,
    addresses: () => currentAddresses(labId),
    makeWorker: () => new TenantThread(),
  });
};
