import type { Completion } from '#cli/shell/complete.ts';
import type { FromShell, ToShell } from '#cli/shell/protocol.ts';

type Snapshot = Extract<FromShell, { type: 'snapshot' }>['snapshot'];

/** How a line ended. */
export interface LineDone {
  exitCode: number;
  prompt: string;
  /** The line ended the shell (`exit`). */
  exited: boolean;
}

/** Where an uploaded file is, or why it is nowhere. */
export type Uploaded = { path: string } | { refused: string };

/** A file that was asked for; nothing where there is none. */
export interface Handed {
  name?: string;
  content?: Uint8Array;
}

/** What the terminal hears of the shell between calls. */
export interface ShellEvents {
  /** The first prompt is there. */
  ready(prompt: string): void;
  output(text: string): void;
  ask(question: string): void;
  /** The worker was replaced by a new one that goes on from the last prompt. */
  restarted(why: 'hung' | 'failed', details: string): void;
  /** The session as it is at a prompt, to be kept for the next visit. */
  kept?(snapshot: Snapshot): void;
  /** A file that the browser is to save. */
  offer?(name: string, content: Uint8Array): void;
}

interface Options {
  makeWorker(): Worker;
  /** A fresh port of the tenant for every worker. */
  port(): MessagePort;
  events: ShellEvents;
  /** Where an earlier visit ended. */
  snapshot?: Snapshot | undefined;
  /** How long a line has to end after Ctrl+C before its worker is ended, ms. */
  patience?: number;
}

const interruptedCode = 130;

/** The shell in its own worker: one line at a time, Ctrl+C that always works, and a new worker when one hangs. */
export class ShellThread {
  readonly #options: Options;
  #worker: Worker | undefined;
  #snapshot: Snapshot | undefined;
  #last = 0;
  #prompt = '';
  #running: { id: number; done(result: LineDone): void } | undefined;
  #overdue: ReturnType<typeof setTimeout> | undefined;
  readonly #completing = new Map<number, (completion: Completion) => void>();
  readonly #filing = new Map<number, (answer: Uploaded | Handed) => void>();

  constructor(options: Options) {
    this.#options = options;
    this.#snapshot = options.snapshot;
    this.#start();
  }

  /** Runs what was typed. Settles when it has ended, by itself or by Ctrl+C. */
  run(line: string): Promise<LineDone> {
    return new Promise((done) => {
      this.#running = { id: this.#id(), done };
      this.#post({ type: 'run', id: this.#running.id, line });
    });
  }

  /** Ctrl+C. A line that does not end by itself soon loses its worker. */
  interrupt(): void {
    if (!this.#running) return;
    this.#post({ type: 'interrupt' });
    this.#overdue ??= setTimeout(
      () => this.#replace('hung', 'The command did not stop.'),
      this.#options.patience ?? 120,
    );
  }

  answer(line: string): void {
    this.#post({ type: 'answer', line });
  }

  /** What Tab offers. While a line runs there is nothing. */
  complete(text: string, cursor: number): Promise<Completion> {
    if (this.#running) return Promise.resolve({ from: cursor, candidates: [] });
    return new Promise((done) => {
      const id = this.#id();
      this.#completing.set(id, done);
      this.#post({ type: 'complete', id, text, cursor });
    });
  }

  /** Puts a file into the shell's home folder, after whatever runs. */
  upload(name: string, content: Uint8Array): Promise<Uploaded> {
    return this.#ask((id) => ({ type: 'upload', id, name, content }));
  }

  /** A file of the shell, after whatever runs. */
  read(path: string): Promise<Handed> {
    return this.#ask((id) => ({ type: 'read', id, path }));
  }

  #ask<T extends Uploaded | Handed>(message: (id: number) => ToShell): Promise<T> {
    return new Promise((done) => {
      const id = this.#id();
      this.#filing.set(id, done as (answer: Uploaded | Handed) => void);
      this.#post(message(id));
    });
  }

  dispose(): void {
    clearTimeout(this.#overdue);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #id = (): number => (this.#last += 1);

  #start(): void {
    const worker = this.#options.makeWorker();
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromShell>) => {
      if (this.#worker === worker) this.#take(data);
    });
    worker.addEventListener('error', ({ message }) => {
      if (this.#worker === worker) this.#replace('failed', message);
    });
    const port = this.#options.port();
    const init: ToShell = { type: 'init', port, ...(this.#snapshot && { snapshot: this.#snapshot }) };
    worker.postMessage(init, [port]);
  }

  #post(message: ToShell): void {
    this.#worker?.postMessage(message);
  }

  #take(message: FromShell): void {
    const { events } = this.#options;
    switch (message.type) {
      case 'ready':
        // A later worker goes on where the one before was; there is nothing to say about it.
        if (this.#prompt === '') events.ready(message.prompt);
        this.#prompt = message.prompt;
        return;
      case 'output':
        return events.output(message.text);
      case 'ask':
        return events.ask(message.question);
      case 'done':
        this.#prompt = message.prompt;
        return this.#ended(message);
      case 'completions':
        this.#completing.get(message.id)?.(message);
        return void this.#completing.delete(message.id);
      case 'uploaded':
      case 'file':
        this.#filing.get(message.id)?.(message);
        return void this.#filing.delete(message.id);
      case 'offer':
        return events.offer?.(message.name, message.content);
      case 'notice':
        return events.output(message.text);
      case 'snapshot':
        this.#snapshot = message.snapshot;
        return events.kept?.(message.snapshot);
      case 'failed':
        return this.#replace('failed', message.message);
    }
  }

  #ended(result: LineDone): void {
    clearTimeout(this.#overdue);
    this.#overdue = undefined;
    const running = this.#running;
    this.#running = undefined;
    running?.done(result);
  }

  #replace(why: 'hung' | 'failed', details: string): void {
    this.#worker?.terminate();
    for (const done of this.#completing.values()) done({ from: 0, candidates: [] });
    this.#completing.clear();
    for (const done of this.#filing.values()) done({ refused: 'The shell was started anew; try again.' });
    this.#filing.clear();
    const prompt = this.#prompt;
    // A worker that fails before its first prompt would fail again, and again.
    if (prompt === '') this.#worker = undefined;
    else this.#start();
    this.#options.events.restarted(why, details);
    this.#ended({ exitCode: interruptedCode, prompt, exited: false });
  }
}
