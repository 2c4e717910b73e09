/** A key by name, `Ctrl+A`, `Left`, `Alt+B`, or text to insert, typed or pasted. */
export type Key = { key: string } | { insert: string; pasted: boolean };

/** What a terminal sends behind `ESC [` or `ESC O` for keys that have no letter. */
const sequences: ReadonlyMap<string, string> = new Map([
  ['A', 'Up'],
  ['B', 'Down'],
  ['C', 'Right'],
  ['D', 'Left'],
  ['H', 'Home'],
  ['F', 'End'],
  ['1~', 'Home'],
  ['7~', 'Home'],
  ['4~', 'End'],
  ['8~', 'End'],
  ['3~', 'Delete'],
  ['Z', 'Shift+Tab'],
  ['1;5C', 'Alt+F'],
  ['1;3C', 'Alt+F'],
  ['1;5D', 'Alt+B'],
  ['1;3D', 'Alt+B'],
  ['3;5~', 'Alt+D'],
  ['3;3~', 'Alt+D'],
]);

const controls: ReadonlyMap<string, string> = new Map([
  ['\r', 'Enter'],
  ['\n', 'Enter'],
  ['\t', 'Tab'],
  ['\u007f', 'Backspace'],
  ['\b', 'Backspace'],
]);

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

const lineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The first key of what a terminal has sent, and how many characters of it that was; undefined when more must come. */
export function nextKey(data: string): { key: Key; length: number } | undefined {
  if (data.startsWith(pasteStart)) {
    const end = data.indexOf(pasteEnd);
    if (end < 0) return undefined;
    const insert = lineFeeds(data.slice(pasteStart.length, end));
    return { key: { insert, pasted: true }, length: end + pasteEnd.length };
  }
  const text = /^[^\u0000-\u001f\u007f]+/.exec(data)?.[0];
  if (text !== undefined) return { key: { insert: text, pasted: false }, length: text.length };
  const first = data[0] ?? '';
  return first === '\u001b' ? escaped(data) : { key: { key: controls.get(first) ?? controlName(first) }, length: 1 };
}

const controlName = (letter: string): string => `Ctrl+${String.fromCharCode(letter.charCodeAt(0) + 64)}`;

function escaped(data: string): { key: Key; length: number } | undefined {
  const sequence = /^.[[O]([\d;]*[A-Za-z~])/s.exec(data);
  if (sequence) return { key: { key: sequences.get(sequence[1] ?? '') ?? 'Unknown' }, length: sequence[0].length };
  if (data.length === 1) return { key: { key: 'Escape' }, length: 1 };
  if (/^.\[[\d;]*$/s.test(data)) return undefined;
  const letter = data[1] ?? '';
  const name = controls.get(letter) ?? letter.toUpperCase();
  return { key: { key: `Alt+${name}` }, length: 2 };
}
