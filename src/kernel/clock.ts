/** Virtual time is milliseconds since 1970-01-01T00:00:00Z. It moves only by entries of the action log. */

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What every request costs, so that time passes as one works. */
export const requestLatency = 200;

/** The moment that was written last: one request writes its time many times over. */
let last = { at: 0, text: new Date(0).toISOString() };

/** ISO 8601 with milliseconds. Throws for what is no time. */
export function isoTime(at: number): string {
  if (last.at !== at) last = { at, text: new Date(at).toISOString() };
  return last.text;
}

/** ISO 8601 with seven fractional digits, as ARM writes times. */
export const armTime = (at: number): string => `${isoTime(at).slice(0, -1)}0000Z`;

/** ISO 8601 with seconds, as Graph and the error texts of Entra write it (`2026-11-23 09:14:00Z` with a blank). */
export const isoSeconds = (at: number): string => `${isoTime(at).slice(0, -5)}Z`;

export const epochSeconds = (at: number): number => Math.floor(at / 1000);
