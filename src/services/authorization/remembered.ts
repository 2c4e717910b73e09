import type { Decision } from '#kernel/decision.ts';

/**
 * Answers given lately: one caller, one path, one action, all by number. Both tables are of fixed size, so that a
 * long-lived page does not grow: 262,144 plain answers (2 MB) and 8,192 with their reasons, in lines of eight; in a full
 * line a new answer takes the place of another. Only answers that hang on no condition and no time may be kept. Numbers of
 * callers are never used twice, and what a caller holds never changes under its number, so nothing goes stale.
 */
const width = 8;
const plainBits = 15;
const plain = new Int32Array((2 * width) << plainBits);
const fullBits = 10;
const full = new Array<Reasons | undefined>(width << fullBits).fill(undefined);

/** Whose turn it is to go, in any line. */
let turn = 0;

const lineOf = (caller: number, what: number, bits: number): number => {
  let mixed = Math.imul(caller, 0x9e3779b1) ^ what;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return (Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> (32 - bits)) * width;
};

/** 1 for yes, 0 for no, -1 when it is not remembered. `what` is even and not 0. */
export function recall(caller: number, what: number): number {
  const line = lineOf(caller, what, plainBits) * 2;
  for (let at = line; at < line + 2 * width; at += 2) {
    const said = (plain[at + 1] as number) ^ what;
    if (said >>> 1 === 0 && plain[at] === caller) return said;
  }
  return -1;
}

export function remember(caller: number, what: number, allowed: boolean): void {
  const line = lineOf(caller, what, plainBits) * 2;
  let at = line;
  while (at < line + 2 * width && plain[at] !== 0) at += 2;
  if (at === line + 2 * width) at = line + 2 * (turn = (turn + 1) % width);
  plain[at] = caller;
  plain[at + 1] = what | Number(allowed);
}

/** What a decision says beside the question itself. */
export interface Reasons extends Omit<Decision, 'permission'> {
  caller: number;
  what: number;
  /** What else it was made of: it holds only together with the same. */
  told: object;
}

export function recallReasons(caller: number, what: number, told: object): Reasons | undefined {
  const line = lineOf(caller, what, fullBits);
  for (let at = line; at < line + width; at += 1) {
    const one = full[at];
    if (one?.what === what && one.caller === caller && one.told === told) return one;
  }
  return undefined;
}

export function rememberReasons(reasons: Reasons): void {
  const line = lineOf(reasons.caller, reasons.what, fullBits);
  let at = line;
  while (at < line + width && full[at]) at += 1;
  if (at === line + width) at = line + (turn = (turn + 1) % width);
  full[at] = reasons;
}

/** How many answers there is room for: plain ones, and ones with their reasons. */
export const room = { plain: width << plainBits, full: width << fullBits };

/** How many of them are taken, for those who watch the bounds. */
export const taken = () => ({
  plain: plain.filter((_, at) => at % 2 === 0 && plain[at] !== 0).length,
  full: full.filter(Boolean).length,
});
