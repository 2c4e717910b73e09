const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const two = (value: number): string => String(value).padStart(2, '0');
const blank = (value: number): string => String(value).padStart(2, ' ');

const dayOfYear = (at: Date): number =>
  Math.floor(
    (Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()) - Date.UTC(at.getUTCFullYear(), 0, 1)) /
      86_400_000,
  ) + 1;

const letters: ReadonlyMap<string, (at: Date) => string> = new Map<string, (at: Date) => string>([
  ['%', () => '%'],
  ['a', (at) => days[at.getUTCDay()]?.slice(0, 3) ?? ''],
  ['A', (at) => days[at.getUTCDay()] ?? ''],
  ['b', (at) => months[at.getUTCMonth()]?.slice(0, 3) ?? ''],
  ['B', (at) => months[at.getUTCMonth()] ?? ''],
  ['c', (at) => formatDate('%a %b %e %H:%M:%S %Y', at)],
  ['d', (at) => two(at.getUTCDate())],
  ['D', (at) => formatDate('%m/%d/%y', at)],
  ['e', (at) => blank(at.getUTCDate())],
  ['F', (at) => formatDate('%Y-%m-%d', at)],
  ['h', (at) => formatDate('%b', at)],
  ['H', (at) => two(at.getUTCHours())],
  ['I', (at) => two(at.getUTCHours() % 12 || 12)],
  ['j', (at) => String(dayOfYear(at)).padStart(3, '0')],
  ['k', (at) => blank(at.getUTCHours())],
  ['l', (at) => blank(at.getUTCHours() % 12 || 12)],
  ['m', (at) => two(at.getUTCMonth() + 1)],
  ['M', (at) => two(at.getUTCMinutes())],
  ['n', () => '\n'],
  ['N', (at) => `${String(at.getUTCMilliseconds()).padStart(3, '0')}000000`],
  ['p', (at) => (at.getUTCHours() < 12 ? 'AM' : 'PM')],
  ['r', (at) => formatDate('%I:%M:%S %p', at)],
  ['R', (at) => formatDate('%H:%M', at)],
  ['s', (at) => String(Math.floor(at.getTime() / 1000))],
  ['S', (at) => two(at.getUTCSeconds())],
  ['t', () => '\t'],
  ['T', (at) => formatDate('%H:%M:%S', at)],
  ['u', (at) => String(at.getUTCDay() || 7)],
  ['w', (at) => String(at.getUTCDay())],
  ['x', (at) => formatDate('%m/%d/%y', at)],
  ['X', (at) => formatDate('%H:%M:%S', at)],
  ['y', (at) => two(at.getUTCFullYear() % 100)],
  ['Y', (at) => String(at.getUTCFullYear())],
  ['z', () => '+0000'],
  ['Z', () => 'UTC'],
]);

/**
 * A moment in UTC by a format of date(1); letters that it does not know stay as they are. `%-d` leaves the padding out.
 * Source: GNU coreutils manual, "date invocation".
 */
export function formatDate(format: string, at: Date): string {
  return format.replace(/%(-?)(:?[a-zA-Z%])/g, (whole, bare: string, letter: string) => {
    if (letter === ':z') return '+00:00';
    const text = letters.get(letter)?.(at);
    if (text === undefined) return whole;
    return bare ? text.replace(/^[0 ]+(?=\d)/, '') : text;
  });
}
