import { day, hour, minute, second } from '#kernel/clock.ts';

/** What Azure writes for "never": the longest time that .NET knows. */
export const forever = 'P10675199DT2H48M5.4775807S';

const form = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const units = [365 * day, 30 * day, day, hour, minute, second];

/** Milliseconds of an ISO 8601 duration (a year has 365 days, a month 30), or undefined when it is none. */
export function durationMs(text: string): number | undefined {
  const found = /\d/.test(text) ? form.exec(text)?.slice(1) : undefined;
  return found && Math.round(found.reduce((sum, part, at) => sum + Number(part ?? 0) * (units[at] ?? 0), 0));
}

/** As Resource Manager writes a duration back: days, hours, minutes, seconds. */
export function durationText(ms: number): string {
  if (ms >= (durationMs(forever) ?? 0)) return forever;
  const part = (unit: number, above: number, letter: string): string => {
    const count = Math.floor((ms % above) / unit);
    return count ? `${count}${letter}` : '';
  };
  const days = part(day, Infinity, 'D');
  const seconds = (ms % minute) / second;
  const time = part(hour, day, 'H') + part(minute, hour, 'M') + (seconds ? `${seconds}S` : '');
  return days || time ? `P${days}${time && `T${time}`}` : 'PT0S';
}
