const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });
const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' });

/** `Mon 09:14`, virtual time in UTC. */
export const clockWords = (at: number): string => `${day.format(at)} ${hours.format(at)}`;

/** `Monday, 23 November 2026 at 09:14:05 UTC`. */
export const fullTime = (at: number): string => `${full.format(at)} UTC`;

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** `45 seconds`, `4 minutes`, `2 hours 5 minutes`, `3 days`; rounded up, so that the moment is never over-promised. */
export const durationWords = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return plural(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return plural(minutes, 'minute');
  if (minutes >= 48 * 60) return plural(Math.ceil(minutes / 1440), 'day');
  const rest = minutes % 60;
  return [plural(Math.floor(minutes / 60), 'hour'), rest > 0 && plural(rest, 'minute')].filter(Boolean).join(' ');
};
