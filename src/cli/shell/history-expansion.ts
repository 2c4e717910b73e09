/** A line that calls an earlier one back. */
export type Expanded = { text: string; changed: boolean } | { missing: string };

/** `!!` and `!$` where they begin a word outside of single quotes. */
const inside = /'[^']*'|\\.|(?<![^\s;|&("`])!(!|\$)/gs;

/**
 * Calls earlier lines back as bash does: `!!` the last one, `!$` its last word, and as a whole line `!12`, `!-2` and
 * `!begins`. A line that is not there is `missing`. Other forms are left alone.
 * Source: Bash Reference Manual, "History Interaction".
 */
export function expandHistory(text: string, history: readonly string[]): Expanded {
  const last = history.at(-1);
  const [, whole] = /^\s*!(-?\d+|[A-Za-z][\w-]*)\s*$/.exec(text) ?? [];
  if (whole !== undefined) {
    const number = Number(whole);
    const found = Number.isNaN(number)
      ? history.findLast((line) => line.startsWith(whole))
      : history.at(number < 0 ? number : number - 1);
    return found === undefined ? { missing: `!${whole}` } : { text: found, changed: true };
  }
  let missing: string | undefined;
  const expanded = text.replace(inside, (match, kind: string | undefined) => {
    if (kind === undefined) return match;
    if (last === undefined) missing = match;
    return kind === '!' ? (last ?? '') : (/\S+$/.exec(last ?? '')?.[0] ?? '');
  });
  return missing === undefined ? { text: expanded, changed: expanded !== text } : { missing };
}
