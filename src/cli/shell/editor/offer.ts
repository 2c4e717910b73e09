import { withText, type Editor } from './state.ts';
import { widthOf } from './width.ts';

export interface Offered {
  from: number;
  candidates: readonly string[];
}

/** How many candidates are listed at most. */
const most = 120;

const commonStart = (texts: readonly string[]): string =>
  texts.reduce((start, text) => {
    let length = 0;
    while (length < start.length && start[length]?.toLowerCase() === text[length]?.toLowerCase()) length += 1;
    return start.slice(0, length);
  });

const width = (text: string): number => [...text].reduce((sum, character) => sum + widthOf(character), 0);

/** Candidates in columns, read downwards, as readline lists them. */
export function inColumns(names: readonly string[], columns: number): string {
  const widest = Math.max(...names.map(width)) + 2;
  const across = Math.max(1, Math.floor(columns / widest));
  const down = Math.ceil(names.length / across);
  const row = (at: number): string =>
    names
      .filter((_, index) => index % down === at)
      .map((name) => name + ' '.repeat(widest - width(name)))
      .join('')
      .trimEnd();
  return Array.from({ length: down }, (_, at) => `${row(at)}\r\n`).join('');
}

/** What stands in a list: of a file only its own name, without the folders that were typed. */
const shown = (candidate: string): string => candidate.trimEnd().replace(/^.*\/(?=[^/])/, '');

/**
 * Takes the completions: a single one is inserted, of several what they have in common; a second Tab lists them.
 * `list` is what is to be printed below the line.
 */
export function take(
  editor: Editor,
  { from, candidates }: Offered,
  second: boolean,
): { editor: Editor; list?: string } {
  const [first] = candidates;
  if (first === undefined) return { editor };
  const start = candidates.length === 1 ? first : commonStart(candidates);
  const typed = editor.text.slice(from, editor.cursor);
  const rest = editor.text.slice(editor.cursor);
  // A blank that is already there is not doubled.
  const inserted = rest.startsWith(' ') ? start.replace(/ $/, '') : start;
  if (candidates.length === 1 || start.length > typed.length)
    return { editor: withText(editor, editor.text.slice(0, from) + inserted + rest, from + inserted.length) };
  if (!second) return { editor };
  const names = candidates.slice(0, most).map(shown);
  const more = candidates.length > most ? `... and ${candidates.length - most} more\r\n` : '';
  return { editor, list: inColumns(names, editor.columns) + more };
}
