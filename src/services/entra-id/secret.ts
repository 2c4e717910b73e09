import { sha256Hex } from '#kernel/ids.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~';

/**
 * The text of a client secret: 40 characters, `Q~` in the place where Entra's have it, and a word that says what it is
 * worth to whoever finds it. It follows from its key id.
 */
export function secretOf(seed: string, keyId: string): string {
  const digits = sha256Hex(`${seed} secret ${keyId}`) + sha256Hex(`${seed} secret ${keyId} more`);
  const text = Array.from({ length: 27 }, (_, at) => letters[parseInt(digits.slice(at * 3, at * 3 + 3), 16) % 66]);
  return `${text.slice(0, 3).join('')}8Q~simulated-${text.slice(3).join('')}`;
}

export const secretHash = (secret: string): string => sha256Hex(`client secret ${secret}`);
