import { widthOf } from './width.ts';

/** A terminal for tests: as much of xterm as the line editor uses, autowrap and its undecided last column included. */
export class FakeScreen {
  readonly rows: string[][] = [[]];
  row = 0;
  column = 0;
  readonly #columns: number;

  constructor(columns: number) {
    this.#columns = columns;
  }

  write(text: string): void {
    let rest = text;
    while (rest !== '') {
      const sequence = /^\u001b\[(\??)(\d*)([A-Za-z])/.exec(rest);
      const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
      rest = rest.slice(sequence ? sequence[0].length : character.length);
      if (sequence) this.#control(sequence[3] ?? '', Number(sequence[2] || 1));
      else this.#put(character);
    }
  }

  #control(letter: string, count: number): void {
    if (letter === 'A') this.row -= count;
    if (letter === 'B') this.row += count;
    if (letter === 'C') this.column = Math.min(this.column + count, this.#columns - 1);
    if (letter === 'H') [this.row, this.column] = [0, 0];
    if (letter === 'J' && count === 1) {
      this.#line().length = this.column;
      this.rows.length = this.row + 1;
    }
    if (letter === 'J' && count === 2) this.rows.splice(0, this.rows.length, []);
    if (this.row < 0) throw new Error('the cursor has left the screen');
  }

  #put(character: string): void {
    if (character === '\r') this.column = 0;
    else if (character === '\n') this.row += 1;
    else if (character !== '\u0007') {
      const width = widthOf(character);
      if (this.column + width > this.#columns) [this.row, this.column] = [this.row + 1, 0];
      this.#line()[this.column] = character;
      if (width === 2) this.#line()[this.column + 1] = '';
      this.column += width;
    }
  }

  #line(): string[] {
    while (this.rows.length <= this.row) this.rows.push([]);
    return this.rows[this.row] ?? [];
  }

  /** The screen's rows, without blanks at their ends. */
  get lines(): string[] {
    this.#line();
    return this.rows.map((row) =>
      Array.from(row, (cell = ' ') => cell)
        .join('')
        .trimEnd(),
    );
  }
}
