/** Whether this tab may write a lab. One tab of a browser holds the lock; it falls when that tab closes or crashes. */
export interface TabLock {
  readonly held: boolean;
  /** Tries to become the tab that writes; false where another one still is. */
  take(): Promise<boolean>;
  /** Settles when the tab that writes has let go. Taking is left to the learner: that tab may merely be reloading. */
  free(): Promise<void>;
  release(): void;
}

type Locks = Pick<LockManager, 'request'>;

/** Asks for the lock of a lab, without waiting. */
export const tabLock = async (labId: string, locks: Locks = navigator.locks): Promise<TabLock> => {
  const name = `tenantlab:lab:${labId}`;
  let letGo: (() => void) | undefined;

  const take = () =>
    new Promise<boolean>((done, failed) => {
      if (letGo) return done(true);
      locks
        .request(name, { ifAvailable: true }, (lock) => {
          if (!lock) return done(false);
          done(true);
          return new Promise<void>((release) => {
            letGo = release;
          });
        })
        .catch(failed);
    });
  await take();

  return {
    get held() {
      return letGo !== undefined;
    },
    take,
    free: () => locks.request(name, () => undefined).then(() => undefined),
    release() {
      letGo?.();
      letGo = undefined;
    },
  };
};
