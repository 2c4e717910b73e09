import type { World } from './world.ts';

const real = globalThis.setTimeout;

/**
 * What a client waits between two polls passes on the tenant's clock and takes no time. Gives what puts the real clock
 * back.
 */
export function clientsWaitOn(world: World): () => void {
  globalThis.setTimeout = ((work: () => void, ms = 0, ...rest: []) => {
    if (ms < 500) return real(work, ms, ...rest);
    return real(() => void world.client.wait(ms).then(() => work()), 0);
  }) as typeof setTimeout;
  return () => {
    globalThis.setTimeout = real;
  };
}
