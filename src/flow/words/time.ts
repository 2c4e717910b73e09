/** Times of the tenant are virtual: milliseconds since 1970, read as UTC. Nothing here asks a wall clock. */
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** `Wed 09:14:05`, for a line in a list. */
export function clockTime(at: number): string {
  const date = new Date(at);
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${days[date.getUTCDay()] ?? ''} ${time}`;
}

/** `Wed 25 Nov 2026, 09:14:05 UTC`, where the day matters. */
export function dateTime(at: number): string {
  const date = new Date(at);
  const [day = '', time = ''] = clockTime(at).split(' ');
  return `${day} ${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}, ${time} UTC`;
}

const units: [ms: number, short: string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
];

/** A length of time in its two largest units: `23 h 55 min`, `4 min 10 s`, `under 1 s`. The sign is dropped. */
export function span(ms: number): string {
  let left = Math.abs(ms);
  const first = units.findIndex(([unit]) => left >= unit);
  if (first < 0) return 'under 1 s';
  const parts: string[] = [];
  for (const [unit, short] of units.slice(first, first + 2)) {
    const count = Math.floor(left / unit);
    left -= count * unit;
    if (count > 0) parts.push(`${count} ${short}`);
  }
  return parts.join(' ');
}

/** `in 4 min`, `4 min ago`, `at that moment`: where a moment lies as seen from another one. */
export function relative(at: number, from: number): string {
  if (Math.abs(at - from) < 1_000) return 'at that moment';
  return at > from ? `in ${span(at - from)}` : `${span(at - from)} ago`;
}
