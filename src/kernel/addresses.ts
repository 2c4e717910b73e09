import type { Origin } from './define.ts';
import type { ArmResource } from './rows.ts';
import { idKey } from './scope.ts';
import type { View } from './tables.ts';

/** The learner's own address: one that RFC 5737 keeps for documentation. */
export const learnerAddress = '203.0.113.10';
/** Where the programs of a web app come from, when the app itself does not say. */
export const appServiceAddress = '198.51.100.24';

/** Hosts outside Azure come from networks of their own: a laptop, a runner of GitHub, a server in somebody's cellar. */
const outside: readonly [RegExp, string][] = [
  [/^\/laptops\//, learnerAddress],
  [/^\/github\//, '192.0.2.45'],
  [/\/microsoft\.hybridcompute\/machines\//i, '192.0.2.10'],
];

/** The address from which a target sees a request come. */
export function clientAddress(view: View, origin: Origin): string {
  if (origin.type !== 'run') return learnerAddress;
  const own = outside.find(([hosts]) => hosts.test(origin.host));
  if (own) return own[1];
  const declared = view.get<ArmResource>('resources', idKey(origin.host))?.properties['outboundIpAddresses'];
  return (typeof declared === 'string' && declared.split(',')[0]) || appServiceAddress;
}

const number = (address: string): number | undefined => {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts?.every((part) => part < 256) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
};

/** An address or CIDR range as Azure writes it back (`/32` added), or undefined when it is neither. */
export function normalRange(text: string): string | undefined {
  const [address = '', bits = '32', more] = text.trim().split('/');
  if (more !== undefined || number(address) === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32)
    return undefined;
  return `${address}/${Number(bits)}`;
}

/** Whether an IPv4 address lies in a range written as `address/bits`. */
export function inRange(address: string, range: string): boolean {
  const [start = '', bits = '32'] = range.split('/');
  const [at, from] = [number(address), number(start)];
  if (at === undefined || from === undefined) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(at / size) === Math.floor(from / size);
}
