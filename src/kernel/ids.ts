import { sha256Hex } from './sha256.ts';

export { sha256Hex };

/**
 * A GUID that depends on nothing but its arguments, so that the same log gives the same ids everywhere.
 * `incarnation` counts how often the thing was made: a recreated identity is another principal.
 */
export function guidFrom(seed: string, kind: string, key: string, incarnation = 0): string {
  const hex = sha256Hex(`${seed}|${kind}|${key.toLowerCase()}|${incarnation}`);
  const variant = '89ab'[parseInt(hex[16] ?? '0', 16) & 0x3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A fraction in [0, 1) that depends on nothing but its arguments: chance drawn from the seed. */
export function fractionFrom(seed: string, ...parts: (string | number)[]): number {
  return parseInt(sha256Hex([seed, ...parts].join('|')).slice(0, 12), 16) / 2 ** 48;
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text has the form of a GUID, in any case. */
export const isGuid = (text: string): boolean => guidPattern.test(text);
