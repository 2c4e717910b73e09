const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The place one visible character before this one. */
export function before(text: string, cursor: number): number {
  let at = 0;
  for (const { index } of segmenter.segment(text.slice(0, cursor))) at = index;
  return at;
}

/** The place one visible character after this one. */
export function after(text: string, cursor: number): number {
  const [first] = segmenter.segment(text.slice(cursor));
  return cursor + (first?.segment.length ?? 0);
}

/** Beginning and end of the line of a text that the place is in. */
export function lineAround(text: string, cursor: number): { start: number; end: number } {
  const end = text.indexOf('\n', cursor);
  return { start: text.lastIndexOf('\n', cursor - 1) + 1, end: end < 0 ? text.length : end };
}

/** Where the word in front of the place begins; a word is made of letters and digits. */
export function wordBefore(text: string, cursor: number): number {
  const found = /[\p{L}\p{N}]+[^\p{L}\p{N}]*$/u.exec(text.slice(0, cursor));
  return found ? found.index : 0;
}

/** Where the word behind the place ends. */
export function wordAfter(text: string, cursor: number): number {
  const found = /^[^\p{L}\p{N}]*[\p{L}\p{N}]+/u.exec(text.slice(cursor));
  return found ? cursor + found[0].length : text.length;
}

/** Where the run of anything but blanks in front of the place begins: what Ctrl+W takes. */
export const blankWordBefore = (text: string, cursor: number): number =>
  cursor - (/\S*\s*$/.exec(text.slice(0, cursor))?.[0].length ?? 0);

/** The same column one line up or down, or undefined at the first or last line. */
export function lineStep(text: string, cursor: number, step: -1 | 1): number | undefined {
  const { start, end } = lineAround(text, cursor);
  if (step < 0 ? start === 0 : end === text.length) return undefined;
  const other = lineAround(text, step < 0 ? start - 1 : end + 1);
  return Math.min(other.start + (cursor - start), other.end);
}
