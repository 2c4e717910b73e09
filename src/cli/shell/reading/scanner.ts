import { frame, holdsCommands, reserved, type Frame } from './frames.ts';

/** Reads bash text far enough to tell what is left open at its end. Text that cannot be bash is never open. */
export class Scanner {
  readonly #text: string;
  #at = 0;
  #broken = false;
  #cutOff = false;
  readonly #frames: Frame[] = [frame('')];
  readonly #heredocs: { end: string; tabs: boolean }[] = [];

  constructor(text: string) {
    this.#text = text;
    while (this.#at < text.length && !this.#broken) this.#step();
  }

  /** Whether the text goes on: a quote, bracket, block or here-document is open, or an operator waits for its command. */
  get open(): boolean {
    if (this.#broken) return false;
    return this.#cutOff || this.#frames.length > 1 || this.#top.need || this.#heredocs.length > 0;
  }

  get #top(): Frame {
    const top = this.#frames.at(-1);
    if (!top) throw new Error('the scanner has lost its ground');
    return top;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #push(kind: Frame['kind'], phase?: Frame['phase']): void {
    this.#frames.push(frame(kind, phase));
  }

  #pop(): void {
    this.#frames.pop();
    Object.assign(this.#top, { start: false, need: false, inWord: true });
  }

  #step(): void {
    const top = this.#top;
    const { kind } = top;
    if (this.#take(/\\/y)) {
      this.#cutOff ||= this.#at === this.#text.length || this.#take(/\n$/y) !== undefined;
      this.#at += 1;
      if (holdsCommands(top) && this.#text[this.#at - 1] !== '\n') Object.assign(top, { start: false, inWord: true });
    } else if (kind === "'") {
      this.#take(/[^']+/y);
      if (this.#take(/'/y)) this.#pop();
    } else if (kind === "$'") {
      if (!this.#take(/[^'\\]+/y) && this.#take(/'/y)) this.#pop();
    } else if (kind === '`') {
      if (!this.#take(/[^`\\]+/y) && this.#take(/`/y)) this.#pop();
    } else if (!this.#quoteOrDollar(top)) {
      if (holdsCommands(top)) this.#command(top);
      else this.#inside(kind);
    }
  }

  /** Quotes and expansions, which mean the same wherever they are not quoted themselves. */
  #quoteOrDollar({ kind }: Frame): boolean {
    if (kind === '"' && this.#take(/"/y)) this.#pop();
    else if (this.#take(/\$\(\(/y)) this.#frames.push(frame('(a'), frame('(a'));
    else if (this.#take(/\$\(/y)) this.#push(')');
    else if (this.#take(/\$\{/y)) this.#push('${');
    else if (this.#take(/`/y)) this.#push('`');
    else if (kind === '"') return false;
    else if (this.#take(/\$'/y)) this.#push("$'");
    else if (this.#take(/'/y)) this.#push("'");
    else if (this.#take(/\$?"/y)) this.#push('"');
    else return false;
    return true;
  }

  /** Text inside double quotes, `${ }`, `[[ ]]`, arithmetic or an array. */
  #inside(kind: Frame['kind']): void {
    if (kind === '[[' && this.#take(/(?<=\s)\]\](?=[\s;&|)]|$)/y)) this.#pop();
    else if (kind === '${' && this.#take(/\}/y)) this.#pop();
    else if (kind === '(a' && this.#take(/\)/y)) this.#pop();
    else if (kind === '(a' && this.#take(/\(/y)) this.#push('(a');
    else if (!this.#take(/\s+#[^\n]*(?=\n)/y) && !this.#take(/[\w \t]+/y)) this.#at += 1;
  }

  #command(top: Frame): void {
    if (this.#take(/\n/y)) this.#lineEnd(top);
    else if (this.#take(/[ \t\r]+/y)) top.inWord = false;
    else if (!top.inWord && this.#take(/#[^\n]*/y)) return;
    else if (this.#take(/;;&?|;&/y)) {
      if (top.phase) top.phase = 'pattern';
      Object.assign(top, { start: true, need: false, inWord: false });
    } else if (this.#take(/&>>?|[<>]&|>\||>>|<>|<<</y)) top.inWord = false;
    else if (this.#take(/&&|\|\||\|&?/y)) {
      if (top.phase !== 'pattern') Object.assign(top, { start: true, need: true, inWord: false });
    } else if (this.#take(/[;&]/y)) Object.assign(top, { start: true, need: false, inWord: false });
    else if (this.#take(/<<-?/y)) this.#heredoc();
    else if (this.#take(/[<>]\(/y)) this.#push(')');
    else if (this.#take(/[<>]/y)) top.inWord = false;
    else if (this.#take(/\(/y)) this.#bracket(top);
    else if (this.#take(/\)/y)) this.#closeBracket(top);
    else this.#word(top);
  }

  #bracket(top: Frame): void {
    if (top.phase === 'pattern') return;
    if (top.inWord && this.#text[this.#at - 2] === '=') this.#push('(a');
    else if (top.start && !top.inWord) {
      if (this.#take(/\(/y)) this.#frames.push(frame('(a'), frame('(a'));
      else this.#push(')');
    } else if (this.#take(/\s*\)/y)) Object.assign(top, { start: true, need: true, inWord: false });
    else this.#push('(a');
  }

  #closeBracket(top: Frame): void {
    if (top.phase === 'pattern') {
      top.phase = 'body';
      Object.assign(top, { start: true, need: false, inWord: false });
    } else if (top.kind === ')') this.#pop();
    else this.#broken = true;
  }

  #word(top: Frame): void {
    const word = this.#take(/[^\s;&|()<>"'`$\\]+/y) ?? this.#take(/\$/y) ?? '';
    const next = this.#text[this.#at] ?? '\n';
    const whole = !top.inWord && /[\s;&|()<>]/.test(next);
    const { start } = top;
    Object.assign(top, { start: false, need: false, inWord: true });
    if (!whole) return;
    if (top.phase === 'subject') {
      if (word === 'in') top.phase = 'pattern';
    } else if (top.phase === 'pattern') {
      if (word === 'esac') this.#pop();
    } else if (start) this.#reserved(word, top);
  }

  #reserved(word: string, top: Frame): void {
    const meaning = reserved.get(word);
    if (word === 'function') {
      this.#take(/\s+[^\s(){}]+(\s*\(\s*\))?/y);
      Object.assign(top, { start: true, need: true, inWord: false });
    } else if (meaning === 'more') Object.assign(top, { start: true, inWord: false });
    else if (meaning === 'close') {
      if (top.kind === word) this.#pop();
      else this.#broken = true;
    } else if (meaning !== undefined) {
      this.#push(meaning, word === 'case' ? 'subject' : undefined);
      if (word === 'for') this.#afterFor();
      if (word === 'case') this.#top.start = false;
    }
  }

  /** `for name in ...` holds words up to `do`; `for ((...))` holds arithmetic. */
  #afterFor(): void {
    if (this.#take(/\s*\(\(/y)) this.#frames.push(frame('(a'), frame('(a'));
    else this.#top.start = false;
  }

  #heredoc(): void {
    const tabs = this.#text[this.#at - 1] === '-';
    const word = this.#take(/[ \t]*(?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|()<>'"\\])+/y);
    if (word === undefined) this.#broken = true;
    else this.#heredocs.push({ end: word.trimStart().replace(/['"\\]/g, ''), tabs });
  }

  #lineEnd(top: Frame): void {
    if (top.phase !== 'subject') top.start = true;
    top.inWord = false;
    for (let heredoc = this.#heredocs[0]; heredoc && this.#at < this.#text.length;) {
      const line = this.#take(/[^\n]*\n?/y) ?? '';
      const bare = line.replace(/\n$/, '');
      if ((heredoc.tabs ? bare.replace(/^\t+/, '') : bare) !== heredoc.end) continue;
      this.#heredocs.shift();
      heredoc = this.#heredocs[0];
    }
  }
}
