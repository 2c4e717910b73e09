const two = (value: number): string => String(value).padStart(2, '0');

/** `09:14:05`, the tenant's clock, UTC as everywhere in it. */
export const clockTime = (at: number): string => {
  const date = new Date(at);
  return [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
};

/** `2026-11-23 09:14:05`. */
export const dateTime = (at: number): string => `${new Date(at).toISOString().slice(0, 10)} ${clockTime(at)}`;

/** A span to come, rounded up to what one would say: `40 s`, `4 min`, `3 h 20 min`. */
export function span(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`;
}
