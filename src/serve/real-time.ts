/** The least of virtual time, ms, that is worth an entry: what a request waits for is never finer. */
const grain = 50;

/** The longest step that one entry may take. */
const longest = 400 * 86_400_000;

/**
 * How virtual time follows the clock on the wall: `rate` times as fast, from where it stood when serving began. What
 * requests themselves cost counts as passed. At 0 it stands still.
 */
export class RealTime {
  readonly #rate: number;
  readonly #wall: () => number;
  #from: { virtual: number; wall: number };
  /** Time that is being written into the log just now. */
  #underway = 0;

  constructor(rate: number, wall: () => number, now: number) {
    this.#rate = rate;
    this.#wall = wall;
    this.#from = { virtual: now, wall: wall() };
  }

  /** Virtual ms that are to pass before the next request is handled; `now` is what the tenant's clock shows. */
  due(now: number): number {
    if (this.#rate === 0) return 0;
    const target = this.#from.virtual + (this.#wall() - this.#from.wall) * this.#rate;
    const by = Math.floor(Math.min(target - now - this.#underway, longest));
    return by >= grain ? by : 0;
  }

  /** Has that time pass; what comes in meanwhile does not count it again. */
  async pass(by: number, write: (by: number) => Promise<unknown>): Promise<void> {
    this.#underway += by;
    try {
      await write(by);
    } finally {
      this.#underway -= by;
    }
  }

  /** Somebody has moved the clock beyond the wall's: time goes on from there. */
  jumped(by: number): void {
    this.#from.virtual += by;
  }
}
