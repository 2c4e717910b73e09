import { inRange, normalRange } from '#kernel/addresses.ts';
import { CliError } from './errors.ts';

/** An address or range as Python's ip_network reads it; what is none ends as the parser ends. */
export function ipRange(given: string): string {
  const read = normalRange(given);
  if (read === undefined) throw new CliError(`'${given}' does not appear to be an IPv4 or IPv6 network`, { exit: 2 });
  const [address = '', bits = '32'] = read.split('/');
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  if (number % 2 ** (32 - Number(bits)) !== 0) throw new CliError(`${given} has host bits set`, { exit: 2 });
  return read;
}

/** Whether two ranges have an address in common. */
export const overlap = (a: string, b: string): boolean =>
  inRange(a.split('/')[0] ?? '', b) || inRange(b.split('/')[0] ?? '', a);
