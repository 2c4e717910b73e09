/**
 * Python's `textwrap.fill`, which az's help pages are wrapped with: it breaks at blanks and after the hyphen of a
 * hyphenated word, and cuts a word that no line can hold. Follows Lib/textwrap.py of Python 3.12.
 */
const BLANK = '[\\t\\n\\v\\f\\r ]';
const WORD = '[\\p{L}\\p{N}_!"\'&.,?]';
const LETTER = '[\\p{L}_]';
const CHUNK = new RegExp(
  `(${BLANK}+|(?<=${WORD})-{2,}(?=[\\p{L}\\p{N}_])|[^\\t\\n\\v\\f\\r ]+?(?:-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${LETTER}-))(?=${LETTER}-?${LETTER})|(?=${BLANK}|$)|(?<=${WORD})(?=-{2,}[\\p{L}\\p{N}_])))`,
  'u',
);

export interface WrapOptions {
  width: number;
  first: string;
  rest: string;
}

/** How much of a word that no line can hold goes on this one; after a hyphen when there is one in reach. */
function cutAt(chunk: string, space: number): number {
  if (chunk.length <= space) return chunk.length;
  const hyphen = chunk.lastIndexOf('-', space - 1);
  return hyphen > 0 && /[^-]/.test(chunk.slice(0, hyphen)) ? hyphen + 1 : space;
}

/** Wraps one paragraph. An empty text stays empty: its indentation is not written. */
export function fill(text: string, { width, first, rest }: WrapOptions): string {
  const chunks = text
    .replaceAll('\t', '        ')
    .split(CHUNK)
    .filter((chunk) => chunk !== '');
  const lines: string[] = [];
  while (chunks.length > 0) {
    const indent = lines.length > 0 ? rest : first;
    const room = width - indent.length;
    if (chunks[0]?.trim() === '' && lines.length > 0) chunks.shift();
    const line: string[] = [];
    let length = 0;
    while (chunks[0] !== undefined && length + chunks[0].length <= room) {
      length += chunks[0].length;
      line.push(chunks.shift() ?? '');
    }
    const long = chunks[0];
    if (long !== undefined && long.length > room) {
      const cut = cutAt(long, room < 1 ? 1 : room - length);
      line.push(long.slice(0, cut));
      chunks[0] = long.slice(cut);
    }
    if (line.at(-1)?.trim() === '') line.pop();
    if (line.length > 0) lines.push(indent + line.join(''));
  }
  return lines.join('\n');
}

/** knack's `_print_indent`: every paragraph of a text, wrapped at 100 columns and ended by a line break. */
export function indented(text: string, level: number, hanging?: number): string {
  const first = '    '.repeat(level);
  const rest = hanging === undefined ? first : ' '.repeat(hanging);
  return text
    .split('\n')
    .map((paragraph) => `${fill(paragraph, { width: 100, first, rest })}\n`)
    .join('');
}
