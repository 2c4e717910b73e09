import type { Place } from './drawing.ts';

/** The line editor between two keys: plain data. */
export interface Editor {
  prompt: string;
  /** Everything typed of the command, over all its lines. */
  text: string;
  /** Place in `text`, in UTF-16 units. */
  cursor: number;
  columns: number;
  /** Whether lines are taken; not so while a command runs. */
  open: boolean;
  /** A question of a command: one line, neither kept nor completed. */
  question: boolean;
  /** Commands typed so far, the latest last. */
  history: readonly string[];
  /** The entry that is shown; `history.length` for the command that is being typed. */
  entry: number;
  /** What was being typed before the arrow went up. */
  draft: string;
  killed: string;
  /** What the last key did, where the next one must know. */
  last: 'kill' | 'tab' | 'other';
  search: { query: string; entry: number; found: boolean } | undefined;
  /** The beginning of a key or paste whose rest is still to come. */
  pending: string;
  /** Where the terminal's cursor is, counted from the prompt. */
  drawn: Place;
}

/** What the terminal's owner is to do, in this order. */
export type Effect =
  /** Write this to the terminal. */
  | { type: 'print'; text: string }
  /** Run this command, or take this answer. The editor is closed until `open` is called. */
  | { type: 'submit'; text: string }
  /** Ask for completions of this and hand them to `offer`. */
  | { type: 'complete'; text: string; cursor: number }
  /** Ctrl+C: the line was given up. Of a question, its command is to be ended; the editor is then closed. */
  | { type: 'abort' }
  /** Ctrl+D on an empty line: end the shell. The editor is closed until `open` is called. */
  | { type: 'exit' };

export interface Step {
  editor: Editor;
  effects: Effect[];
}

/** How many commands are kept. */
const kept = 1000;

/** An editor that waits for its first prompt. */
export const createEditor = (columns: number, history: readonly string[] = []): Editor => ({
  prompt: '',
  text: '',
  cursor: 0,
  columns: Math.max(columns, 10),
  open: false,
  question: false,
  history: history.slice(-kept),
  entry: history.length,
  draft: '',
  killed: '',
  last: 'other',
  search: undefined,
  pending: '',
  drawn: { row: 0, column: 0 },
});

/** The history with a command added, unless it is blank or the same as the one before. */
export const remember = (history: readonly string[], text: string): readonly string[] =>
  text.trim() === '' || history.at(-1) === text ? history : [...history, text].slice(-kept);

/** Puts another text under the cursor, at its end unless a place is given. */
export const withText = (editor: Editor, text: string, cursor = text.length): Editor => ({ ...editor, text, cursor });
