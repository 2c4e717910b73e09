import { continuation } from '../prompt.ts';
import { widthOf } from './width.ts';

/** A place on the screen, counted from where the prompt begins. */
export interface Place {
  row: number;
  column: number;
}

/** A command as it stands on the screen. */
export interface Drawing {
  /** What to write from the prompt's own place on. */
  text: string;
  end: Place;
  cursor: Place;
}

/** Lays out prompt and text in a terminal of so many columns, as the terminal itself will break the lines. */
export function draw(prompt: string, text: string, cursor: number, columns: number): Drawing {
  const at: Place = { row: 0, column: 0 };
  let written = '';
  const put = (character: string): void => {
    const width = widthOf(character);
    if (at.column + width > columns) Object.assign(at, { row: at.row + 1, column: 0 });
    at.column += width;
    written += character;
  };
  /** A full last column leaves the terminal undecided; a blank makes it begin the next row. */
  const settle = (): void => {
    if (at.column < columns) return;
    Object.assign(at, { row: at.row + 1, column: 0 });
    written += ' \r';
  };
  for (const character of prompt) put(character);
  let found: Place | undefined;
  let index = 0;
  for (const character of text) {
    if (index === cursor) found = placeOf(at, columns);
    index += character.length;
    if (character === '\n') {
      settle();
      Object.assign(at, { row: at.row + 1, column: 0 });
      written += '\r\n';
      for (const mark of continuation) put(mark);
    } else put(character === '\t' ? ' ' : character);
  }
  settle();
  return { text: written, end: { ...at }, cursor: found ?? { ...at } };
}

const placeOf = ({ row, column }: Place, columns: number): Place =>
  column < columns ? { row, column } : { row: row + 1, column: 0 };

const csi = (count: number, letter: string): string => (count > 0 ? `\u001b[${count}${letter}` : '');

/** Moves the terminal's cursor between two places of one drawing. */
export const move = (from: Place, to: Place): string =>
  `${csi(from.row - to.row, 'A')}${csi(to.row - from.row, 'B')}\r${csi(to.column, 'C')}`;

/** Replaces what is drawn: back to the prompt's place, away with everything behind it, and the new drawing. */
export const redraw = (now: Place, drawing: Drawing): string =>
  `${move(now, { row: 0, column: 0 })}\u001b[J${drawing.text}${move(drawing.end, drawing.cursor)}`;
