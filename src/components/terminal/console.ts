import {
  createEditor,
  offer,
  open,
  resize,
  type as typeInto,
  type Editor,
  type Effect,
  type Step,
} from '#cli/shell/editor/line-editor.ts';
import type { ShellSnapshot } from '#cli/shell/session.ts';
import type { Screen } from './screen.ts';
import { interrupt } from './keys.ts';
import { ShellThread, type Handed, type Uploaded } from './shell-thread.ts';

interface Options {
  screen: Pick<Screen, 'write'>;
  columns: number;
  history: readonly string[];
  makeWorker(): Worker;
  port(): MessagePort;
  /** Where an earlier visit ended. */
  snapshot?: ShellSnapshot | undefined;
  /** Hears the session at each prompt; a sentence that it gives back is shown before the next one, once. */
  keep?(snapshot: ShellSnapshot): Promise<string | undefined>;
  /** A file that the browser is to save. */
  offer?(name: string, content: Uint8Array): void;
  /** Hears the history after each command. */
  remember(history: readonly string[]): void;
}

/** Output after which the cursor stands at the start of a line: a line feed, or a cleared screen. */
const startsLine = /(\n|\u001b\[[23]J)$/;

const hung = 'The command did not stop, so the shell was started anew, as it was at the last prompt.';
const failed = 'The shell has failed: this is our bug. It goes on as it was at the last prompt.';

/** Screen, line editor and shell as one: takes what is typed, and shows what comes of it. */
export class ShellConsole {
  readonly #options: Options;
  readonly #shell: ShellThread;
  #editor: Editor;
  /** Typed while a command ran: taken up at the next prompt. */
  #ahead = '';
  #asking = false;
  /** Tab was pressed: what is typed meanwhile waits for what it offers. */
  #completing = false;
  #atLineStart = true;
  /** What was said of keeping the session the last time, and what is still to be said. */
  #said: string | undefined;
  #note: string | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#editor = createEditor(options.columns, options.history);
    const { makeWorker, port, snapshot, offer } = options;
    this.#shell = new ShellThread({
      makeWorker,
      port,
      snapshot,
      events: {
        kept: (kept) => void this.#keep(kept),
        ...(offer && { offer }),
        ready: (prompt) => this.#open(prompt),
        output: (text) => this.#print(text),
        ask: (question) => {
          this.#asking = true;
          this.#open(question, true);
        },
        restarted: (why, details) => this.#print(why === 'hung' ? `${hung}\n` : `${failed}\n${details}\n`),
      },
    });
  }

  /** What the terminal sends: keys and pasted text. */
  type(data: string): void {
    if (this.#completing && !data.includes(interrupt)) {
      this.#ahead += data;
      return;
    }
    if (this.#editor.open) {
      const { editor, effects, rest } = typeInto(this.#editor, data);
      this.#ahead = rest;
      return this.#take({ editor, effects });
    }
    const at = data.lastIndexOf(interrupt);
    this.#ahead = at < 0 ? this.#ahead + data : data.slice(at + 1);
    if (at < 0) return;
    this.#print('^C\n');
    this.#shell.interrupt();
  }

  resize(columns: number): void {
    this.#take(resize(this.#editor, columns));
  }

  upload(name: string, content: Uint8Array): Promise<Uploaded> {
    return this.#shell.upload(name, content);
  }

  read(path: string): Promise<Handed> {
    return this.#shell.read(path);
  }

  dispose(): void {
    this.#shell.dispose();
  }

  #print(text: string): void {
    if (text === '') return;
    this.#options.screen.write(text.replaceAll(/\r?\n/g, '\r\n'));
    this.#atLineStart = startsLine.test(text);
  }

  #open(prompt: string, question = false): void {
    if (!this.#atLineStart) this.#print('\n');
    this.#take(open(this.#editor, prompt, question));
    this.#typeAhead();
  }

  async #keep(snapshot: ShellSnapshot): Promise<void> {
    const said = await this.#options.keep?.(snapshot);
    if (said !== undefined && this.#said === undefined) this.#note = said;
    this.#said = said;
  }

  #typeAhead(): void {
    const ahead = this.#ahead;
    this.#ahead = '';
    if (ahead !== '') this.type(ahead);
  }

  #take({ editor, effects }: Step): void {
    this.#editor = editor;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: Effect): void {
    switch (effect.type) {
      case 'print':
        return this.#options.screen.write(effect.text);
      case 'submit':
        return this.#asking ? this.#answer(effect.text) : this.#run(effect.text);
      case 'abort':
        if (this.#asking) this.#shell.interrupt();
        this.#asking = false;
        return;
      case 'exit':
        return this.#run('exit');
      case 'complete':
        void this.#complete(effect);
        return;
    }
  }

  async #complete(asked: { text: string; cursor: number }): Promise<void> {
    this.#completing = true;
    const found = await this.#shell.complete(asked.text, asked.cursor);
    this.#completing = false;
    this.#take(offer(this.#editor, asked, found));
    this.#typeAhead();
  }

  #answer(text: string): void {
    this.#asking = false;
    this.#atLineStart = true;
    this.#shell.answer(text);
  }

  #run(line: string): void {
    this.#atLineStart = true;
    this.#options.remember(this.#editor.history);
    void this.#shell.run(line).then(({ prompt }) => {
      this.#asking = false;
      if (this.#note !== undefined) this.#print(this.#note);
      this.#note = undefined;
      this.#open(prompt);
    });
  }
}
