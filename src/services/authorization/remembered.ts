/**
 * Plain answers given lately, in a table of fixed size: one caller, one action, one path, all by number. Only answers
 * that hang on no condition and no time may be kept. Numbers of callers are never used twice, so nothing goes stale.
 */
const bits = 17;
const table = new Int32Array(4 << bits);

/** Two places share a line; a third answer for it drives out the older one. */
const lineOf = (caller: number, what: number): number => {
  const mixed = Math.imul(Math.imul(caller, 0x9e3779b1) ^ what, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> (32 - bits)) << 2;
};

/** 1 for yes, 0 for no, -1 when it is not remembered. `what` is even and not 0. */
export function recall(caller: number, what: number): number {
  const line = lineOf(caller, what);
  for (let at = line; at < line + 4; at += 2) {
    const said = (table[at + 1] ?? 0) ^ what;
    if (table[at] === caller && said >>> 1 === 0) return said;
  }
  return -1;
}

export function remember(caller: number, what: number, allowed: boolean): void {
  const line = lineOf(caller, what);
  table[line + 2] = table[line] ?? 0;
  table[line + 3] = table[line + 1] ?? 0;
  table[line] = caller;
  table[line + 1] = what | Number(allowed);
}
