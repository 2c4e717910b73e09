import { Scanner } from './reading/scanner.ts';

/**
 * Whether bash would ask for another line: an open quote, bracket, block or here-document, a trailing backslash, `|`
 * or `&&`. A text with a mistake in it is complete: bash reports the mistake at once.
 * Source: Bash Reference Manual, "Shell Syntax", https://www.gnu.org/software/bash/manual/bash.html#Shell-Syntax
 */
export const isIncomplete = (text: string): boolean => new Scanner(text).open;

/** A complete command of a script (or a blank or comment line), with the number of its first line, from 1. */
export interface Portion {
  line: number;
  text: string;
}

/** Divides a script into the portions that bash reads and runs one after the other. */
export function portionsOf(script: string): Portion[] {
  const portions: Portion[] = [];
  const lines = script.split('\n');
  for (let from = 0, to = 1; from < lines.length; to += 1) {
    const text = lines.slice(from, to).join('\n');
    if (to < lines.length && isIncomplete(text)) continue;
    portions.push({ line: from + 1, text });
    from = to;
  }
  return portions;
}
