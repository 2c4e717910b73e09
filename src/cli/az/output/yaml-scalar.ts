/**
 * How PyYAML writes a text: plain, in single quotes, or in double quotes, folded at 80 columns. The rules are those of
 * `Emitter.analyze_scalar` and `Resolver` in PyYAML 6, which az uses for `-o yaml`.
 */
const BREAKS = '\n\u0085\u2028\u2029';
const BLANKS = `\0 \t\r${BREAKS}`;
const WIDTH = 80;

const NOT_TEXT = [
  /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  /^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  /^(?:<<|=|~|null|Null|NULL|)$/,
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
];

function isSpecial(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0xfeff) return true;
  return !(
    code === 0x0a ||
    (code >= 0x20 && code <= 0x7e) ||
    code === 0x85 ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code < 0x10ffff)
  );
}

type Style = 'plain' | 'single' | 'double';

function hasIndicator(chars: readonly string[]): boolean {
  const start = chars.slice(0, 3).join('');
  if (start === '---' || start === '...') return true;
  return chars.some((character, i) => {
    const next = chars[i + 1];
    const beforeBlank = next === undefined || BLANKS.includes(next);
    const afterBlank = i === 0 || BLANKS.includes(chars[i - 1] ?? '');
    if (i === 0 && '#,[]{}&*!|>\'"%@`'.includes(character)) return true;
    if (i === 0 && '?:-'.includes(character)) return beforeBlank;
    if (character === ':') return beforeBlank;
    return character === '#' && afterBlank;
  });
}

/** The style that PyYAML chooses for a text, as a key or as a value of block style. */
export function scalarStyle(text: string, isKey: boolean): Style {
  const chars = [...text];
  const first = chars[0] ?? '';
  const last = chars[chars.length - 1] ?? '';
  const hasBreak = chars.some((character) => BREAKS.includes(character));
  const spaceBeforeBreak = / [\n\u0085\u2028\u2029]/.test(text);
  const spaceAfterBreak = /[\n\u0085\u2028\u2029] /.test(text);
  const blankEdge = [first, last].some((edge) => edge === ' ' || (edge !== '' && BREAKS.includes(edge)));
  const special = chars.some(isSpecial);
  const plain =
    !NOT_TEXT.some((pattern) => pattern.test(text)) && !blankEdge && !special && !hasBreak && !hasIndicator(chars);
  if (plain) return 'plain';
  const single = !spaceAfterBreak && !spaceBeforeBreak && !special && !(isKey && hasBreak);
  return single ? 'single' : 'double';
}

const ESCAPES: Record<string, string> = {
  '\0': '0',
  '\u0007': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\u000b': 'v',
  '\f': 'f',
  '\r': 'r',
  '\u001b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

function escaped(character: string): string {
  const named = ESCAPES[character];
  if (named !== undefined && character !== '\u00a0') return `\\${named}`;
  const code = character.codePointAt(0) ?? 0;
  const hex = (digits: number) => code.toString(16).toUpperCase().padStart(digits, '0');
  if (character !== '"' && character !== '\\' && !isSpecial(character) && code < 0x10000 && code !== 0x0a)
    return character;
  if (code <= 0xff) return `\\x${hex(2)}`;
  return code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`;
}

/** Writes words, starting at a column, and breaks at a single space once the line is longer than 80. */
function fold(words: readonly string[], column: number, indent: number): string {
  let out = '';
  let at = column;
  words.forEach((word, i) => {
    if (i > 0) {
      // An empty neighbour means that there were several spaces, which may not be folded.
      const single = word !== '' && words[i - 1] !== '';
      if (single && at > WIDTH) {
        out += `\n${' '.repeat(indent)}`;
        at = indent;
      } else {
        out += ' ';
        at += 1;
      }
    }
    out += word;
    at += [...word].length;
  });
  return out;
}

function doubleQuoted(text: string, column: number, indent: number): string {
  let out = '"';
  let at = column + 1;
  const chars = [...text];
  chars.forEach((character, i) => {
    if (character === ' ' && i > 0 && i < chars.length - 1 && at > WIDTH) {
      out += `\\\n${' '.repeat(indent)}\\ `;
      at = indent + 2;
      return;
    }
    const written = escaped(character);
    out += written;
    at += written.length;
  });
  return `${out}"`;
}

/** A text as YAML. `column` is where it starts, `indent` where its further lines start. */
export function writeScalar(text: string, column: number, indent: number, isKey = false): string {
  const style = scalarStyle(text, isKey);
  if (style === 'plain') return isKey ? text : fold(text.split(' '), column, indent);
  if (style === 'double') return doubleQuoted(text, column, indent);
  const lines = text.replaceAll("'", "''").split('\n');
  const folded = lines.map((line, i) =>
    line === '' || isKey ? line : fold(line.split(' '), i === 0 ? column + 1 : indent, indent),
  );
  return `'${joinLines(folded, indent)}'`;
}

/** A line break inside single quotes is written as an empty line, since a bare one would read as a space. */
function joinLines(lines: readonly string[], indent: number): string {
  let out = lines[0] ?? '';
  let breaks = 0;
  for (const [i, line] of lines.entries()) {
    if (i === 0) continue;
    breaks += 1;
    if (line === '' && i < lines.length - 1) continue;
    out += '\n'.repeat(breaks + 1) + ' '.repeat(indent) + line;
    breaks = 0;
  }
  return out;
}
